import { at } from "./numbers";

/** A fitted smoothing model. */
export type Fit = { alpha: number; level: number; weight: number; error: number };

/** Simple exponential smoothing: alpha of the least squared one-step errors; the initial level in closed form. */
export function fitSmoothing(values: Float64Array, most: number): Fit {
  let best: Fit = { alpha: most, level: 0, weight: 0, error: Number.POSITIVE_INFINITY };
  for (let step = 1; step <= 12; step++) {
    const alpha = (most * step) / 12;
    const keep = 1 - alpha;
    let power = 1;
    let known = 0;
    let [pp, pr, rr] = [0, 0, 0];
    for (const value of values) {
      const rest = value - known;
      pp += power * power;
      pr += power * rest;
      rr += rest * rest;
      known = alpha * value + keep * known;
      power *= keep;
    }
    const error = rr - (pr * pr) / pp;
    if (error < best.error) best = { alpha, level: pr / pp, weight: 0, error };
  }
  return best;
}

export function runSmoothing(values: Float64Array, fit: Fit, fitted: Float64Array): number {
  let level = fit.level;
  for (let t = 0; t < values.length; t++) {
    fitted[t] = level;
    level += fit.alpha * (at(values, t) - level);
  }
  return level;
}
