import { NORMAL, onGrid } from "./counts";
import type { Model } from "./forecast";
import { levelAt, quantileAt } from "./levels";
import { nth } from "./numbers";
import { SHAPE_UNITS } from "./outlook";
import { LENGTHS } from "./pool";
import { growthOf, LEADS } from "./spread";

/** Parts of a level in which paths are stored, since whole numbers are short. */
export const PATH_UNITS = 4_000;

/** The shape of what has no past: only the extra variance spreads it. */
const WITHOUT_PAST = NORMAL.map((quantile) => quantile * SHAPE_UNITS);

/** Days whose mean is stored one by one; what comes after is stored by weeks. */
export const NEAR_DAYS = 28;

/** The mean demand of a future period; 1 is tomorrow's. */
export function meanAt({ level, path, cycle, later }: Model, period: number): number {
  const last = path.length;
  const place = period <= last ? period - 1 : last - cycle + ((period - last - 1) % cycle);
  const mean = (level * nth(path, place)) / PATH_UNITS;
  if (later.length === 0 || period <= NEAR_DAYS) return mean;
  const week = Math.floor((period - NEAR_DAYS - 1) / 7);
  return (mean * nth(later, Math.min(week, later.length - 1))) / 100;
}

/** The demand of a span of periods: its mean and deviation, and its shape, a share of the way from one stored shape to another. */
export type Span = {
  mean: number;
  deviation: number;
  shape: readonly number[];
  longer: readonly number[];
  share: number;
};

/** The span of the periods `from` to `to`, whose demand has a mean, with some extra variance. */
export function spanOf(model: Model, from: number, to: number, mean: number, extra: number): Span {
  const { granularity, deviations, shapes, alpha, leads, level, power } = model;
  const [first] = shapes;
  if (!first || !(mean > 0))
    return { mean, deviation: Math.sqrt(extra), shape: WITHOUT_PAST, longer: WITHOUT_PAST, share: 0 };
  const lengths = LENGTHS[granularity];
  const length = to - from + 1;
  let above = 1;
  while (above < lengths.length - 1 && nth(lengths, above) < length) above++;
  const [low, high] = [nth(lengths, above - 1), nth(lengths, above)];
  const share = Math.log(length / low) / Math.log(high / low);
  const [narrow, wide] = [nth(deviations, above - 1), nth(deviations, above)];
  const later = leadFactor(leads, LEADS[granularity], from) * growthOf(alpha, length, from);
  const growth = (mean / (length * level)) ** power * later;
  const deviation = narrow * (wide / narrow) ** share * growth;
  const shape = shapes[above - 1] ?? first;
  return {
    mean,
    deviation: extra > 0 ? Math.sqrt(deviation * deviation + extra) : deviation,
    shape,
    longer: shapes[above] ?? shape,
    share: Math.min(1, share),
  };
}

function leadFactor(factors: number[], leads: number[], lead: number): number {
  let bucket = 0;
  while (bucket < factors.length - 1 && lead > nth(leads, bucket)) bucket++;
  return factors[bucket] ?? 1;
}

/** How far the quantile at a level is from the mean of a span, in deviations times SHAPE_UNITS. */
export function unitsAt({ shape, longer, share }: Span, level: number): number {
  const units = quantileAt(shape, level);
  return share === 0 ? units : units * (1 - share) + quantileAt(longer, level) * share;
}

/** The quantity that is so many units of a deviation from a mean. */
export function quantityOf(mean: number, units: number, deviation: number, step: number): number {
  return deviation === 0 ? mean : onGrid(mean + (units / SHAPE_UNITS) * deviation, step);
}

/** The probability that demand of a span is at most a quantity: that of all that is rounded to it. */
export function shareUpTo({ step }: Model, span: Span, quantity: number): number {
  const { mean, deviation, shape, longer, share } = span;
  if (quantity < 0) return 0;
  if (deviation === 0) return quantity >= mean ? 1 : 0;
  const edge = step > 0 ? (Math.floor(quantity / step + 1e-9) + 0.5) * step : quantity;
  const between = shape.map((units, index) => units * (1 - share) + nth(longer, index) * share);
  return levelAt(between, ((edge - mean) / deviation) * SHAPE_UNITS);
}
