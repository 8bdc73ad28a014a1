import { type SQL, sql } from "drizzle-orm";
import { build } from "../data/database";

/** Days are counted from 1970-01-01 in SQL. */
const dayNumber = (day: SQL) => sql`CAST(julianday(${day}) - 2440587.5 AS INTEGER)`;

/** Quantities in units: whole ones without a fraction, which makes the text short. */
const UNITS = sql`iif(quantity % 10000 = 0, quantity / 10000, quantity / 10000.0)`;

/** Selects by variant and location the demand of days as text: `day:quantity,…`, the days counted from 1970-01-01, in any order. */
function selectDemand(days: SQL) {
  return build
    .select({
      variant_id: sql<string>`variant_id`,
      location_id: sql<string>`location_id`,
      days: sql<string>`days`,
    })
    .from(
      sql`(SELECT variant_id, location_id, group_concat(${dayNumber(sql`day`)} || ':' || ${UNITS}) AS days
        FROM (${days}) GROUP BY variant_id, location_id)`,
    );
}

/**
 * Selects the demand of variants, which `variants` selects as variant_id, by location, from a day on: what orders shipped, what
 * was imported, and from when until when (`from:until,…`, by day) nothing was available; an end that is not known yet is absent.
 */
export function demandSeries(variants: SQL, from: string, location_id?: string) {
  const at = (column: SQL) => (location_id === undefined ? sql`1` : sql`${column} = ${location_id}`);
  const levels = sql`(${variants}) w CROSS JOIN stock_levels s ON s.variant_id = w.variant_id AND ${at(sql`s.location_id`)}`;
  return {
    shipped: selectDemand(
      sql`SELECT d.variant_id, d.location_id, d.day, d.quantity_out AS quantity FROM ${levels}
        CROSS JOIN daily_movements d ON d.variant_id = s.variant_id AND d.location_id = s.location_id
          AND d.type = 'order_fulfilled' AND d.day >= ${from}`,
    ),
    imported: selectDemand(
      sql`SELECT i.variant_id, i.location_id, i.day, i.quantity FROM (${variants}) w
        CROSS JOIN imported_demand i ON i.variant_id = w.variant_id AND ${at(sql`i.location_id`)} AND i.day >= ${from}`,
    ),
    stockouts: selectDemand(
      sql`SELECT o.variant_id, o.location_id, o.from_day AS day,
          iif(o.until_day IS NULL, 0, ${dayNumber(sql`o.until_day`)} * 10000) AS quantity FROM ${levels}
        CROSS JOIN stockouts o ON o.variant_id = s.variant_id AND o.location_id = s.location_id
          AND (o.until_day IS NULL OR o.until_day >= ${from})`,
    ),
  };
}

/** The condition that a variant has had demand after a day, at a location or at any. Imported days are from before. */
export function hasDemandSince(variant_id: SQL, day: SQL, location_id: string | undefined): SQL {
  const here = location_id === undefined ? sql`1` : sql`s.location_id = ${location_id}`;
  return sql`EXISTS (SELECT 1 FROM stock_levels s CROSS JOIN daily_movements d ON d.variant_id = s.variant_id
      AND d.location_id = s.location_id AND d.type = 'order_fulfilled' AND d.day > ${day}
    WHERE s.variant_id = ${variant_id} AND ${here})`;
}
