import { at } from "./numbers";

/** Forecasts of a family of models that differ in their weights, averaged by how well each fits. */
export type Family = {
  path: Float64Array;
  /** Least sum of squared one-step errors. */
  error: number;
  /** Number of parameters that are fitted. */
  parameters: number;
  /** Mean smoothing weight of the level. */
  alpha: number;
};

/** A sum of squares below this share of the values' own is rounding. */
const ROUNDING = 1e-9;

export function floorOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) if (!Number.isNaN(value)) sum += value * value;
  return Math.max(Number.MIN_VALUE, ROUNDING * sum);
}

/** No more periods than these count as evidence: models that fitted the distant past best need not fit the next weeks. */
const MOST_EVIDENCE = 80;

/** The power of a ratio of sums of squares that is the square root of the ratio of likelihoods. */
function evidenceOf(count: number): number {
  return Math.min(count, MOST_EVIDENCE) / 4;
}

/**
 * Weight of each model by its sum of squares, the square root of its likelihood relative to the best one: averaging gains
 * more than choosing where errors are as many as here. Writes weights that sum to 1, and returns the least sum.
 */
export function weigh(errors: Float64Array, count: number, floor: number, weights: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (const error of errors) least = Math.min(least, Math.max(error, 0) + floor);
  let total = 0;
  for (let k = 0; k < errors.length; k++) {
    const weight = (least / (Math.max(at(errors, k), 0) + floor)) ** evidenceOf(count);
    weights[k] = weight < 1e-3 ? 0 : weight;
    total += at(weights, k);
  }
  for (let k = 0; k < weights.length; k++) weights[k] = at(weights, k) / total;
  return least;
}

/** Averages two families by their likelihood, each penalised for its parameters (AICc; Hurvich & Tsai 1989). */
export function merge(one: Family, other: Family, count: number): { path: Float64Array; alpha: number } {
  const penalty = ({ parameters }: Family) => (parameters * count) / Math.max(1, count - parameters - 1);
  const odds = (one.error / other.error) ** evidenceOf(count) * Math.exp(penalty(one) - penalty(other));
  const share = Number.isFinite(odds) ? odds / (1 + odds) : 1;
  const path = new Float64Array(one.path.length);
  for (let h = 0; h < path.length; h++) path[h] = (1 - share) * at(one.path, h) + share * at(other.path, h);
  return { path, alpha: (1 - share) * one.alpha + share * other.alpha };
}
