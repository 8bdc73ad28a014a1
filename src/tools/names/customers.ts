import { sql } from "drizzle-orm";
import { build } from "../../data/database";
import { customerOf } from "../../resources/orders/queries";
import type { Term } from "./terms";

/** So many customers are read for one term, each by one of their orders. */
const PER_TERM = 6;
/** The customers of the latest orders are read whole: of an organization that has no more of them, all. */
const WHOLE = 300;
const OF_WHOLE = -1;

/**
 * Selects the customers that match a term, by name or, without a name, e-mail address. Of each term, an order is looked up, then one that has not the name of that
 * order, and so on: a customer with thousands of orders takes as many steps as one with a single order.
 */
export function customersOf(matches: string) {
  const first = (match: string) =>
    sql.raw(`(SELECT s.rowid FROM order_search s WHERE s.order_search MATCH ${match} LIMIT 1)`);
  const without =
    sql.raw(`f.match || ' NOT "  ' || (SELECT replace(replace(coalesce(nullif(trim(o.customer ->> 'name'), ''),
    nullif(trim(o.customer ->> 'email'), ''), o.number), '"', '""'), ' ', '  ') FROM orders o WHERE o.sequence = f.row) || '"'`);
  const rows = sql`(WITH RECURSIVE found AS (
      SELECT t.key AS place, '(' || t.value || ')' AS match, 1 AS step, ${first("t.value")} AS row FROM json_each(${matches}) t
      UNION ALL SELECT f.place, ${without}, f.step + 1,
        (SELECT s.rowid FROM order_search s WHERE s.order_search MATCH ${without} LIMIT 1)
      FROM found f WHERE f.row IS NOT NULL AND f.step < ${sql.raw(String(PER_TERM))})
    SELECT f.place AS place, ${customerOf(sql`o`)} AS name, (SELECT max(sequence) FROM orders) AS orders
      FROM found f JOIN orders o ON o.sequence = f.row
    UNION ALL SELECT ${sql.raw(String(OF_WHOLE))}, name, (SELECT max(sequence) FROM orders) FROM (SELECT DISTINCT ${customerOf(sql`o`)} AS name FROM orders o
      WHERE o.sequence > (SELECT max(sequence) FROM orders) - ${sql.raw(String(WHOLE))}))`;
  return build
    .select({ place: sql<number>`place`, name: sql<string | null>`name`, orders: sql<number>`orders` })
    .from(rows);
}
type CustomerRow = ReturnType<typeof customersOf>["_"]["result"][number];

/** Says whether customers may have pieces of the question in their names and were not read: no term of them was read to its end. */
export function cutCustomers(
  rows: readonly CustomerRow[],
  terms: readonly Term[],
): (pieces: readonly number[]) => boolean {
  if (rows.some(({ orders }) => orders <= WHOLE)) return () => false;
  const counts = new Map<number, number>();
  for (const { place } of rows) counts.set(place, (counts.get(place) ?? 0) + 1);
  const complete = terms.filter((_, at) => (counts.get(at) ?? 0) < PER_TERM);
  return (pieces) => !complete.some((term) => term.pieces.every((piece) => pieces.includes(piece)));
}
