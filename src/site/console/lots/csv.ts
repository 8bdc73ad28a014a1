import type { Forward } from "./graph";

const HEADINGS = "customer,email,phone,document,lot_number,sku,quantity,returned,to_call_back,shipped_at".split(",");

/** The recall list as CSV (RFC 4180). A value that a spreadsheet would run as a formula is disarmed by an apostrophe. */
export function recallCsv({ shipped_to, in_transit }: Forward): string {
  const orders = shipped_to.map((row) => [
    ...[row.customer.name, row.customer.email, row.customer.phone, row.number, row.lot_number, row.sku],
    ...[row.quantity, row.returned_quantity, row.quantity - row.returned_quantity, row.fulfilled_at],
  ]);
  const transfers = in_transit.map((row) => [
    ...["In transit", null, null, row.number, row.lot_number, row.sku, row.quantity, 0, row.quantity, null],
  ]);
  return [HEADINGS, ...orders, ...transfers].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number | null): string {
  if (typeof value === "number") return String(Number(value.toFixed(4)));
  const text = /^[=+\-@\t\r]/.test(value ?? "") ? `'${value}` : (value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
