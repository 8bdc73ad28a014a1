import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../../commands/context";
import { heldOfVariant, type MovementKind, type MovementRange, movementDays } from "../../ledger";
import { fromScaledOrNull, type Scaled, shareOf, toScaled } from "../../shared/quantity";
import { type Grouping, summedUp, sumOf } from "./columns";

/** What orders shipped, and what came back of them. */
export const SALES_TYPES: readonly MovementKind[] = ["order_fulfilled", "return_received", "return_disposed"];

/**
 * Selects what was sold by movements, `m` (`movementDays` or `movementEntries` of `SALES_TYPES`): units_sold (what orders shipped),
 * units_returned (what came back, sellable or not), net_units, revenue (the price of what was shipped less that of what came back),
 * cost_of_goods (less what sellable returns brought back), margin, and how many orders that was: of one variant, those that began
 * to ship it. All but these are in stored units.
 */
export function salesOf(
  movements: SQL,
  { orders = sql`coalesce(sum(m.new_orders), 0)`, ...grouping }: Grouping & { orders?: SQL },
): SQL {
  const sums = sql`${sumOf(sql`iif(m.type = 'order_fulfilled', m.quantity_out, 0)`)} AS units_sold,
    ${sumOf(sql`iif(m.type = 'order_fulfilled', 0, m.quantity_in + m.lost_quantity)`)} AS units_returned,
    ${sumOf(sql`iif(m.type = 'order_fulfilled', m.revenue, -m.revenue)`)} AS revenue,
    ${sumOf(sql`m.value_out - m.value_in`)} AS cost_of_goods, ${orders} AS orders`;
  return sql`SELECT *, units_sold - units_returned AS net_units, revenue - cost_of_goods AS margin
    FROM (${summedUp(movements, grouping, sums)})`;
}

/** Selects what was sold by variant; only variants that orders shipped. */
export function soldVariants(range: Omit<MovementRange, "types">): SQL {
  const movements = movementDays({ ...range, types: SALES_TYPES });
  return sql`${salesOf(movements, { keys: { variant_id: sql`m.variant_id` } })} WHERE units_sold > 0`;
}

/** The condition on a column with ids of locations. */
type AtLocations = (column: SQL) => SQL;

/** What is on hand of the variant of `p`, as SQL. */
export function onHandOfVariant(at: AtLocations): SQL {
  return stockOf(sql`s.on_hand`, at);
}

/** What is available of the variant of `p`, as SQL. */
export function availableOfVariant(ctx: TenantContext, at: AtLocations): SQL {
  return sql`${stockOf(sql`s.available`, at)} - ${heldOfVariant(ctx, at)}`;
}

/** The sum of a column of the levels of a row's variant. */
function stockOf(column: SQL, at: AtLocations): SQL {
  return sql`(SELECT ${sumOf(column)} FROM level_quantities s
    WHERE s.variant_id = p.variant_id AND ${at(sql`s.location_id`)})`;
}

export type Sold = Record<"net_units" | "revenue" | "margin" | "available", Scaled>;

/** What follows from sales of so many days, in stored units. */
export function paceOf({ net_units, revenue, margin, available }: Sold, days: number) {
  return {
    velocity_per_day: signedShareOf(net_units, 1, days),
    margin_percent: revenue === 0 ? null : signedShareOf(margin, toScaled(100), revenue),
    days_of_cover: net_units > 0 ? shareOf(Math.max(0, available), toScaled(days), net_units) : null,
  };
}

/** A variant's share of the units of all, from 0 to 1; null if there are none in all. */
export function shareOfUnits(net_units: Scaled, all_units: Scaled): number | null {
  return fromScaledOrNull(all_units > 0 ? signedShareOf(net_units, toScaled(1), all_units) : null);
}

/** As `shareOf`, of numbers below 0 too. */
function signedShareOf(value: Scaled, quantity: Scaled, of: Scaled): Scaled {
  return Math.sign(value) * Math.sign(of) * shareOf(Math.abs(value), quantity, Math.abs(of)) || 0;
}
