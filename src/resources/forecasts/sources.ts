import { type SQL, sql } from "drizzle-orm";
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
    policies: build.select().from(inventory_policies).where(sql`variant_id IN ${ids}`),
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

/** Selects the stored forecasts of variants: at a location or at all together, or of either kind. */
export function storedForecasts(variants: SQL, location_id?: string) {
  const here = location_id === undefined ? sql`1` : sql`location_id = ${location_id}`;
  return build.select().from(forecasts).where(sql`variant_id IN (SELECT variant_id FROM (${variants})) AND ${here}`);
}

const MOST_VARIANTS = 500;
const MOST_LEVELS = 1000;

/**
 * Selects the next active variants after a sequence, as variant_id and sequence: so many that their demand of three years, by
 * level, fits into one response of the database. `where` narrows them down; they are `v`.
 */
export function nextVariants(after: number, where: SQL = sql`1`): SQL {
  return sql`SELECT id AS variant_id, sequence FROM (
    SELECT id, sequence, levels, sum(levels) OVER (ORDER BY sequence) AS so_far FROM (
      SELECT v.id, v.sequence, (SELECT count(*) FROM level_quantities s WHERE s.variant_id = v.id) + 1 AS levels
      FROM variants v WHERE v.sequence > ${after} AND v.status = 'active' AND ${where}
      ORDER BY v.sequence LIMIT ${sql.raw(String(MOST_VARIANTS))}))
    WHERE so_far - levels <= ${sql.raw(String(MOST_LEVELS))}`;
}
