import { type Family, floorOf, weigh } from "./mixture";
import { at } from "./numbers";

const ALPHAS = [0.02, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.98];

/** Intercept, slope and mean of the regression line through the first t values, for each t. */
type Lines = { intercepts: Float64Array; slopes: Float64Array; mean: number };

/** Initial level and weight of the line, level at the end and (1 - alpha) to the number of values. */
const [INITIAL, WEIGHT, LEVEL, POWER] = [0, 1, 2, 3];

/**
 * Dynamic optimised Theta model (Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016): exponential smoothing plus a
 * share w = 1 - 1/θ of the regression line through the past, estimated again at each step. For a given alpha it is linear
 * in the initial level and w, so both have a closed form. Writes the one-step fitted values.
 */
export function forecastTheta(values: Float64Array, horizon: number, fitted: Float64Array): Family {
  const lines = linesOf(values);
  const count = ALPHAS.length;
  const errors = new Float64Array(count);
  const weights = new Float64Array(count);
  const states = ALPHAS.map(() => new Float64Array(4));
  ALPHAS.forEach((alpha, k) => {
    errors[k] = solve(values, lines, alpha, states[k] ?? new Float64Array(4));
  });
  const error = weigh(errors, values.length, floorOf(values), weights);
  const path = new Float64Array(horizon);
  let mean = 0;
  let best = 0;
  ALPHAS.forEach((alpha, k) => {
    const weight = at(weights, k);
    if (weight > 0) addPath(path, weight, values.length, lines, alpha, states[k] ?? new Float64Array(4));
    if (weight > at(weights, best)) best = k;
    mean += weight * alpha;
  });
  trace(values, lines, ALPHAS[best] ?? 0, states[best] ?? new Float64Array(4), fitted);
  return { path, error, parameters: 3, alpha: mean };
}

function linesOf(values: Float64Array): Lines {
  const intercepts = new Float64Array(values.length + 1);
  const slopes = new Float64Array(values.length + 1);
  let mean = 0;
  let slope = 0;
  for (let t = 1; t <= values.length; t++) {
    const value = at(values, t - 1);
    if (t > 1) slope = ((t - 2) * slope + (6 / t) * (value - mean)) / (t + 1);
    mean += (value - mean) / t;
    slopes[t] = slope;
    intercepts[t] = mean - ((t + 1) / 2) * slope;
  }
  return { intercepts, slopes, mean };
}

/** Sum of squared errors for an alpha; writes the state. */
function solve(values: Float64Array, { intercepts, slopes }: Lines, alpha: number, state: Float64Array): number {
  const keep = 1 - alpha;
  let power = 1;
  let known = 0;
  let pp = 0;
  let pg = 0;
  let gg = 0;
  let pr = 0;
  let gr = 0;
  let rr = 0;
  for (let t = 0; t < values.length; t++) {
    const value = at(values, t);
    const next = power * keep;
    const line = power * at(intercepts, t) + ((1 - next) / alpha) * at(slopes, t);
    const rest = value - known;
    if (t !== 1) {
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
  const free = determinant > 1e-12 * pp * gg ? (pp * gr - pg * pr) / determinant : 0;
  const weight = Math.min(1, Math.max(0, free));
  const initial = (pr - weight * pg) / pp;
  state[INITIAL] = initial;
  state[WEIGHT] = weight;
  state[LEVEL] = known + power * initial;
  state[POWER] = power;
  return rr + initial * (initial * pp - 2 * pr) + weight * (weight * gg - 2 * gr + 2 * initial * pg);
}

function addPath(path: Float64Array, share: number, n: number, lines: Lines, alpha: number, state: Float64Array): void {
  const weight = at(state, WEIGHT);
  let level = at(state, LEVEL);
  let power = at(state, POWER);
  let mean = lines.mean;
  let slope = at(lines.slopes, n);
  let intercept = at(lines.intercepts, n);
  for (let h = 0; h < path.length; h++) {
    const t = n + h + 1;
    const next = power * (1 - alpha);
    const value = level + weight * (power * intercept + ((1 - next) / alpha) * slope);
    path[h] = at(path, h) + share * value;
    slope = ((t - 2) * slope + (6 / t) * (value - mean)) / (t + 1);
    mean += (value - mean) / t;
    intercept = mean - ((t + 1) / 2) * slope;
    level += alpha * (value - level);
    power = next;
  }
}

function trace(values: Float64Array, lines: Lines, alpha: number, state: Float64Array, fitted: Float64Array): void {
  const weight = at(state, WEIGHT);
  let level = at(state, INITIAL);
  let power = 1;
  for (let t = 0; t < values.length; t++) {
    const next = power * (1 - alpha);
    fitted[t] = level + weight * (power * at(lines.intercepts, t) + ((1 - next) / alpha) * at(lines.slopes, t));
    level += alpha * (at(values, t) - level);
    power = next;
  }
}
