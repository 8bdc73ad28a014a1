import { classOf, confidenceOf, type DemandClass } from "./classify";
import { NORMAL, onGrid } from "./counts";
import { type Group, priorOf } from "./group";
import { levelAt, quantileAt } from "./levels";
import { forecastMean } from "./means";
import { type Outlook, outlookOf } from "./outlook";
import type { Frequency, Series } from "./series";
import { LEADS } from "./spread";

/** How good the method was on this item's own past: a rolling backtest. */
export type Accuracy = {
  mase: number | null;
  wape: number | null;
  bias: number | null;
  coverage_80: number;
  backtest_windows: number;
};

/** What is known of an item's future: JSON of at most 700 bytes, since it is stored for each item each night. */
export type Model = {
  method: string;
  granularity: Frequency;
  demand_class: DemandClass;
  confidence: "low" | "fair" | "good";
  /** Periods with known demand. */
  history: number;
  accuracy: Accuracy | null;
  /** Mean of the first periods; beyond them, the last `cycle` of them repeat. */
  path: number[];
  cycle: number;
  /** How demand is spread around it; null where there is none. */
  outlook: Outlook | null;
};

export type Sum = {
  mean: number;
  variance: number;
  /** The smallest quantity that demand does not exceed with this probability. */
  quantile(level: number): number;
  /** The probability that demand does not exceed a quantity. */
  atMost(quantity: number): number;
};

/** Learns an item's future from its past, and from what is common to its organization's items. */
export function fit(series: Series, group: Group): Model {
  const demand = classOf(series.values);
  const { demand_class, history } = demand;
  const horizon = HORIZON[series.frequency];
  const mean = forecastMean(series, horizon, priorOf(group, series.group));
  return {
    method: mean.method,
    granularity: series.frequency,
    demand_class,
    confidence: confidenceOf(demand, null),
    history,
    accuracy: null,
    ...shortened(mean.path, CYCLE[series.frequency]),
    outlook: demand_class === "none" ? null : outlookOf(series, mean, demand_class, group),
  };
}

/** Periods whose mean is stored, and the length of the cycle that repeats beyond them. */
const HORIZON: Record<Frequency, number> = { day: 28, week: 60, month: 60 };
const CYCLE: Record<Frequency, number> = { day: 7, week: 52, month: 12 };

/** A path without what its last cycle says anyway: a level takes one number, a weekly profile seven. */
function shortened(path: Float64Array, cycle: number): { path: number[]; cycle: number } {
  const numbers = Array.from(path, (value) => Number(value.toPrecision(5)));
  for (const period of [1, cycle]) {
    let length = numbers.length;
    while (length > period && numbers[length - 1] === numbers[length - 1 - period]) length--;
    if (length <= 2 * period) return { path: numbers.slice(0, length), cycle: period };
  }
  return { path: numbers, cycle };
}

/** The distributions of single periods, the first of which is tomorrow's. */
export function project(model: Model, horizon: number): { mean: Float64Array; quantile(level: number): Float64Array } {
  const mean = new Float64Array(horizon);
  for (let period = 1; period <= horizon; period++) mean[period - 1] = meanAt(model, period);
  return {
    mean,
    quantile: (level) =>
      mean.map((expected, index) => quantityAt(model, spanOf(model, index + 1, index + 1, expected, 0), level)),
  };
}

/**
 * The distribution of the demand of the periods `from` to `to` (1 is tomorrow's, both included). `extra_variance` is added to
 * its variance: for a lead time that varies, the square of the mean demand of a period times the variance of the lead time.
 */
export function sumOver(model: Model, from: number, to: number, extra_variance = 0): Sum {
  let mean = 0;
  for (let period = from; period <= to; period++) mean += meanAt(model, period);
  const span = spanOf(model, from, to, mean, extra_variance);
  return {
    mean,
    variance: span.deviation * span.deviation,
    quantile: (level) => quantityAt(model, span, level),
    atMost: (quantity) => shareUpTo(model, span, quantity),
  };
}

function meanAt({ path, cycle }: Model, period: number): number {
  const last = path.length;
  if (period <= last) return path[period - 1] as number;
  return path[last - cycle + ((period - last - 1) % cycle)] as number;
}

/** The demand of a span of periods: its mean and deviation, and how it is spread between the two stored shapes around it. */
type Span = { mean: number; deviation: number; shape: readonly number[]; longer: readonly number[]; share: number };

function spanOf({ outlook, granularity }: Model, from: number, to: number, mean: number, extra: number): Span {
  if (!outlook || !(mean > 0)) return { mean, deviation: Math.sqrt(extra), shape: NORMAL, longer: NORMAL, share: 0 };
  const { lengths, deviations, shapes, leads, level, power } = outlook;
  const length = to - from + 1;
  let above = 1;
  while (above < lengths.length - 1 && (lengths[above] as number) < length) above++;
  const [low, high] = [lengths[above - 1] as number, lengths[above] as number];
  const share = Math.log(length / low) / Math.log(high / low);
  const [narrow, wide] = [deviations[above - 1] as number, deviations[above] as number];
  const growth = (mean / (length * level)) ** power * leadFactor(leads, LEADS[granularity], from);
  const deviation = narrow * (wide / narrow) ** share * growth;
  const shape = shapes[above - 1] ?? (shapes[0] as number[]);
  const longer = shapes[above] ?? shape;
  return { mean, deviation: Math.sqrt(deviation * deviation + extra), shape, longer, share: Math.min(1, share) };
}

function leadFactor(factors: number[], leads: number[], lead: number): number {
  let bucket = 0;
  while (bucket < factors.length - 1 && lead > (leads[bucket] as number)) bucket++;
  return factors[bucket] ?? 1;
}

function quantityAt({ outlook }: Model, { mean, deviation, shape, longer, share }: Span, level: number): number {
  if (deviation === 0) return mean;
  const deviations = quantileAt(shape, level) * (1 - share) + quantileAt(longer, level) * share;
  return onGrid(mean + deviations * deviation, outlook?.step ?? 0);
}

/** The probability that demand is at most a quantity: that of all that is rounded to it. */
function shareUpTo({ outlook }: Model, { mean, deviation, shape, longer, share }: Span, quantity: number): number {
  if (quantity < 0) return 0;
  if (deviation === 0) return quantity >= mean ? 1 : 0;
  const edge = quantity + (outlook?.step ?? 0) / 2;
  const between = shape.map((value, index) => value * (1 - share) + (longer[index] as number) * share);
  return levelAt(between, (edge - mean) / deviation);
}
