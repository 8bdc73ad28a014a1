import { sql } from "drizzle-orm";
import { type TenantContext, today } from "../../commands/context";
import { normalQuantile } from "../../forecasting/normal";
import { demandOfLevels, lackedSince } from "../../ledger";
import { addDays } from "../../shared/clock";
import { fromScaled, type Scaled } from "../../shared/quantity";
import { FIRST_CANDIDATES, isInRange, type Range } from "./finding";

export const DAYS_OF_WEEK = 7;

/** A change that chance brings about less often than once in 200 is no chance: 10,000 variants have 50 such weeks, not 500. */
const RARE = 0.005;

/** So many of the weeks before must have had demand: of fewer, it can't be told what is usual. */
const LEAST_WEEKS = 4;

/** A variant's demand by week, in stored units: week 0 ends today. Weeks without demand are absent. */
export type WeeklyFacts = {
  variant_id: string;
  sku: string;
  unit: string;
  price: Scaled | null;
  weeks: Record<string, Scaled>;
};

/** How many weeks are judged, and how many before them say what is usual. */
type Weeks = { recent: number; before: number };
type Change = { at_least: number } | { at_most: number };

/**
 * Selects variants of which, in the recent weeks, the demand of all locations is at least so many times, or at most so much of what
 * it was before. They had demand in at least four of the weeks before, one of which is among the two oldest: others are new, or
 * asked for too seldom. For `at_most`, no location where it was sold had run out in the recent weeks.
 */
export function weeklyCandidates(
  ctx: TenantContext,
  range: Range,
  { recent, before, changed }: Weeks & { changed: Change },
) {
  const date = today(ctx);
  const all = recent + before;
  const first = addDays(date, 1 - all * DAYS_OF_WEEK);
  const whole = (value: number) => sql.raw(String(value));
  const usual = sql`total(iif(week >= ${whole(recent)}, quantity, 0)) * ${whole(recent / before)}`;
  const now = sql`total(iif(week < ${whole(recent)}, quantity, 0))`;
  const has_changed =
    "at_least" in changed
      ? sql`${now} >= ${whole(changed.at_least)} * ${usual}`
      : sql`${now} <= ${whole(changed.at_most)} * ${usual} AND NOT ${lackedSince(sql`w.variant_id`, addDays(date, 1 - recent * DAYS_OF_WEEK), first)}`;
  return sql`SELECT w.variant_id AS subject, json_object('variant_id', w.variant_id, 'sku', v.sku, 'unit', v.unit, 'price', v.price,
      'weeks', json_group_object(w.week, w.quantity)) AS facts
    FROM (SELECT variant_id, CAST((julianday(${date}) - julianday(day)) / 7 AS INTEGER) AS week, total(quantity) AS quantity
      FROM (${demandOfLevels(isInRange(sql`s.variant_id`, range), first, date)}) GROUP BY 1, 2) w
    CROSS JOIN variants v ON v.id = w.variant_id AND v.status = 'active'
    WHERE w.variant_id > ${range.after}
    GROUP BY w.variant_id
    HAVING sum(week >= ${whole(recent)} AND quantity > 0) >= ${whole(LEAST_WEEKS)}
      AND sum(week >= ${whole(all - 2)} AND quantity > 0) > 0 AND ${has_changed}
    ORDER BY w.variant_id ${FIRST_CANDIDATES}`;
}

/** What was sold from one week up to, but not including, another, in stored units. */
export function sumOfWeeks(weeks: WeeklyFacts["weeks"], from: number, to: number): Scaled {
  let sum = 0;
  for (let week = from; week < to; week++) sum += weeks[week] ?? 0;
  return sum;
}

/**
 * What the recent weeks would sell if they were like those before, in units: its mean and its variance. That of a week is
 * estimated from the weeks before, and is at least that of counts (Poisson); what their mean is uncertain by is added.
 */
export function spreadOf(weeks: WeeklyFacts["weeks"], { recent, before }: Weeks): { mean: number; variance: number } {
  const week = fromScaled(sumOfWeeks(weeks, recent, recent + before)) / before;
  let squares = 0;
  for (let at = recent; at < recent + before; at++) squares += (fromScaled(weeks[at] ?? 0) - week) ** 2;
  const variance = Math.max(week, squares / (before - 1));
  return { mean: week * recent, variance: variance * recent * (1 + recent / before) };
}

/** From this mean on, a negative binomial distribution is close to a normal one, and takes too long to add up. */
const MOST_COUNTED = 2000;

/** True if chance brings about at most so much less often than once in 200, by a distribution with this mean and variance. */
export function isRarelyAtMost(quantity: number, mean: number, variance: number): boolean {
  if (mean > MOST_COUNTED) return quantity + 0.5 < mean + normalQuantile(RARE) * Math.sqrt(variance);
  return probabilityUpTo(quantity, mean, variance) < RARE;
}

/** True if chance brings about at least so much less often than once in 200, or than `chance`, by the same distribution. */
export function isRarelyAtLeast(quantity: number, mean: number, variance: number, chance = RARE): boolean {
  if (mean > MOST_COUNTED) return quantity - 0.5 > mean - normalQuantile(chance) * Math.sqrt(variance);
  return 1 - probabilityUpTo(Math.ceil(quantity) - 1, mean, variance) < chance;
}

/** Beyond the mean, what is less probable adds nothing that counts. */
const NEGLIGIBLE = 1e-12;

/** The probability of at most so much, by the negative binomial distribution: p(k) = p(k - 1) · (k - 1 + r) / k · (1 - p). */
function probabilityUpTo(quantity: number, mean: number, variance: number): number {
  const spread = Math.max(variance, mean * 1.0001);
  const size = (mean * mean) / (spread - mean);
  let logarithm = -size * Math.log(spread / mean);
  let total = 0;
  for (let count = 0; count <= quantity; count++) {
    const probability = Math.exp(logarithm);
    total += probability;
    if (count > mean && probability < NEGLIGIBLE) break;
    logarithm += Math.log(((count + size) / (count + 1)) * (1 - mean / spread));
  }
  return total;
}
