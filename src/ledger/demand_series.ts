import { type SQL, sql } from "drizzle-orm";
import { build } from "../data/database";

/** Days are counted from 1970-01-01 in SQL. */
const dayNumber = (day: SQL) => sql`CAST(julianday(${day}) - 2440587.5 AS INTEGER)`;

/** Quantities in units: whole ones without a fraction, which makes the text short. */
const UNITS = sql`iif(quantity % 10000 = 0, quantity / 10000, quantity / 10000.0)`;

/** Days and quantities as text, the days counted from 1970-01-01, in any order. */
const AS_TEXT = sql`group_concat(${dayNumber(sql`day`)} || ':' || ${UNITS})`;

function selectTexts(texts: SQL) {
  return build
    .select({
      variant_id: sql<string>`variant_id`,
      location_id: sql<string>`location_id`,
      days: sql<string>`days`,
    })
    .from(sql`(${texts})`)
    .where(sql`days IS NOT NULL`);
}

/**
 * Selects the demand of variants, which `variants` selects as variant_id, by location, from a day on, as `day:quantity,…`: what
 * orders shipped, what was imported (days without any are left out), and from when until when (`from:until`, 0 as long as it lasts) nothing was available.
 */
export function demandSeries(variants: SQL, from: string, location_id?: string) {
  const at = (column: SQL) => (location_id === undefined ? sql`1` : sql`${column} = ${location_id}`);
  const levels = sql`(${variants}) w CROSS JOIN stock_levels s ON s.variant_id = w.variant_id AND ${at(sql`s.location_id`)}`;
  return {
    shipped: selectTexts(
      sql`SELECT s.variant_id, s.location_id, (SELECT ${AS_TEXT} FROM (SELECT d.day, d.quantity_out AS quantity
        FROM daily_movements d WHERE d.variant_id = s.variant_id AND d.location_id = s.location_id
          AND d.type = 'order_fulfilled' AND d.day >= ${from} AND d.quantity_out > 0)) AS days FROM ${levels}`,
    ),
    imported: selectTexts(
      sql`SELECT variant_id, location_id, ${AS_TEXT} AS days FROM (SELECT i.* FROM (${variants}) w
          CROSS JOIN imported_demand i ON i.variant_id = w.variant_id AND ${at(sql`i.location_id`)} AND i.day >= ${from}
            AND i.quantity > 0)
        GROUP BY variant_id, location_id`,
    ),
    stockouts: selectTexts(
      sql`SELECT s.variant_id, s.location_id, (SELECT ${AS_TEXT} FROM (SELECT o.from_day AS day,
          iif(o.until_day IS NULL, 0, ${dayNumber(sql`o.until_day`)} * 10000) AS quantity
        FROM stockouts o WHERE o.variant_id = s.variant_id AND o.location_id = s.location_id
          AND (o.until_day IS NULL OR o.until_day >= ${from}))) AS days FROM ${levels}`,
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
