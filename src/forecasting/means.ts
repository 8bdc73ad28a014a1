import type { GroupPrior } from "./group";
import { isIntermittent, runTsb } from "./intermittent";
import { at, meanOf } from "./numbers";
import { seasonalIndices } from "./seasonality";
import type { Series } from "./series";
import { fitSmoothing, runSmoothing } from "./smoothing";
import { fitTheta, runTheta } from "./theta";

/** Point forecasts of a series. */
export type Mean = {
  /** Name of the method that was used, e.g. "theta", "ses+tsb". */
  method: string;
  /** Mean of each of the next periods, finite and >= 0. */
  path: Float64Array;
  /** One-step fitted values, aligned with the series; NaN where there is none. */
  fitted: Float64Array;
  /** Weight of the newest value in the level, 0 to 1: how fast the variance of sums grows. */
  alpha: number;
};

/** The number of periods of its own after which an item counts as much as its group. */
const PRIOR_PERIODS = 4;

/** Mean demand of each of the next `horizon` periods. */
export function forecastMean(series: Series, horizon: number, prior: GroupPrior | null): Mean {
  const { values } = series;
  const fitted = new Float64Array(values.length).fill(Number.NaN);
  const path = new Float64Array(horizon);
  let start = 0;
  while (start < values.length && !(at(values, start) > 0)) start++;
  const own = filled(values.subarray(start));
  if (own.length < 4) {
    const weight = prior ? own.length / (own.length + PRIOR_PERIODS) : 1;
    path.fill(weight * meanOf(own) + (1 - weight) * (prior?.level ?? 0));
    return { method: "mean", path, fitted, alpha: 0.1 };
  }
  const period = series.frequency === "month" ? 12 : series.frequency === "day" ? 7 : 1;
  const indices = seasonalIndices(own, period);
  const adjusted = indices ? own.map((value, t) => value / at(indices, t % period)) : own;
  const inside = fitted.subarray(start);
  const mean = isIntermittent(own) ? ofIntermittent(adjusted, inside, path) : ofSmooth(adjusted, inside, path);
  for (let t = 0; t < own.length; t++) inside[t] = at(inside, t) * (indices ? at(indices, t % period) : 1);
  for (let h = 0; h < horizon; h++) {
    const value = at(path, h) * (indices ? at(indices, (own.length + h) % period) : 1);
    path[h] = Math.max(0, value);
  }
  for (let t = 0; t < own.length; t++) if (Number.isNaN(at(values, start + t))) inside[t] = Number.NaN;
  return { ...mean, path, fitted };
}

function ofSmooth(values: Float64Array, fitted: Float64Array, path: Float64Array) {
  const theta = fitTheta(values);
  runTheta(values, theta, fitted, path);
  return { method: "theta", alpha: theta.alpha };
}

function ofIntermittent(values: Float64Array, fitted: Float64Array, path: Float64Array) {
  const smoothing = fitSmoothing(values, 0.3);
  const level = runSmoothing(values, smoothing, fitted);
  const other = new Float64Array(values.length);
  const tsb = runTsb(values, other);
  for (let t = 0; t < values.length; t++) fitted[t] = (at(fitted, t) + at(other, t)) / 2;
  path.fill((level + tsb) / 2);
  return { method: "ses+tsb", alpha: smoothing.alpha };
}

/** The values with each missing one replaced by the one before it. */
function filled(values: Float64Array): Float64Array {
  const result = Float64Array.from(values);
  for (let t = 1; t < result.length; t++) if (Number.isNaN(at(result, t))) result[t] = at(result, t - 1);
  return result;
}
