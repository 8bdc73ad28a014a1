import { type Family, floorOf, weigh } from "./mixture";
import { at, knownIn } from "./numbers";

/** Smoothing weights tried for the probability and for the size of a sale. */
const OF_PROBABILITY = [0.02, 0.05, 0.1, 0.2, 0.3];
const OF_SIZE = [0.02, 0.06, 0.2];
const COUNT = OF_PROBABILITY.length * OF_SIZE.length;

/**
 * Teunter, Syntetos & Babai (2011): the probability of a sale is smoothed in each period, its size when there is one, so
 * that the forecast decays when an item dies. Averaged over the pairs of weights. Writes the one-step fitted values.
 */
export function forecastSales(values: Float64Array, horizon: number, fitted: Float64Array): Family {
  const count = knownIn(values);
  let sales = 0;
  let sum = 0;
  for (const value of values) {
    if (value > 0) {
      sales++;
      sum += value;
    }
  }
  const state = new Float64Array(2);
  const probability = sales / Math.max(1, count);
  const size = sum / Math.max(1, sales);
  const errors = new Float64Array(COUNT);
  const weights = new Float64Array(COUNT);
  const levels = new Float64Array(COUNT);
  for (let k = 0; k < COUNT; k++) {
    state[0] = probability;
    state[1] = size;
    errors[k] = run(values, OF_PROBABILITY[k % 5] ?? 0, OF_SIZE[Math.floor(k / 5)] ?? 0, state);
    levels[k] = at(state, 0) * at(state, 1);
  }
  const error = weigh(errors, count, floorOf(values), weights);
  let level = 0;
  let one = 0;
  let other = 0;
  for (let k = 0; k < COUNT; k++) {
    level += at(weights, k) * at(levels, k);
    one += at(weights, k) * (OF_PROBABILITY[k % 5] ?? 0);
    other += at(weights, k) * (OF_SIZE[Math.floor(k / 5)] ?? 0);
  }
  trace(values, probability, size, one, other, fitted);
  return { path: new Float64Array(horizon).fill(level), error, parameters: 3, alpha: one };
}

/** Sum of squared one-step errors; moves the state (probability and size) to the end. */
function run(values: Float64Array, one: number, other: number, state: Float64Array): number {
  let probability = at(state, 0);
  let size = at(state, 1);
  let sum = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const error = value - probability * size;
    sum += error * error;
    probability -= one * probability;
    if (value > 0) {
      probability += one;
      size += other * (value - size);
    }
  }
  state[0] = probability;
  state[1] = size;
  return sum;
}

function trace(
  values: Float64Array,
  initial: number,
  of_size: number,
  one: number,
  other: number,
  fitted: Float64Array,
): void {
  let probability = initial;
  let size = of_size;
  for (let t = 0; t < values.length; t++) {
    const value = at(values, t);
    fitted[t] = probability * size;
    if (Number.isNaN(value)) continue;
    probability -= one * probability;
    if (value > 0) {
      probability += one;
      size += other * (value - size);
    }
  }
}
