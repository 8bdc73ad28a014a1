import type { Confidence, DemandClass } from "../shared/demand";
import { type Accuracy, accuracyOf } from "./accuracy";
import { classOf, confidenceOf } from "./classify";
import { type Group, priorOf } from "./group";
import { forecastMean } from "./means";
import { at } from "./numbers";
import { type Outlook, outlookOf } from "./outlook";
import { significant } from "./rounding";
import { type Frequency, type Series, sane } from "./series";
import { meanAt, NEAR_DAYS, PATH_UNITS, quantityOf, shareUpTo, spanOf, unitsAt } from "./spans";

/** What is known of an item's future: some 600 bytes of JSON, since it is stored for each item each night. */
export type Model = Outlook & {
  method: string;
  granularity: Frequency;
  demand_class: DemandClass;
  confidence: Confidence;
  /** Periods with known demand. */
  history: number;
  accuracy: Accuracy | null;
  /** Mean demand of a period, over the first weeks, or months of a year. */
  level: number;
  /** Mean of the first periods, in levels times PATH_UNITS; beyond them, the last `cycle` of them repeat. */
  path: number[];
  cycle: number;
  /** Demand of the weeks after the first four of a daily series, in hundredths of that of the fourth; none if they are the same. */
  later: number[];
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
export function fit(recorded: Series, group: Group): Model {
  const series = sane(recorded);
  const { frequency } = series;
  const demand = classOf(series.values);
  const mean = forecastMean(series, horizonOf(series), priorOf(group, series.group));
  // An item that seems to have ended may sell again, as others like it did.
  const least = LEAST_SALES * demand.size;
  if (levelOf(mean.path, CYCLE[frequency]) < least) mean.path.fill(least);
  const level = demand.size > 0 ? levelOf(mean.path, CYCLE[frequency]) : 0;
  const outlook = level > 0 ? outlookOf(series, mean, level, group) : NOTHING;
  const accuracy = accuracyOf(series, mean, level, outlook);
  return {
    method: mean.method,
    granularity: frequency,
    demand_class: demand.demand_class,
    confidence: confidenceOf(demand, accuracy),
    history: demand.history,
    accuracy,
    level,
    ...shortened(mean.path.subarray(0, NEAR[frequency]), level, CYCLE[frequency]),
    later: frequency === "day" ? laterWeeks(mean.path) : [],
    ...outlook,
  };
}

/** Sales that are expected in a period at least of an item that ever sold. */
const LEAST_SALES = 1e-3;
/** Days that are forecast where the history is long enough to show a season of the year. */
const FAR_DAYS = 182;
const SEASON_FROM = 700;

function horizonOf({ frequency, values }: Series): number {
  return frequency === "day" && values.length >= SEASON_FROM ? FAR_DAYS : NEAR[frequency];
}

/** Periods whose mean is stored, and the length of the cycle that repeats beyond them. */
const NEAR: Record<Frequency, number> = { day: NEAR_DAYS, week: 52, month: 24 };
const CYCLE: Record<Frequency, number> = { day: 7, week: 52, month: 12 };
/** The outlook of an item without demand. */
const NOTHING: Outlook = { step: 0, power: 1, deviations: [], shapes: [], alpha: 0, leads: [] };

function levelOf(path: Float64Array, periods: number): number {
  let sum = 0;
  for (let index = 0; index < periods; index++) sum += at(path, index);
  return significant(sum / periods, 5);
}

/** A path without what its last cycle says anyway: a level takes one number, a weekly profile seven. */
function shortened(path: Float64Array, level: number, cycle: number): { path: number[]; cycle: number } {
  if (!(level > 0)) return { path: [0], cycle: 1 };
  const shares = Array.from(path, (value) => Math.round((PATH_UNITS * value) / level));
  for (const period of [1, cycle]) {
    let length = shares.length;
    while (length > period && shares[length - 1] === shares[length - 1 - period]) length--;
    if (length <= 2 * period) return { path: shares.slice(0, length), cycle: period };
  }
  return { path: shares, cycle };
}

/** How the weeks beyond the near days differ from the last near one, as they do where the year has seasons. */
function laterWeeks(path: Float64Array): number[] {
  const weekFrom = (day: number) => path.subarray(day, day + 7).reduce((sum, value) => sum + value, 0);
  const last = weekFrom(NEAR_DAYS - 7);
  if (!(last > 0)) return [];
  const weeks: number[] = [];
  for (let day = NEAR_DAYS; day < path.length; day += 7) weeks.push(Math.round((100 * weekFrom(day)) / last));
  return weeks.every((share) => share === 100) ? [] : weeks;
}

/** The distributions of single periods, the first of which is tomorrow's. */
export function project(model: Model, horizon: number): { mean: Float64Array; quantile(level: number): Float64Array } {
  const mean = new Float64Array(horizon);
  const deviations = new Float64Array(horizon);
  for (let period = 1; period <= horizon; period++) {
    const expected = meanAt(model, period);
    mean[period - 1] = expected;
    deviations[period - 1] = spanOf(model, period, period, expected, 0).deviation;
  }
  return {
    mean,
    quantile(level) {
      // All periods have the shape of windows of one.
      const units = unitsAt(spanOf(model, 1, 1, model.level, 0), level);
      const quantities = new Float64Array(horizon);
      for (let index = 0; index < horizon; index++) {
        quantities[index] = quantityOf(at(mean, index), units, at(deviations, index), model.step);
      }
      return quantities;
    },
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
    quantile: (level) => quantityOf(mean, unitsAt(span, level), span.deviation, model.step),
    atMost: (quantity) => shareUpTo(model, span, quantity),
  };
}
