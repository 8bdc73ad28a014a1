import type { DataOf, StockbookClient } from "../../../client";
import { date, quantity } from "../format";
import { Empty, Loaded, useLoad } from "../load";
import { LotPage } from "../lots/lot";
import { NoLots } from "../lots/no_lots";
import { LotStatus } from "../lots/status";
import "../lots/lots.css";
import { Pages } from "../paging";
import { hrefOf, type Route } from "../router";
import { SearchField } from "../search_field";
import { useSession } from "../session";

type Lot = DataOf<"getLot">;
type Status = Lot["status"];

const STATUSES: Record<Status, string> = {
  active: "Active",
  quarantine: "Quarantined",
  recalled: "Recalled",
  exhausted: "Exhausted",
};
const PER_PAGE = 50;

type Wanted = { search: string; status: string; page: number };

/** A page of lots; with a search, those of exactly that number or SKU, and of the newest those that contain it. */
async function findLots(api: StockbookClient, { search, status, page }: Wanted, signal: AbortSignal) {
  const some = isStatus(status) ? { status: [status] } : {};
  if (!search) {
    const { data, meta } = await api.listLots({ ...some, page, per_page: PER_PAGE }, { signal });
    return { lots: data, pages: meta.total_pages ?? 1 };
  }
  const found = await Promise.all([
    api.listLots({ ...some, lot_number: search, per_page: 100 }, { signal }),
    api.listLots({ ...some, sku: search, per_page: 100 }, { signal }),
    api.listLots({ ...some, per_page: 100 }, { signal }),
  ]);
  const text = search.toLowerCase();
  const [numbered, ofItem, newest] = found.map(({ data }) => data);
  const alike = newest?.filter((lot) => `${lot.lot_number} ${lot.sku}`.toLowerCase().includes(text));
  const lots = [...(numbered ?? []), ...(ofItem ?? []), ...(alike ?? [])];
  return { lots: [...new Map(lots.map((lot) => [lot.id, lot])).values()], pages: 1 };
}

const isStatus = (value: string): value is Status => value in STATUSES;

/** The lots, and the page of one: `#/lots/lot_…`. */
export function LotsPage({ route }: { route: Route }) {
  const { organization } = useSession();
  const [id] = route.rest;
  if (id) return <LotPage key={id} id={id} />;
  return (
    <>
      <h1>Lots</h1>
      {organization.modules.includes("traceability") ? <LotList query={route.query} /> : <NoLots />}
    </>
  );
}

function LotList({ query }: { query: URLSearchParams }) {
  const { api } = useSession();
  const wanted = {
    search: query.get("search") ?? "",
    status: query.get("status") ?? "",
    page: Number(query.get("page")) || 1,
  };
  const found = useLoad((signal) => findLots(api, wanted, signal), [api, wanted.search, wanted.status, wanted.page]);
  const go = (change: Partial<Wanted>) => {
    const { search, status, page } = { ...wanted, page: 1, ...change };
    location.hash = hrefOf(["lots"], { search, status, page: page > 1 ? String(page) : "" });
  };
  return (
    <>
      <search class="row filters">
        <SearchField label="Lot number or SKU" value={wanted.search} onSearch={(search) => go({ search })} />
        <label>
          Status{" "}
          <select value={wanted.status} onChange={(event) => go({ status: event.currentTarget.value })}>
            <option value="">All</option>
            {Object.entries(STATUSES).map(([status, name]) => (
              <option key={status} value={status}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </search>
      <Loaded of={found} shape={["list"]}>
        {({ lots, pages }) => (
          <>
            <LotTable lots={lots} isFiltered={wanted.search !== "" || wanted.status !== ""} />
            <Pages page={wanted.page} pages={pages} go={(page) => go({ page })} />
          </>
        )}
      </Loaded>
    </>
  );
}

function LotTable({ lots, isFiltered }: { lots: Lot[]; isFiltered: boolean }) {
  if (lots.length === 0) {
    return isFiltered ? (
      <Empty title="No lot found">
        <p>Older lots are found by their whole number or SKU.</p>
      </Empty>
    ) : (
      <Empty title="No lots yet">
        <p>
          They appear when items that are <a href="/docs/lots">tracked by lots</a> are received or produced.
        </p>
      </Empty>
    );
  }
  return (
    <ul class="rows lots">
      {lots.map((lot) => (
        <li key={lot.id}>
          <a href={hrefOf(["lots", lot.id])}>{lot.lot_number}</a>
          <span class="sku">{lot.sku}</span>
          <LotStatus lot={lot} />
          <span>{quantity(lot.quantity_on_hand)} on hand</span>
          <span class="muted">{lot.expiry_date ? `expires ${date(lot.expiry_date)}` : "does not expire"}</span>
        </li>
      ))}
    </ul>
  );
}
