import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { demand_patterns, forecasts, inventory_policies, lead_times, suppliers } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { demandSeries } from "../../ledger";
import { addDays } from "../../shared/clock";
import type { SupplyFacts } from "./references";

/** So many days of demand are considered: three years, so that each season has been seen more than once. */
const HISTORY_DAYS = 1096;

/** The last day that is over. */
export const yesterday = (ctx: TenantContext) => addDays(today(ctx), -1);

/** The first day of demand that is considered. */
const firstDay = (ctx: TenantContext) => addDays(yesterday(ctx), 1 - HISTORY_DAYS);

/** The row of `demand_patterns` for demand by day. */
export const DAILY_PATTERN = "day";

/** Stands in `lead_times` for all variants of a supplier. */
export const ALL_VARIANTS = "";

/** Stands in `forecasts` for all locations together. */
export const ALL_LOCATIONS = "";

/** What a variant's forecast depends on besides its demand. Money and quantities are in stored units. */
export type VariantFacts = SupplyFacts & { variant_id: string; category: string | null };

/** The demand of the variants that `variants` selects as variant_id, at a location or at all; and what is known of all demand. */
export function demandSources(ctx: TenantContext, variants: SQL, location_id?: string) {
  return {
    ...demandSeries(variants, firstDay(ctx), location_id),
    patterns: build.select().from(demand_patterns).where(sql`name = ${DAILY_PATTERN}`),
  };
}

/** Whether a policy's variant was never stocked or sold anywhere else, so that its limits are those of all locations together. */
const IS_OF_ALL = sql<number>`NOT EXISTS (SELECT 1 FROM level_quantities s
    WHERE s.variant_id = inventory_policies.variant_id AND s.location_id <> inventory_policies.location_id)
  AND NOT EXISTS (SELECT 1 FROM forecasts f
    WHERE f.variant_id = inventory_policies.variant_id AND f.location_id NOT IN (${ALL_LOCATIONS}, inventory_policies.location_id))`;

/** What ordering the variants that `variants` selects as variant_id depends on. */
export function supplySources(variants: SQL) {
  const ids = sql`(SELECT variant_id FROM (${variants}))`;
  const named = sql`(SELECT supplier_id FROM inventory_policies WHERE variant_id IN ${ids}
    UNION SELECT supplier_id FROM lead_times WHERE variant_id IN ${ids})`;
  return {
    facts: build
      .select({
        variant_id: sql<string>`variant_id`,
        category: sql<string | null>`category`,
        price: sql<number | null>`price`,
        cost: sql<number | null>`cost`,
        shelf_life_days: sql<number | null>`shelf_life_days`,
        quantity_decimals: sql<number>`quantity_decimals`,
      })
      .from(
        sql`(SELECT w.variant_id, p.category, v.price, v.current_cost AS cost, v.shelf_life_days, v.quantity_decimals
          FROM (${variants}) w CROSS JOIN costed_variants v ON v.id = w.variant_id
          CROSS JOIN products p ON p.id = v.product_id)`,
      ),
    policies: build
      .select({ ...getTableColumns(inventory_policies), is_of_all: IS_OF_ALL })
      .from(inventory_policies)
      .where(sql`variant_id IN ${ids}`),
    receipts: build.select().from(lead_times).where(sql`variant_id IN ${ids}`),
    supplier_receipts: build
      .select()
      .from(lead_times)
      .where(sql`variant_id = ${ALL_VARIANTS} AND supplier_id IN ${named}`),
    suppliers: build
      .select({ id: suppliers.id, lead_time_days: suppliers.lead_time_days })
      .from(suppliers)
      .where(sql`id IN ${named}`),
  };
}

/** Selects the stored forecasts of variants at a location or at all together (`ALL_LOCATIONS`). */
export function storedForecasts(variants: SQL, location_id: string) {
  return build
    .select()
    .from(forecasts)
    .where(sql`variant_id IN (SELECT variant_id FROM (${variants})) AND location_id = ${location_id}`);
}

/**
 * Selects how the forecasts of variants have come out, at each location and at all together, and the marks of those that are
 * outdated (`outdateForecasts`).
 */
export function trackRecords(variants: SQL) {
  const { variant_id, location_id, track_record } = forecasts;
  return build
    .select({ variant_id, location_id, track_record, mark: sql<string | null>`iif(through_day = '', model, NULL)` })
    .from(forecasts)
    .where(sql`variant_id IN (SELECT variant_id FROM (${variants}))`)
    .orderBy(sql`variant_id, location_id`);
}

const MOST_VARIANTS = 500;
const MOST_LEVELS = 600;

/**
 * Selects variants, of which `variants` selects variant_id and what `order` is by, with `fits`: whether the demand of three years
 * of it and those before fits into one response of the database, of which libSQL's has 10 MB at most. A variant with more levels is read
 * alone. Levels of which only imported demand is known have a forecast.
 */
export function measured(variants: SQL, order: SQL): SQL {
  return sql`SELECT *, so_far <= ${sql.raw(String(MOST_LEVELS))} OR so_far = levels AS fits FROM (
    SELECT *, sum(levels) OVER (ORDER BY ${order}) AS so_far FROM (
      SELECT w.*, max(1, (SELECT count(*) FROM level_quantities s WHERE s.variant_id = w.variant_id),
        (SELECT count(*) - 1 FROM forecasts f WHERE f.variant_id = w.variant_id)) AS levels FROM (${variants}) w))`;
}

/** Selects the next active variants after a sequence, as variant_id and sequence: as many as fit. `where` narrows them down; they are `v`. */
export function nextVariants(after: number, where: SQL = sql`1`): SQL {
  const next = sql`SELECT v.id AS variant_id, v.sequence FROM variants v
    WHERE v.sequence > ${after} AND v.status = 'active' AND ${where}
    ORDER BY v.sequence LIMIT ${sql.raw(String(MOST_VARIANTS))}`;
  return sql`SELECT variant_id, sequence FROM (${measured(next, sql`sequence`)}) WHERE fits`;
}
