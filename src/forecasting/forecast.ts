import { classOf, confidenceOf, type DemandClass } from "./classify";
import { type Distribution, distributionOf, onGrid } from "./counts";
import { type Group, priorOf } from "./group";
import { forecastMean } from "./means";
import { type Frequency, type Series, stepOf } from "./series";

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
  /** Quantities are multiples of it; 0 if of none. */
  step: number;
  /** Mean of the first periods; beyond them, the last `cycle` of them repeat. */
  path: number[];
  cycle: number;
  /** Standard deviation of a period's demand around its forecast. */
  deviation: number;
  /** How much of an error the next forecast takes over: the variance of sums grows with it. */
  alpha: number;
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
  const { values, frequency } = series;
  const demand = classOf(values);
  const horizon = frequency === "day" ? 28 : 60;
  const { method, path, fitted, alpha } = forecastMean(series, horizon, priorOf(group, series.group));
  const deviation = deviationOf(values, fitted) || path[0] || 0;
  return {
    method,
    granularity: frequency,
    demand_class: demand.demand_class,
    confidence: confidenceOf(demand, null),
    history: demand.history,
    accuracy: null,
    step: stepOf(values),
    path: Array.from(path, round),
    cycle: frequency === "day" ? 7 : 12,
    deviation: round(deviation),
    alpha,
  };
}

/** The root mean square of the errors of the fit. */
function deviationOf(values: Float64Array, fitted: Float64Array): number {
  let squares = 0;
  let errors = 0;
  for (let index = 0; index < values.length; index++) {
    const error = (values[index] as number) - (fitted[index] as number);
    if (Number.isNaN(error)) continue;
    squares += error * error;
    errors++;
  }
  return errors > 1 ? Math.sqrt(squares / (errors - 1)) : Number.NaN;
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}

/** The distributions of single periods, the first of which is tomorrow's. */
export function project(model: Model, horizon: number): { mean: Float64Array; quantile(level: number): Float64Array } {
  const mean = new Float64Array(horizon);
  for (let period = 1; period <= horizon; period++) mean[period - 1] = meanOf(model, period);
  const sums = Array.from(mean, (_, index) => sumOver(model, index + 1, index + 1));
  return { mean, quantile: (level) => Float64Array.from(sums, (sum) => sum.quantile(level)) };
}

/**
 * The distribution of the demand of the periods `from` to `to` (1 is tomorrow's, both included). `extra_variance` is added to
 * its variance: for a lead time that varies, the square of the mean demand of a period times the variance of the lead time.
 */
export function sumOver(model: Model, from: number, to: number, extra_variance = 0): Sum {
  let mean = 0;
  for (let period = from; period <= to; period++) mean += meanOf(model, period);
  const variance = varianceOf(model, from, to) + extra_variance;
  const distribution: Distribution = distributionOf({ mean, variance, step: model.step });
  return {
    mean,
    variance,
    quantile: (level) => onGrid(distribution.quantile(level), model.step),
    atMost: (quantity) => distribution.atMost(quantity + model.step / 2),
  };
}

function meanOf({ path, cycle }: Model, period: number): number {
  const last = path.length;
  if (period <= last) return path[period - 1] as number;
  return path[last - cycle + ((period - last - 1) % cycle)] as number;
}

/**
 * The variance of the sum of n periods that begin after a gap, where simple exponential smoothing forecasts them: each error
 * before them shifts all of them by alpha, each error inside those after it. Without a gap it is
 * s²·n·[1 + α(n - 1) + α²(n - 1)(2n - 1)/6]: Hyndman et al. (2008), Forecasting with exponential smoothing, section 6.3.
 */
function varianceOf({ deviation, alpha }: Model, from: number, to: number): number {
  const n = to - from + 1;
  const inside = n * (1 + alpha * (n - 1) + (alpha * alpha * (n - 1) * (2 * n - 1)) / 6);
  return deviation * deviation * (inside + (from - 1) * n * n * alpha * alpha);
}
