import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { Amount, Filter } from "../../http/schemas";

/** The variant and the location that a row of a report is about, as they are shown. */
export const VARIANT = {
  variant_id: z.string(),
  sku: z.string(),
  product_id: z.string(),
  product_name: z.string(),
};
export const LOCATION = { location_id: z.string(), location_name: z.string() };

/** The quantities of a level. */
export const QUANTITIES = {
  on_hand: Amount,
  reserved: Amount,
  held: Amount.meta({ description: "Unreserved quantity in lots that are expired, quarantined or recalled" }),
  available: Amount.meta({ description: "on_hand − reserved − held" }),
  incoming: Amount.meta({ description: "Still to arrive from open purchase orders and transfers" }),
};

export const LocationFilter = { location_id: Filter.meta({ description: "Only stock at this location" }) };

/** What is joined to a row `p` of a report to show its variant `v`, its product `d` and its location `l`. */
export const JOIN_VARIANT = sql`JOIN variants v ON v.id = p.variant_id JOIN products d ON d.id = v.product_id`;
export const JOIN_LOCATION = sql`JOIN locations l ON l.id = p.location_id`;

/** The columns that show them. */
export const VARIANT_COLUMNS = {
  variant_id: sql`p.variant_id`,
  sku: sql`v.sku`,
  product_id: sql`v.product_id`,
  product_name: sql`d.name`,
};
export const LOCATION_COLUMNS = { location_id: sql`p.location_id`, location_name: sql`l.name` };

/** The condition that a column is the location that is asked for, if one is. */
export function isAt(column: SQL, location_id: string | undefined): SQL {
  return location_id === undefined ? sql`1` : sql`${column} = ${location_id}`;
}

/**
 * Selects variant_id, location_id and what is `incoming` of each level, in stored units, where that is anything. To be joined:
 * neither engine looks for the lines of one level in `incoming_lines`.
 */
export const INCOMING_LEVELS = sql`SELECT variant_id, location_id, sum(quantity) AS incoming
  FROM incoming_lines GROUP BY variant_id, location_id`;

/** The sum of a column: exact up to 2^53, and no error beyond, where totals are refused (`src/data/report.ts`). */
export function sumOf(column: SQL): SQL {
  return sql`CAST(total(${column}) AS INTEGER)`;
}

/** How rows are summed up: by keys, which are columns of `m` and what is joined to it. Without keys it is one row. */
export type Grouping = { keys: Readonly<Record<string, SQL>>; joins?: SQL; where?: SQL };

/** Selects the keys and the sums of rows, `m`. */
export function summedUp(rows: SQL, { keys, joins = sql``, where = sql`1` }: Grouping, sums: SQL): SQL {
  const names = Object.entries(keys).map(([name, key]) => sql`${key} AS ${sql.identifier(name)},`);
  const places = Object.keys(keys).map((_, at) => at + 1);
  return sql`SELECT ${sql.join(names, sql` `)} ${sums} FROM (${rows}) m ${joins} WHERE ${where}
    ${sql.raw(places.length > 0 ? `GROUP BY ${places.join(", ")}` : "")}`;
}
