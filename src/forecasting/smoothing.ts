import { type Family, floorOf, weigh } from "./mixture";
import { at, knownIn } from "./numbers";

/** Weights for demand with much noise: higher ones would follow it. */
const ALPHAS = [0.02, 0.05, 0.1, 0.15, 0.3];

/**
 * Simple exponential smoothing, its initial level in closed form, averaged over weights up to 0.3. Missing values leave the
 * level as it is. Writes the one-step fitted values.
 */
export function forecastLevel(values: Float64Array, horizon: number, fitted: Float64Array): Family {
  const errors = new Float64Array(ALPHAS.length);
  const weights = new Float64Array(ALPHAS.length);
  const initials = new Float64Array(ALPHAS.length);
  const levels = new Float64Array(ALPHAS.length);
  for (const [k, alpha] of ALPHAS.entries()) {
    const keep = 1 - alpha;
    let power = 1;
    let known = 0;
    let pp = 0;
    let pr = 0;
    let rr = 0;
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      const rest = value - known;
      pp += power * power;
      pr += power * rest;
      rr += rest * rest;
      known = alpha * value + keep * known;
      power *= keep;
    }
    initials[k] = pr / pp;
    levels[k] = known + (power * pr) / pp;
    errors[k] = rr - (pr * pr) / pp;
  }
  const error = weigh(errors, knownIn(values), floorOf(values), weights);
  let level = 0;
  let alpha = 0;
  let initial = 0;
  for (let k = 0; k < weights.length; k++) {
    level += at(weights, k) * at(levels, k);
    alpha += at(weights, k) * (ALPHAS[k] ?? 0);
    initial += at(weights, k) * at(initials, k);
  }
  let running = initial;
  for (let t = 0; t < values.length; t++) {
    fitted[t] = running;
    const value = at(values, t);
    if (!Number.isNaN(value)) running += alpha * (value - running);
  }
  return { path: new Float64Array(horizon).fill(level), error, parameters: 2, alpha };
}
