import { useRef, useState } from "preact/hooks";
import { newIdempotencyKey, type RowOf, type StockbookClient } from "../../../client";
import { date, quantity } from "../format";
import { Empty, Failed, Loaded, useLoad } from "../load";
import { NumberHeads } from "../number_heads";
import { hrefOf } from "../router";
import { Scroller } from "../scroller";
import { useSession } from "../session";
import { Writes } from "../writes";

type Low = RowOf<"reportLowStock">;
type Supplier = RowOf<"listSuppliers">;
type Group = { supplier: Supplier | null; location_id: string; location_name: string; rows: Low[] };

/** What is low, by supplier and location: each group becomes a purchase order with one click. */
export function LowStockPage() {
  const { api } = useSession();
  const loading = useLoad(
    async (signal) => {
      const [{ data: rows, meta }, suppliers] = await Promise.all([
        api.reportLowStock({ per_page: 100 }, { signal }),
        suppliersOf(api, signal),
      ]);
      return {
        suppliers: [...suppliers.values()],
        groups: groupsOf(rows, suppliers),
        total: meta.total ?? rows.length,
        shown: rows.length,
      };
    },
    [api],
  );
  return (
    <>
      <h1>Low stock</h1>
      <Loaded of={loading} shape={["text", "table"]}>
        {({ suppliers, groups, total, shown }) =>
          groups.length === 0 ? (
            <Empty title="Nothing is low">
              <p>
                Everything is above its reorder point. <a href="/docs/forecasts#policies">Set reorder points</a> by item
                and location, and what falls to them can be ordered here.
              </p>
            </Empty>
          ) : (
            <>
              {total > shown ? (
                <p class="muted">
                  The {shown} most urgent of {total}.
                </p>
              ) : null}
              {groups.map((group) => (
                <GroupCard key={`${group.supplier?.id} ${group.location_id}`} group={group} suppliers={suppliers} />
              ))}
            </>
          )
        }
      </Loaded>
    </>
  );
}

async function suppliersOf(api: StockbookClient, signal: AbortSignal): Promise<Map<string, Supplier>> {
  const found = new Map<string, Supplier>();
  for await (const supplier of api.listSuppliers.each({ per_page: 100 }, { signal })) found.set(supplier.id, supplier);
  return found;
}

function groupsOf(rows: readonly Low[], suppliers: ReadonlyMap<string, Supplier>): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const supplier = suppliers.get(row.supplier_id ?? "") ?? null;
    const { location_id, location_name } = row;
    const key = `${supplier?.id} ${location_id}`;
    const group = groups.get(key) ?? { supplier, location_id, location_name, rows: [] };
    groups.set(key, { ...group, rows: [...group.rows, row] });
  }
  return [...groups.values()].toSorted((one, other) => Number(one.supplier === null) - Number(other.supplier === null));
}

function GroupCard({ group, suppliers }: { group: Group; suppliers: readonly Supplier[] }) {
  const { supplier, location_name, rows } = group;
  return (
    <section class="card" aria-label={`${supplier?.name ?? "Without a supplier"}, ${location_name}`}>
      <h2>
        {supplier?.name ?? "Without a supplier"} <span class="muted">for {location_name}</span>
      </h2>
      <Scroller label={`What is low, ${supplier?.name ?? "without a supplier"}, ${location_name}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Product</th>
              <NumberHeads names={["Available", "Incoming", "Reorder point", "Order"]} />
              <th scope="col">Runs out</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.variant_id}>
                <th scope="row">
                  <a href={hrefOf(["variants", row.variant_id])}>{row.product_name}</a>
                  <div class="sku muted">{row.sku}</div>
                </th>
                <td class="number">{quantity(row.available)}</td>
                <td class="number">{quantity(row.incoming)}</td>
                <td class="number">{quantity(row.reorder_point)}</td>
                <td class="number">{quantity(row.suggested_order_quantity)}</td>
                <td>{row.projected_stockout_date ? date(row.projected_stockout_date) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {supplier ? <Draft group={group} supplier={supplier} /> : <ChosenSupplier group={group} suppliers={suppliers} />}
    </section>
  );
}

/** Lets a supplier be chosen for what was never purchased. */
function ChosenSupplier({ group, suppliers }: { group: Group; suppliers: readonly Supplier[] }) {
  const [id, setId] = useState("");
  const supplier = suppliers.find((one) => one.id === id);
  return (
    <>
      <p>
        <label class="row">
          Supplier
          <select value={id} onChange={(event) => setId(event.currentTarget.value)}>
            <option value="">Choose one</option>
            {suppliers.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      </p>
      {supplier ? <Draft key={id} group={group} supplier={supplier} /> : null}
    </>
  );
}

type Drafting =
  | { status: "ready" }
  | { status: "sending" }
  | { status: "failed"; error: Error }
  | { status: "done"; number: string };

/** Orders what is suggested for a group, once: clicked twice, the same request is sent with the same key. */
function Draft({ group, supplier }: { group: Group; supplier: Supplier }) {
  const { api } = useSession();
  const key = useRef(newIdempotencyKey());
  const [state, setState] = useState<Drafting>({ status: "ready" });
  const items = group.rows
    .filter(({ suggested_order_quantity }) => suggested_order_quantity > 0)
    .map(({ sku, suggested_order_quantity }) => ({ sku, quantity: suggested_order_quantity }));
  if (items.length === 0) return <p class="muted">What is on order already covers it.</p>;
  const send = () => {
    setState({ status: "sending" });
    const body = { supplier_id: supplier.id, location_id: group.location_id, items, note: "Suggested by low stock" };
    api.createPurchaseOrder({ body }, { idempotency_key: key.current }).then(
      ({ data }) => setState({ status: "done", number: data.number }),
      (error) => setState({ status: "failed", error }),
    );
  };
  if (state.status === "done") {
    return (
      <p class="notice" role="status">
        Purchase order {state.number} is created. Change or cancel it until its goods arrive.
      </p>
    );
  }
  return (
    <>
      {state.status === "failed" ? <Failed error={state.error} /> : null}
      <p class="row">
        <Writes>
          {(offer) => (
            <button type="button" class="primary" disabled={state.status === "sending"} {...offer(send)}>
              Create a purchase order for {supplier.name}
            </button>
          )}
        </Writes>
      </p>
    </>
  );
}
