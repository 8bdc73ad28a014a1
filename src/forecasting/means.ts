import { firstSale, probabilityAlive, withoutGaps, withoutOneOff, withoutSpikes } from "./cleaning";
import { forecastDamped, MONTHLY, WEEKLY } from "./damped";
import type { GroupPrior } from "./group";
import { forecastSales } from "./intermittent";
import { merge } from "./mixture";
import { at, largestOf, meanOf } from "./numbers";
import { LONGEST, MONTHS, seasonalFactors, WEEKS } from "./seasonality";
import type { Series } from "./series";
import { forecastLevel } from "./smoothing";
import { forecastTheta } from "./theta";
import { dailyFactors, forecastScaled, weekOf } from "./weekday";

/** Point forecasts of a series. */
export type Mean = {
  /** Name of the method that was used, e.g. "theta+damped", "ses+tsb". */
  method: string;
  /** Mean of each of the next periods, finite and >= 0. */
  path: Float64Array;
  /** One-step fitted values, aligned with the series; NaN where there is none. */
  fitted: Float64Array;
  /** Weight of the newest value in the level, 0 to 1: how fast the variance of sums grows. */
  alpha: number;
};

/** Mean demand of each of the next `horizon` periods. */
export function forecastMean(series: Series, horizon: number, prior: GroupPrior | null): Mean {
  const { values, frequency, phase } = series;
  const fitted = new Float64Array(values.length).fill(Number.NaN);
  const start = firstSale(values);
  const own = values.subarray(start);
  const inside = fitted.subarray(start);
  const few = ofFew(values, prior);
  let mean: Point;
  if (few !== null) mean = { method: "mean", path: spread(few, horizon, phase + values.length, prior), alpha: 0.1 };
  else if (frequency === "day") mean = ofDays(own, (phase + start) % 7, horizon, prior, inside);
  else mean = ofPeriods(own, frequency, horizon, inside);
  const { path } = mean;
  const most = MOST * Math.max(prior?.level ?? 0, largestOf(own));
  for (let h = 0; h < path.length; h++) path[h] = Math.min(most, Math.max(0, at(path, h)));
  for (let t = 0; t < own.length; t++) if (Number.isNaN(at(own, t))) inside[t] = Number.NaN;
  return { ...mean, fitted };
}

/** No period's mean is more than this many times the largest demand ever: no trend goes on like that. */
const MOST = 2;

type Point = Omit<Mean, "fitted">;

/** An item with fewer known periods or sales than these is new. */
const FEWEST_PERIODS = 8;
const FEWEST_SALES = 3;

/** Variance of the mean demand of the items of a group over the square of their mean: most sell little, a few sell a lot. */
const BETWEEN = 3;

/** Mean demand of an item with too few sales for a model, shrunk to its group's; null if it has enough. */
function ofFew(values: Float64Array, prior: GroupPrior | null): number | null {
  let known = 0;
  let sales = 0;
  let sum = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    known++;
    sum += value;
    if (value > 0) sales++;
    if (known >= FEWEST_PERIODS && sales >= FEWEST_SALES) return null;
  }
  // A series that begins with a sale begins because of it: half of it, in half a period, tells how often there are others.
  if (at(values, 0) > 0) {
    sum -= at(values, 0) / 2;
    known -= 0.5;
  }
  const strength = prior ? (prior.variation * prior.variation) / BETWEEN : 0;
  const mean = known + strength > 0 ? (sum + strength * (prior?.level ?? 0)) / (known + strength) : (prior?.level ?? 0);
  return mean * probabilityAlive(values);
}

/** A mean on each day of a week as the group sells; the same in each period if it has no week. */
function spread(mean: number, horizon: number, phase: number, prior: GroupPrior | null): Float64Array {
  const path = new Float64Array(horizon).fill(mean);
  const week = prior?.weekdays;
  if (week) for (let h = 0; h < horizon; h++) path[h] = mean * (week[(phase + h) % 7] ?? 1);
  return path;
}

function ofDays(
  own: Float64Array,
  phase: number,
  horizon: number,
  prior: GroupPrior | null,
  fitted: Float64Array,
): Point {
  const values = withoutOneOff(own);
  const week = weekOf(values, phase, prior?.weekdays ?? null);
  const factors = dailyFactors(values, week, horizon);
  const { level, alpha } = forecastScaled(values, factors, fitted);
  const alive = probabilityAlive(values);
  const path = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) path[h] = alive * level * at(factors, values.length + h);
  return { method: "ses", path, alpha };
}

/** The newest periods that levels and trends are fitted to: four years of weeks, twelve of months. */
const RECENT = { week: 208, month: 150 };

/** Coefficients of variation from period to period: below the first trends are followed, above the second levels only. */
const STEADY = 0.1;
const NOISY = 0.4;

function ofPeriods(own: Float64Array, frequency: "week" | "month", horizon: number, fitted: Float64Array): Point {
  const values = withoutGaps(withoutOneOff(own.subarray(own.length - Math.min(own.length, LONGEST))));
  const recent = values.slice(Math.max(0, values.length - RECENT[frequency]));
  const n = recent.length;
  const factors = seasonalFactors(values, frequency === "month" ? MONTHS : WEEKS, horizon, n);
  if (factors) for (let t = 0; t < n; t++) recent[t] = at(recent, t) / at(factors, t);
  const inside = fitted.subarray(own.length - n);
  const mean = ofAdjusted(recent, frequency, horizon, inside);
  if (factors) {
    for (let t = 0; t < n; t++) inside[t] = at(inside, t) * at(factors, t);
    for (let h = 0; h < horizon; h++) mean.path[h] = at(mean.path, h) * at(factors, n + h);
  }
  return mean;
}

/** What demand without a season comes to: its trends, its level, or something between, as far as noise hides the trends. */
function ofAdjusted(values: Float64Array, frequency: "week" | "month", horizon: number, fitted: Float64Array): Point {
  const share = shareOfTrends(values);
  if (share === 0) return ofNoise(values, horizon, fitted);
  const steady = ofTrends(values, frequency, horizon, fitted);
  if (share === 1) return steady;
  const noisy = ofNoise(values, horizon, new Float64Array(values.length));
  const { path } = steady;
  for (let h = 0; h < horizon; h++) path[h] = share * at(path, h) + (1 - share) * at(noisy.path, h);
  return { ...steady, path, alpha: share * steady.alpha + (1 - share) * noisy.alpha };
}

/** 1 where demand is steady enough to follow its trends, 0 where noise or periods without demand hide them. */
function shareOfTrends(values: Float64Array): number {
  let changes = 0;
  let zeros = 0;
  for (let t = 0; t < values.length; t++) {
    if (t > 0) changes += Math.abs(at(values, t) - at(values, t - 1));
    if (!(at(values, t) > 0)) zeros++;
  }
  if (zeros > values.length / 20) return 0;
  // Of normal values, the mean absolute difference of two is 2/√π standard deviations.
  const variation = ((Math.sqrt(Math.PI) / 2) * changes) / Math.max(1, values.length - 1) / meanOf(values);
  return Math.min(1, Math.max(0, (NOISY - variation) / (NOISY - STEADY)));
}

function ofTrends(values: Float64Array, frequency: "week" | "month", horizon: number, fitted: Float64Array): Point {
  const calm = withoutSpikes(values);
  const theta = forecastTheta(calm, horizon, fitted);
  const damped = forecastDamped(calm, horizon, frequency === "month" ? MONTHLY : WEEKLY);
  const { path, alpha } = merge(theta, damped, values.length);
  return { method: "theta+damped", path, alpha };
}

function ofNoise(values: Float64Array, horizon: number, fitted: Float64Array): Point {
  const { path, alpha } = forecastLevel(values, horizon, fitted);
  if (!values.includes(0)) return { method: "ses", path, alpha };
  const other = new Float64Array(values.length);
  const sales = forecastSales(values, horizon, other);
  const alive = probabilityAlive(values);
  for (let t = 0; t < values.length; t++) fitted[t] = (at(fitted, t) + at(other, t)) / 2;
  for (let h = 0; h < horizon; h++) path[h] = (alive * (at(path, h) + at(sales.path, h))) / 2;
  return { method: "ses+tsb", path, alpha };
}
