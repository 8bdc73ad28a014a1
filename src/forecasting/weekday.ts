import { floorOf, weigh } from "./mixture";
import { at, knownIn, meanOf } from "./numbers";
import { LONGEST, seasonalFactors, WEEKS } from "./seasonality";

const ALPHAS = [0.01, 0.03, 0.06, 0.1, 0.18, 0.3];

/** Periods of the past that the level starts from. */
const WARM_UP = 14;

/** Standard deviation of an item's index of a weekday around the profile that all items share. */
const OWN = 0.5;

/** What is left of a day's weight in the level one day later, for the profile alone. */
const PERSISTENCE = 0.97;

/**
 * Profile of an item's week from day `phase` on (mean 1): demand by weekday over what a slowly moving level expects,
 * shrunk to the shared profile by the noise of the item, as an empirical Bayes estimate whose variance grows with the mean.
 */
export function weekOf(values: Float64Array, phase: number, shared: number[] | null): Float64Array {
  const profile = new Float64Array(7);
  for (let day = 0; day < 7; day++) profile[day] = shared?.[(day + phase) % 7] ?? 1;
  const sums = new Float64Array(7);
  const expected = new Float64Array(7);
  let numerator = 0;
  let denominator = 0;
  const warm = Math.min(2 * WARM_UP, values.length);
  for (let t = 0; t < warm; t++) {
    if (Number.isNaN(at(values, t))) continue;
    numerator += at(values, t);
    denominator += at(profile, t % 7);
  }
  let squares = 0;
  let total = 0;
  for (let t = 0; t < values.length; t++) {
    const value = at(values, t);
    if (Number.isNaN(value)) continue;
    const day = t % 7;
    numerator = PERSISTENCE * numerator + value;
    denominator = PERSISTENCE * denominator + at(profile, day);
    const level = denominator > 0 ? numerator / denominator : 0;
    sums[day] = at(sums, day) + value;
    expected[day] = at(expected, day) + level;
    const mean = level * at(profile, day);
    squares += (value - mean) * (value - mean);
    total += mean;
  }
  if (!(total > 0)) return profile;
  // Demand without any noise still leaves a weekday that was never known to the shared profile.
  const prior = Math.max(squares / (OWN * OWN), 1e-9 * total * total) / total;
  for (let day = 0; day < 7; day++) {
    sums[day] = (at(sums, day) + prior * at(profile, day)) / (at(expected, day) + prior);
  }
  const mean = meanOf(sums);
  for (let day = 0; day < 7; day++) sums[day] = at(sums, day) / mean;
  return sums;
}

/**
 * Factors of each day of the history and of the horizon: the profile of the week, times the season of the year where there
 * is history enough and it shows in weekly sums.
 */
export function dailyFactors(values: Float64Array, week: Float64Array, horizon: number): Float64Array {
  const n = values.length;
  const factors = new Float64Array(n + horizon);
  for (let t = 0; t < factors.length; t++) factors[t] = at(week, t % 7);
  if (n < 7 * WEEKS.fewest * WEEKS.length) return factors;
  const weeks = Math.min(LONGEST, Math.floor(n / 7));
  const sums = new Float64Array(weeks);
  const first = n - 7 * weeks;
  for (let index = 0; index < weeks; index++) {
    let sum = 0;
    let expected = 0;
    for (let t = first + 7 * index; t < first + 7 * index + 7; t++) {
      if (Number.isNaN(at(values, t))) continue;
      sum += at(values, t);
      expected += at(factors, t);
    }
    sums[index] = expected > 0 ? sum / expected : index > 0 ? at(sums, index - 1) : 0;
  }
  const season = seasonalFactors(sums, WEEKS, Math.ceil(horizon / 7));
  if (season === null) return factors;
  for (let t = 0; t < factors.length; t++) {
    factors[t] = at(factors, t) * at(season, Math.max(0, Math.floor((t - first) / 7)));
  }
  return factors;
}

/**
 * Level of demand with known factors: exponentially weighted demand over exponentially weighted factors, so that days with
 * little expected count little, and missing days not at all. Averaged over weights. Writes the one-step fitted values.
 */
export function forecastScaled(
  values: Float64Array,
  factors: Float64Array,
  fitted: Float64Array,
): { level: number; alpha: number } {
  const errors = new Float64Array(ALPHAS.length);
  const weights = new Float64Array(ALPHAS.length);
  const levels = new Float64Array(ALPHAS.length);
  const start = startOf(values, factors);
  for (const [k, alpha] of ALPHAS.entries()) {
    const keep = 1 - alpha;
    let numerator = at(start, 0);
    let denominator = at(start, 1);
    let sum = 0;
    for (let t = 0; t < values.length; t++) {
      const value = at(values, t);
      if (Number.isNaN(value)) continue;
      const factor = at(factors, t);
      const error = value - (factor * numerator) / denominator;
      sum += error * error;
      numerator = keep * numerator + alpha * value;
      denominator = keep * denominator + alpha * factor;
    }
    errors[k] = sum;
    levels[k] = numerator / denominator;
  }
  weigh(errors, knownIn(values), floorOf(values), weights);
  let level = 0;
  let alpha = 0;
  for (let k = 0; k < weights.length; k++) {
    level += at(weights, k) * at(levels, k);
    alpha += at(weights, k) * (ALPHAS[k] ?? 0);
  }
  trace(values, factors, alpha, start, fitted);
  return { level, alpha };
}

/** Means of the first known values and of their factors. */
function startOf(values: Float64Array, factors: Float64Array): Float64Array {
  let numerator = 0;
  let denominator = 0;
  let count = 0;
  for (let t = 0; t < values.length && count < WARM_UP; t++) {
    if (Number.isNaN(at(values, t))) continue;
    numerator += at(values, t);
    denominator += at(factors, t);
    count++;
  }
  return Float64Array.of(numerator / Math.max(1, count), denominator / Math.max(1, count) || 1);
}

function trace(
  values: Float64Array,
  factors: Float64Array,
  alpha: number,
  start: Float64Array,
  fitted: Float64Array,
): void {
  let numerator = at(start, 0);
  let denominator = at(start, 1);
  for (let t = 0; t < values.length; t++) {
    const value = at(values, t);
    fitted[t] = (at(factors, t) * numerator) / denominator;
    if (Number.isNaN(value)) continue;
    numerator += alpha * (value - numerator);
    denominator += alpha * (at(factors, t) - denominator);
  }
}
