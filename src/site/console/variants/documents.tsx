import { quantity } from "../format";
import { Loaded, useLoad } from "../load";
import { NumberHeads } from "../number_heads";
import { Scroller } from "../scroller";
import { useSession } from "../session";

type Row = { kind: string; number: string; status: string; quantity: number };

/** The orders, purchase orders and transfers that are open with a variant. */
export function OpenDocuments({ sku }: { sku: string }) {
  const { api } = useSession();
  const documents = useLoad(
    async (signal): Promise<Row[]> => {
      const open = { per_page: 100 };
      const [orders, purchases, transfers] = await Promise.all([
        api.listOrders(
          { ...open, sku, status: ["pending", "partially_reserved", "reserved", "partially_fulfilled"] },
          { signal },
        ),
        api.listPurchaseOrders({ ...open, status: ["ordered", "partially_received"] }, { signal }),
        api.listStockTransfers({ ...open, status: ["draft", "in_transit", "partially_received"] }, { signal }),
      ]);
      type Document = { number: string; status: string; items: { sku: string; quantity: number }[] };
      const rows = (kind: string, found: readonly Document[]) =>
        found.flatMap(({ number, status, items }) =>
          items.filter((item) => item.sku === sku).map((item) => ({ kind, number, status, quantity: item.quantity })),
        );
      return [
        ...rows("Order", orders.data),
        ...rows("Purchase order", purchases.data),
        ...rows("Transfer", transfers.data),
      ];
    },
    [api, sku],
  );
  return (
    <Loaded of={documents} shape={["table"]}>
      {(rows) =>
        rows.length === 0 ? (
          <p class="muted">No open orders, purchase orders or transfers.</p>
        ) : (
          <Scroller label="Open documents">
            <table>
              <thead>
                <tr>
                  <th scope="col">Document</th>
                  <th scope="col">Status</th>
                  <NumberHeads names={["Quantity"]} />
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.kind} ${row.number} ${row.quantity}`}>
                    <th scope="row">
                      {row.kind} {row.number}
                    </th>
                    <td>
                      <span class="badge">{row.status.replaceAll("_", " ")}</span>
                    </td>
                    <td class="number">{quantity(row.quantity)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        )
      }
    </Loaded>
  );
}
