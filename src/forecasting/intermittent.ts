import { at, meanOf } from "./numbers";

/** Smoothing weights tried for the probability and for the size of a sale. */
const WEIGHTS = [0.02, 0.05, 0.1, 0.2, 0.3];

/**
 * Teunter, Syntetos & Babai (2011): probability of a sale smoothed in each period, its size only when there is one,
 * with the pair of weights that has the least squared one-step errors. Writes fitted values, returns the forecast.
 */
export function runTsb(values: Float64Array, fitted: Float64Array): number {
  let sales = 0;
  let sum = 0;
  for (const value of values) {
    if (value > 0) {
      sales++;
      sum += value;
    }
  }
  if (sales === 0) {
    fitted.fill(0);
    return 0;
  }
  const size = sum / sales;
  const probability = sales / values.length;
  let best = Number.POSITIVE_INFINITY;
  let [of_probability, of_size] = [0.1, 0.1];
  for (const one of WEIGHTS) {
    for (const other of WEIGHTS) {
      const error = tsbError(values, probability, size, one, other);
      if (error < best) [best, of_probability, of_size] = [error, one, other];
    }
  }
  let p = probability;
  let z = size;
  for (let t = 0; t < values.length; t++) {
    const value = at(values, t);
    fitted[t] = p * z;
    if (value > 0) z += of_size * (value - z);
    p += of_probability * ((value > 0 ? 1 : 0) - p);
  }
  return p * z;
}

function tsbError(values: Float64Array, probability: number, size: number, one: number, other: number): number {
  let p = probability;
  let z = size;
  let sum = 0;
  for (const value of values) {
    const error = value - p * z;
    sum += error * error;
    if (value > 0) {
      z += other * (value - z);
      p += one * (1 - p);
    } else p -= one * p;
  }
  return sum;
}

export function isIntermittent(values: Float64Array): boolean {
  let zeros = 0;
  for (const value of values) if (value === 0) zeros++;
  return zeros > 0.3 * values.length || meanOf(values) === 0;
}
