import { at, knownIn } from "./numbers";

/** Position of the first sale; the length of the series if there is none. What comes before it says nothing. */
export function firstSale(values: Float64Array): number {
  let start = 0;
  while (start < values.length && !(at(values, start) > 0)) start++;
  return start;
}

/** The values with each missing one interpolated between its neighbours; the first value is known. */
export function withoutGaps(values: Float64Array): Float64Array {
  if (knownIn(values) === values.length) return values;
  const result = values.slice();
  let known = 0;
  for (let t = 1; t <= result.length; t++) {
    if (Number.isNaN(at(result, t)) && t < result.length) continue;
    const last = at(result, known);
    const step = t < result.length ? (at(result, t) - last) / (t - known) : 0;
    for (let gap = known + 1; gap < t; gap++) result[gap] = last + step * (gap - known);
    known = t;
  }
  return result;
}

/** A value this many standard deviations above the mean of the other sales is a one-off, as is an order for a project. */
const ONE_OFF = 6;

/** Standard deviation that is taken for granted, as a share of the mean. */
const LEAST_DEVIATION = 0.25;

/** Sales that it takes to know what is likely. */
const FEWEST = 8;

/** The values with a single huge one reduced to what others make likely, so that it doesn't raise the mean for months. */
export function withoutOneOff(values: Float64Array): Float64Array {
  let count = 0;
  let sum = 0;
  let largest = 0;
  let place = -1;
  for (let t = 0; t < values.length; t++) {
    const value = at(values, t);
    if (!(value > 0)) continue;
    count++;
    sum += value;
    if (value > largest) [largest, place] = [value, t];
  }
  if (count < FEWEST || largest <= (1 + ONE_OFF * LEAST_DEVIATION) * (sum / count)) return values;
  let others = 0;
  let squares = 0;
  for (let t = 0; t < values.length; t++) if (t !== place && at(values, t) > 0) others += at(values, t);
  const mean = others / (count - 1);
  for (let t = 0; t < values.length; t++) if (t !== place && at(values, t) > 0) squares += (at(values, t) - mean) ** 2;
  const limit = mean + ONE_OFF * Math.max(Math.sqrt(squares / (count - 1)), LEAST_DEVIATION * mean);
  if (largest <= limit) return values;
  const result = values.slice();
  result[place] = limit;
  return result;
}

/** Standard deviations from its neighbours beyond which a single value is a spike. */
const SPIKE = 3;

/** Steady values with each spike between two values that agree better with each other reduced to what is likely. */
export function withoutSpikes(values: Float64Array): Float64Array {
  const last = values.length - 1;
  let sum = 0;
  for (let t = 1; t < last; t++) sum += Math.abs(at(values, t) - (at(values, t - 1) + at(values, t + 1)) / 2);
  // Of normal values, the mean absolute deviation is √(2/π) standard deviations.
  const limit = (SPIKE * Math.sqrt(Math.PI / 2) * sum) / Math.max(1, last - 1);
  const result = values.slice();
  for (let t = 1; t < last; t++) {
    const middle = (at(values, t - 1) + at(values, t + 1)) / 2;
    const deviation = at(values, t) - middle;
    const size = Math.abs(deviation);
    if (size > limit && size > Math.abs(at(values, t + 1) - at(values, t - 1))) {
      result[t] = middle + Math.sign(deviation) * limit;
    }
  }
  return result;
}

/**
 * Probability that an item still sells. It is 1 until it has gone without a sale for longer than ever before. After that,
 * gaps between sales are taken as exponential, and the chance that its life ended meanwhile as the share of the gap in its
 * life (Lindy's law).
 */
export function probabilityAlive(values: Float64Array): number {
  let first = -1;
  let last = -1;
  let sales = 0;
  let longest = 0;
  for (let t = 0; t < values.length; t++) {
    if (!(at(values, t) > 0)) continue;
    if (first < 0) first = t;
    else longest = Math.max(longest, t - last);
    last = t;
    sales++;
  }
  let idle = 0;
  for (let t = last + 1; t < values.length; t++) if (at(values, t) === 0) idle++;
  if (sales < 2 || idle <= longest) return 1;
  const survival = Math.exp((-idle * (sales - 1)) / (last - first));
  const ended = idle / (last - first + 1 + idle);
  return (survival * (1 - ended)) / (survival * (1 - ended) + ended);
}
