import type { RowOf } from "../../../client";
import { date, money, quantity } from "../format";
import { Empty, Loaded, useLoad } from "../load";
import { NumberHeads } from "../number_heads";
import { hrefOf, type Route } from "../router";
import { Scroller } from "../scroller";
import { useSession } from "../session";
import { OpenDocuments } from "../variants/documents";
import { ForecastOf } from "../variants/forecast";
import { LedgerOf } from "../variants/ledger";

type Level = RowOf<"listInventoryLevels">;

/** One variant: its levels, its ledger, its lots, its forecast and its open documents. */
export function VariantPage({ route }: { route: Route }) {
  const { api } = useSession();
  const [id = ""] = route.rest;
  const loading = useLoad(
    async (signal) => {
      const [variant, levels] = await Promise.all([
        api.getVariant({ id }, { signal }),
        api.listInventoryLevels({ variant_id: id, per_page: 100 }, { signal }),
      ]);
      return { variant: variant.data, levels: levels.data.toSorted((one, other) => other.on_hand - one.on_hand) };
    },
    [api, id],
  );
  return (
    <Loaded of={loading} shape={["text", "table", "chart"]}>
      {({ variant, levels }) => {
        const available = levels.reduce((sum, level) => sum + level.available, 0);
        return (
          <>
            <p class="small">
              <a href={hrefOf(["stock"])}>Stock</a>
            </p>
            <h1>
              {levels[0]?.product_name ?? variant.name} <span class="sku muted">{variant.sku}</span>
            </h1>
            <LevelTable levels={levels} />
            <h2>Forecast</h2>
            <div class="card">
              <ForecastOf variant_id={id} available={available} />
            </div>
            <h2>Ledger</h2>
            <div class="card">
              <LedgerOf variant_id={id} places={levels} />
            </div>
            {variant.lot_tracked ? <LotsOf variant_id={id} /> : null}
            <h2>Open documents</h2>
            <OpenDocuments sku={variant.sku} />
          </>
        );
      }}
    </Loaded>
  );
}

function LevelTable({ levels }: { levels: Level[] }) {
  const { organization } = useSession();
  if (levels.length === 0) return <Empty title="It was never in stock" />;
  const columns = ["on_hand", "reserved", "held", "available", "incoming"] as const;
  return (
    <Scroller label="Stock by location">
      <table>
        <thead>
          <tr>
            <th scope="col">Location</th>
            <NumberHeads names={["On hand", "Reserved", "Held", "Available", "Incoming", "Value"]} />
          </tr>
        </thead>
        <tbody>
          {levels.map((level) => (
            <tr key={level.location_id}>
              <th scope="row">{level.location_name}</th>
              {columns.map((column) => (
                <td key={column} class="number">
                  {quantity(level[column])}
                </td>
              ))}
              <td class="number">{money(level.value, organization.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function LotsOf({ variant_id }: { variant_id: string }) {
  const { api } = useSession();
  const lots = useLoad(
    (signal) => api.listLots({ variant_id, status: ["active", "quarantine", "recalled"], per_page: 100 }, { signal }),
    [api, variant_id],
  );
  return (
    <>
      <h2>Lots</h2>
      <Loaded of={lots} shape={["tiles"]}>
        {({ data }) =>
          data.length === 0 ? (
            <p class="muted">No lot has stock.</p>
          ) : (
            <ul class="tiles">
              {data.map((lot) => (
                <li key={lot.id}>
                  <a href={hrefOf(["lots", lot.id])}>{lot.lot_number}</a>
                  <strong>{quantity(lot.quantity_on_hand)}</strong>
                  <span class="muted small">
                    {lot.status}
                    {lot.expiry_date ? `, expires ${date(lot.expiry_date)}` : ""}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}
