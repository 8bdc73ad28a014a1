import { moment, quantity } from "../format";
import { NumberHeads } from "../number_heads";
import { Scroller } from "../scroller";
import { useSession } from "../session";
import { recallCsv } from "./csv";
import { customersOf, type Forward } from "./graph";

/** Whom a lot went to, and what of it is to be called back: to read, print and download. */
export function RecallList({ forward }: { forward: Forward }) {
  const { lot, shipped_to, in_transit } = forward;
  const customers = customersOf(shipped_to);
  const outstanding = customers.reduce((sum, one) => sum + one.outstanding, 0);
  return (
    <section class="recall-list" aria-labelledby="recall-list">
      <h2 id="recall-list">Recall list</h2>
      {shipped_to.length + in_transit.length === 0 ? (
        <p class="muted">Nothing of this lot has left: no customer to call, no goods in transit.</p>
      ) : (
        <>
          <p>
            {quantity(outstanding)} to call back from {customers.length}{" "}
            {customers.length === 1 ? "customer" : "customers"}, in {shipped_to.length}{" "}
            {shipped_to.length === 1 ? "shipment" : "shipments"}
            {in_transit.length > 0 ? `, and ${in_transit.length} in transit` : ""}.
          </p>
          <p class="row no-print">
            <button type="button" onClick={() => print()}>
              Print
            </button>
            <button type="button" onClick={() => download(`recall-${lot.lot_number}.csv`, recallCsv(forward))}>
              Download CSV
            </button>
          </p>
          <Shipments customers={customers} />
          {in_transit.length > 0 ? <InTransit rows={in_transit} /> : null}
        </>
      )}
    </section>
  );
}

function Shipments({ customers }: { customers: ReturnType<typeof customersOf> }) {
  const { organization } = useSession();
  return (
    <Scroller label="Customers and orders">
      <table class="list">
        <thead>
          <tr>
            <th scope="col">Customer</th>
            <th scope="col">Order</th>
            <th scope="col">Shipped</th>
            <th scope="col">Lot</th>
            <NumberHeads names={["Quantity", "Returned", "To call back"]} />
          </tr>
        </thead>
        {customers.map(({ id, name, shipments }) => (
          <tbody key={id}>
            {shipments.map((row, index) => (
              <tr key={`${row.order_id} ${row.lot_id} ${row.fulfilled_at}`}>
                {index === 0 ? (
                  <th scope="rowgroup" rowSpan={shipments.length}>
                    {name}
                    <Contact customer={row.customer} />
                  </th>
                ) : null}
                <td>{row.number}</td>
                <td>{moment(row.fulfilled_at, organization.timezone)}</td>
                <td>
                  {row.lot_number} <span class="muted">{row.sku}</span>
                </td>
                <td class="number">{quantity(row.quantity)}</td>
                <td class="number">{quantity(row.returned_quantity)}</td>
                <td class="number">{quantity(row.quantity - row.returned_quantity)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Scroller>
  );
}

function Contact({ customer }: { customer: Forward["shipped_to"][number]["customer"] }) {
  const { email, phone } = customer;
  if (!email && !phone) return null;
  return (
    <span class="contact">
      {email ? <a href={`mailto:${email}`}>{email}</a> : null} {phone ? <a href={`tel:${phone}`}>{phone}</a> : null}
    </span>
  );
}

function InTransit({ rows }: { rows: Forward["in_transit"] }) {
  return (
    <>
      <h3>In transit</h3>
      <ul>
        {rows.map((row) => (
          <li key={`${row.stock_transfer_id} ${row.lot_id}`}>
            {row.number}: {quantity(row.quantity)} of {row.lot_number} ({row.sku})
          </li>
        ))}
      </ul>
    </>
  );
}

function download(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob(["\uFEFF", content], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
