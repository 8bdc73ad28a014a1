import { at } from "./numbers";
import type { Fit } from "./smoothing";

/** Search of alpha: a grid, then halved steps around its best point. */
const GRID = [0.02, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.95];

/**
 * Dynamic optimised Theta model (Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016): exponential smoothing
 * plus a share w = 1 - 1/θ of the regression line through the past, re-estimated at each step.
 * For a given alpha it is linear in the initial level and w.
 */
export function fitTheta(values: Float64Array): Fit {
  const n = values.length;
  const intercepts = new Float64Array(n + 1);
  const slopes = new Float64Array(n + 1);
  regressionLines(values, intercepts, slopes);
  const state = new Float64Array(3);
  let best = Number.POSITIVE_INFINITY;
  let alpha = 0.5;
  let index = 0;
  GRID.forEach((candidate, position) => {
    const error = solve(values, intercepts, slopes, candidate, state);
    if (error < best) [best, alpha, index] = [error, candidate, position];
  });
  let step = Math.min((GRID[index + 1] ?? 0.99) - alpha, alpha - (GRID[index - 1] ?? 0.005)) / 2;
  for (let round = 0; round < 3; round++, step /= 2) {
    for (const candidate of [alpha - step, alpha + step]) {
      const error = solve(values, intercepts, slopes, candidate, state);
      if (error < best) [best, alpha] = [error, candidate];
    }
  }
  solve(values, intercepts, slopes, alpha, state);
  return { alpha, level: at(state, 0), weight: at(state, 1), error: best };
}

/** Intercept and slope of the regression line through the first t values, for each t. */
function regressionLines(values: Float64Array, intercepts: Float64Array, slopes: Float64Array): void {
  let mean = 0;
  let slope = 0;
  for (let t = 1; t <= values.length; t++) {
    const value = at(values, t - 1);
    if (t > 1) slope = ((t - 2) * slope + (6 / t) * (value - mean)) / (t + 1);
    mean += (value - mean) / t;
    slopes[t] = slope;
    intercepts[t] = mean - ((t + 1) / 2) * slope;
  }
}

/** Sum of squared errors for an alpha; writes the initial level and the weight w in 0..1. */
function solve(
  values: Float64Array,
  intercepts: Float64Array,
  slopes: Float64Array,
  alpha: number,
  state: Float64Array,
): number {
  const keep = 1 - alpha;
  let power = 1;
  let known = 0;
  let [pp, pg, gg, pr, gr, rr] = [0, 0, 0, 0, 0, 0];
  for (let t = 1; t <= values.length; t++) {
    const value = at(values, t - 1);
    const next = power * keep;
    const line = power * at(intercepts, t - 1) + ((1 - next) / alpha) * at(slopes, t - 1);
    const rest = value - known;
    if (t > 2 || t === 1) {
      pp += power * power;
      pg += power * line;
      gg += line * line;
      pr += power * rest;
      gr += line * rest;
      rr += rest * rest;
    }
    known = alpha * value + keep * known;
    power = next;
  }
  const determinant = pp * gg - pg * pg;
  let weight = determinant > 1e-12 * pp * gg ? (pp * gr - pg * pr) / determinant : 0;
  weight = Math.min(1, Math.max(0, weight));
  const level = (pr - weight * pg) / pp;
  state[0] = level;
  state[1] = weight;
  return rr + level * level * pp + weight * weight * gg - 2 * level * pr - 2 * weight * gr + 2 * level * weight * pg;
}

/** One-step fitted values, then the forecasts, of a fitted Theta model. */
export function runTheta(values: Float64Array, fit: Fit, fitted: Float64Array, path: Float64Array): void {
  const { alpha, weight } = fit;
  const n = values.length;
  const keep = 1 - alpha;
  let level = fit.level;
  let power = 1;
  let [mean, slope, intercept] = [0, 0, 0];
  for (let t = 1; t <= n + path.length; t++) {
    const next = power * keep;
    const expected = level + weight * (power * intercept + ((1 - next) / alpha) * slope);
    const value = t <= n ? at(values, t - 1) : expected;
    if (t <= n) fitted[t - 1] = expected;
    else path[t - n - 1] = expected;
    if (t > 1) slope = ((t - 2) * slope + (6 / t) * (value - mean)) / (t + 1);
    mean += (value - mean) / t;
    intercept = mean - ((t + 1) / 2) * slope;
    level = alpha * value + keep * level;
    power = next;
  }
}
