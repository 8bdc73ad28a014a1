import { type SQL, sql } from "drizzle-orm";
import { type TenantContext, today } from "../../../commands/context";
import { lastEntryBefore } from "../../../ledger";
import { addDays, endOfDay, timestamp } from "../../../shared/clock";
import type { Evidence } from "../../../shared/insights";
import { fromScaled, type Scaled } from "../../../shared/quantity";
import { LOSS_REASONS } from "../../../shared/reasons";
import { countStock } from "../actions";
import { FIRST_CANDIDATES, kind } from "../finding";
import { bounded, isLevelInRange, JOIN_ACTIVE, LEVEL_SUBJECT, type LevelFacts, levelFacts } from "../levels";
import { amount, SOURCES } from "../sources";
import { inUnits, percent } from "../texts";
import { isRarelyAtLeast } from "../weeks";

type Loss = { quantity: Scaled; value: Scaled };
type Facts = { level: LevelFacts; used: Scaled } & Record<
  "adjusted" | "counted_short" | "counted_over" | "wasted",
  Loss
>;

const DAYS = 30;
/**
 * Retail loses 1.4 to 1.6 % of its sales on average (National Retail Security Survey, 2022 and 2023). Three times that is no
 * average any more; a fifth is an incident.
 */
const SHARE = 0.05;
const CRITICAL_SHARE = 0.2;
/** What retail loses on average, and how seldom chance must bring about a loss: one unit of a dozen is no pattern. */
const USUAL_SHARE = 0.016;
const CHANCE = 0.05;

/**
 * Much of what was there of a level in the last 30 days was lost: by adjustments for shrinkage, theft or damage, by counts, of
 * which what was found too much is subtracted, and by waste. The share is of what could have been lost: what is on hand, what was
 * lost, and what went out for orders, production and transfers. It is more than chance explains: by the Poisson distribution with
 * retail's average share, such a loss comes less than once in 20. The cost is the value of what was lost.
 */
export const shrinkage = kind<Facts>({
  name: "shrinkage",
  candidates(ctx, range) {
    const since = addDays(today(ctx), 1 - DAYS);
    const adjusted = (column: string) => sql`coalesce((SELECT -total(e.${sql.raw(column)}) FROM inventory_ledger e
      WHERE e.variant_id = s.variant_id AND e.location_id = s.location_id AND e.sequence > ${lastEntryBefore(since)}
        AND e.type = 'adjustment' AND e.on_hand_change < 0 AND e.reason IN ${LOSS_REASONS}), 0)`;
    const loss = (quantity: SQL, value: SQL) => sql`json_object('quantity', ${quantity}, 'value', ${value})`;
    const moved = (type: string, direction: "in" | "out") =>
      loss(sumOf(type, `quantity_${direction}`), sumOf(type, `value_${direction}`));
    return sql`SELECT ${LEVEL_SUBJECT} AS subject, json_object('level', ${levelFacts(ctx)},
        'adjusted', ${loss(adjusted("on_hand_change"), adjusted("value_change"))},
        'counted_short', ${moved("cycle_count_adjustment", "out")}, 'counted_over', ${moved("cycle_count_adjustment", "in")},
        'wasted', ${moved("waste", "out")},
        'used', coalesce((SELECT sum(u.quantity_out) FROM movement_days u WHERE u.variant_id = s.variant_id
          AND u.location_id = s.location_id AND u.type IN ('order_fulfilled', 'production_consumed', 'transfer_out')
          AND u.day >= ${since}), 0)) AS facts
      FROM level_quantities s ${JOIN_ACTIVE}
        CROSS JOIN movement_days d ON d.variant_id = s.variant_id AND d.location_id = s.location_id
          AND d.type IN ('adjustment', 'cycle_count_adjustment', 'waste') AND d.day >= ${since}
      WHERE ${isLevelInRange(range)}
      GROUP BY s.variant_id, s.location_id HAVING sum(d.quantity_out) >= s.on_hand * ${sql.raw(String(SHARE))}
        AND sum(d.quantity_out) > 0
      ORDER BY s.variant_id, s.location_id ${FIRST_CANDIDATES}`;
  },
  find(ctx, { level, used, ...losses }) {
    const { adjusted, counted_short, counted_over, wasted } = losses;
    const counted = Math.max(0, counted_short.quantity - counted_over.quantity);
    const lost = adjusted.quantity + counted + wasted.quantity;
    const share = lost === 0 ? 0 : lost / (level.on_hand + lost + used);
    const usual = USUAL_SHARE * fromScaled(level.on_hand + lost + used);
    if (share < SHARE || !isRarelyAtLeast(fromScaled(lost), usual, usual, CHANCE)) return null;
    const counted_value = counted === 0 ? 0 : Math.max(0, counted_short.value - counted_over.value);
    const value = adjusted.value + counted_value + wasted.value;
    const { sku, location_name, variant_id, location_id } = level;
    return {
      severity: share >= CRITICAL_SHARE ? "critical" : "warning",
      title: `${sku} is being lost at ${location_name}`,
      detail: `${inUnits(fromScaled(lost), level.unit)} lost in the last ${DAYS} days, ${percent(share)} of what was there.`,
      evidence: evidenceOf(ctx, level, losses),
      amount: value > 0 ? bounded(value) : null,
      measure: fromScaled(lost),
      variant_id,
      location_id,
      suggested_action:
        wasted.quantity > lost / 2
          ? {
              text: `Find out why ${sku} is wasted at ${location_name}: order or make less at a time, or sell or use it sooner.`,
            }
          : countStock(level, "see whether more is missing, and look into the losses."),
    };
  },
});

/** The sum of a column of the days, `d`, of one type. */
function sumOf(type: string, column: string): SQL {
  return sql`sum(iif(d.type = ${type}, d.${sql.raw(column)}, 0))`;
}

function evidenceOf(ctx: TenantContext, level: LevelFacts, losses: Omit<Facts, "level" | "used">): Evidence[] {
  const { variant_id, location_id } = level;
  const { timezone } = ctx.organization;
  const to = today(ctx);
  const from = addDays(to, 1 - DAYS);
  const before = endOfDay(timezone, addDays(from, -1));
  const entries = SOURCES.entries(level, {
    type: "adjustment",
    from: timestamp(new Date(before.getTime() + 1)),
    to: timestamp(endOfDay(timezone, to)),
    per_page: 100,
  });
  const moved = SOURCES.movements({ variant_id, location_id }, from, to);
  const parts: [metric: string, quantity: Scaled, source: string][] = [
    ["lost_by_adjustments", losses.adjusted.quantity, entries],
    ["counted_short", losses.counted_short.quantity, moved],
    ["counted_over", losses.counted_over.quantity, moved],
    ["wasted", losses.wasted.quantity, moved],
  ];
  return parts
    .filter(([, quantity]) => quantity > 0)
    .map(([metric, quantity, source]) => amount(metric, quantity, level.unit, source));
}
