import type { RowOf } from "../../../client";
import { money, quantity } from "../format";
import { Empty, Loaded, useLoad } from "../load";
import { NumberHeads } from "../number_heads";
import { Pages } from "../paging";
import { hrefOf, type Route } from "../router";
import { Scroller } from "../scroller";
import { SearchField } from "../search_field";
import { useSession } from "../session";

type Level = RowOf<"listInventoryLevels">;

const PER_PAGE = 50;

/** Stock by location, and its levels with search. */
export function StockPage({ route }: { route: Route }) {
  const { api } = useSession();
  const search = route.query.get("search") ?? "";
  const location_id = route.query.get("location") ?? "";
  const page = Number(route.query.get("page")) || 1;
  const go = (change: { search?: string; location?: string; page?: number }) => {
    const wanted = { search, location: location_id, page: 1, ...change };
    location.hash = hrefOf(["stock"], { ...wanted, page: wanted.page > 1 ? String(wanted.page) : "" });
  };
  const filters = { ...(search ? { search } : {}), ...(location_id ? { location_id } : {}) };
  const levels = useLoad(
    (signal) => api.listInventoryLevels({ ...filters, page, per_page: PER_PAGE }, { signal }),
    [api, search, location_id, page],
  );
  return (
    <>
      <h1>Stock</h1>
      <Locations chosen={location_id} choose={(location) => go({ location })} />
      <p class="row">
        <SearchField label="Search by name or SKU" value={search} onSearch={(text) => go({ search: text })} />
      </p>
      <Loaded of={levels} shape={["table"]}>
        {({ data, meta }) => (
          <>
            {data.length > 0 ? <Levels levels={data} /> : <NoStock isFiltered={search !== "" || location_id !== ""} />}
            <Pages page={page} pages={meta.total_pages ?? 1} go={(to) => go({ page: to })} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Locations({ chosen, choose }: { chosen: string; choose(location: string): void }) {
  const { api, organization } = useSession();
  const locations = useLoad((signal) => api.reportStockByLocation({ per_page: 100 }, { signal }), [api]);
  return (
    <Loaded of={locations} shape={["tiles"]}>
      {({ data }) =>
        data.length > 0 && (
          <ul class="tiles in-a-row" aria-label="Locations">
            {data.map((row) => (
              <li key={row.location_id} class={row.location_id === chosen ? "chosen" : ""}>
                <label class="check">
                  <input
                    type="checkbox"
                    checked={row.location_id === chosen}
                    onChange={() => choose(row.location_id === chosen ? "" : row.location_id)}
                  />
                  <span class="cut">{row.location_name}</span>
                </label>
                <strong>{money(row.stock_value, organization.currency)}</strong>
                <span class="cut muted small">{quantity(row.variants ?? 0)} variants</span>
                <span class="cut muted small">
                  {quantity(row.available)} of {quantity(row.on_hand)} available
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Levels({ levels }: { levels: Level[] }) {
  return (
    <Scroller label="Levels">
      <table>
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col">Location</th>
            <NumberHeads names={["On hand", "Reserved", "Available", "Incoming"]} />
          </tr>
        </thead>
        <tbody>
          {levels.map((level) => (
            <tr key={`${level.variant_id} ${level.location_id}`}>
              <th scope="row">
                <a href={hrefOf(["variants", level.variant_id])}>{level.product_name}</a>
                <div class="sku muted">{level.sku}</div>
              </th>
              <td>{level.location_name}</td>
              <td class="number">{quantity(level.on_hand)}</td>
              <td class="number">{quantity(level.reserved)}</td>
              <td class="number">
                {level.available <= 0 ? (
                  <span class="badge critical">{quantity(level.available)}</span>
                ) : (
                  quantity(level.available)
                )}
              </td>
              <td class="number">{quantity(level.incoming)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function NoStock({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <Empty title="Nothing found">
      <p>No stock has this text in its name or SKU at this location.</p>
    </Empty>
  ) : (
    <Empty title="There is no stock yet">
      <p>
        <a href="/docs/import">Import products</a> with their opening stock, or create some in the{" "}
        <a href="/playground">playground</a>.
      </p>
    </Empty>
  );
}
