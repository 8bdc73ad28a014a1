import { sql } from "drizzle-orm";
import { build, type Query } from "../data/database";
import { exactPhrase } from "../data/search";
import { customerOf } from "../resources/orders/queries";
import { DomainError } from "../shared/errors";

/** What has the values of an argument. */
const KEPT: Readonly<Record<string, string>> = {
  sku: "variant has the SKU",
  product_id: "product has the id",
  category: "product is in the category",
  location_id: "location has the id",
  supplier_id: "supplier has the id",
  lot_number: "lot has the number",
  customer: "order is of the customer",
  channel: "order came through the channel",
  orders: "order has the number",
  purchase_orders: "purchase order has the number",
  stock_transfers: "stock transfer has the number",
};

/** What the numbers of the argument `number` may be of. */
export type Numbered = "orders" | "purchase_orders" | "stock_transfers";

type Unknown = { argument: string; kind: string; value: string };

/** Selects the values among a tool's arguments that nothing has; null if there are none to look for. */
export function namedValues(args: object, numbers?: Numbered): Query<Unknown[]> | null {
  const named = Object.entries(args).flatMap(([argument, values]) => {
    const kind = argument === "number" && numbers ? numbers : kindOf(argument);
    if (!(kind in KEPT) || !Array.isArray(values)) return [];
    return values.map((value: string) => [argument, kind, value, ...(kind === "customer" ? [exactPhrase(value)] : [])]);
  });
  if (named.length === 0) return null;
  const columns = { argument: sql<string>`argument`, kind: sql<string>`kind`, value: sql<string>`value` };
  return build.select(columns).from(sql`(
    SELECT e.value ->> 0 AS argument, e.value ->> 1 AS kind, e.value ->> 2 AS value FROM json_each(${JSON.stringify(named)}) e
    WHERE NOT CASE e.value ->> 1
      WHEN 'sku' THEN EXISTS (SELECT 1 FROM variants k WHERE k.sku = e.value ->> 2)
      WHEN 'product_id' THEN EXISTS (SELECT 1 FROM products k WHERE k.id = e.value ->> 2)
      WHEN 'category' THEN EXISTS (SELECT 1 FROM products k WHERE k.category = e.value ->> 2)
      WHEN 'location_id' THEN EXISTS (SELECT 1 FROM locations k WHERE k.id = e.value ->> 2)
      WHEN 'lot_number' THEN EXISTS (SELECT 1 FROM lots k WHERE k.lot_number = e.value ->> 2)
      WHEN 'customer' THEN EXISTS (SELECT 1 FROM order_search CROSS JOIN orders k ON k.sequence = order_search.rowid
        WHERE order_search MATCH e.value ->> 3 AND ${customerOf(sql`k`)} = e.value ->> 2)
      WHEN 'channel' THEN EXISTS (SELECT 1 FROM orders k WHERE k.channel = e.value ->> 2)
      WHEN 'orders' THEN EXISTS (SELECT 1 FROM orders k WHERE k.number = e.value ->> 2)
      WHEN 'purchase_orders' THEN EXISTS (SELECT 1 FROM purchase_orders k WHERE k.number = e.value ->> 2)
      WHEN 'stock_transfers' THEN EXISTS (SELECT 1 FROM stock_transfers k WHERE k.number = e.value ->> 2)
      ELSE EXISTS (SELECT 1 FROM suppliers k WHERE k.id = e.value ->> 2) END)`);
}

/** Refuses a request that names what does not exist: an answer about it would be mistaken for one about nothing in stock. */
export function refuseUnknown(unknown: readonly Unknown[]): void {
  if (unknown.length === 0) return;
  throw new DomainError(
    unknown.map(({ argument, kind, value }) => ({
      code: "validation_failed",
      message: `No ${KEPT[kind]} ${value}. Find it with the tool find_names.`,
      field: argument,
    })),
  );
}

/** `sku` of `except_sku`. */
function kindOf(argument: string): string {
  return argument.replace(/^(except|from|to)_/, "");
}
