import { LEVELS } from "./levels";

/** Windows of a length that are looked at, at most. */
const MOST_WINDOWS = 512;
/** The share of a window that must be known. */
const KNOWN = 0.8;
/** What rounding takes from a sum of weights. */
const ROUNDING = 1e-9;
/** Units in which quantities without a step are sorted. */
const FINE = 1e-6;

/** Steps up to which quantities are counted instead of sorted. */
const MOST_BINS = 1024;

const bins = new Float64Array(MOST_BINS);
const keys = new Float64Array(MOST_WINDOWS);
const weights = new Float64Array(MOST_WINDOWS);
const totals = new Float64Array(MOST_WINDOWS);

/**
 * Writes the quantiles at LEVELS of the demand of past windows of a length to `quantiles`, each window weighing half of one that is
 * `half_life` periods younger, and returns their mean; NaN if there are none. As in `countQuantiles`, a quantity stands for all
 * that is rounded to it.
 */
export function pastQuantiles(
  values: Float64Array,
  length: number,
  half_life: number,
  step: number,
  quantiles: Float64Array,
): number {
  const count = collect(values, length, half_life);
  if (count === 0) return Number.NaN;
  let [sum, weight, most] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    const total = totals[index] as number;
    sum += total * (weights[index] as number);
    weight += weights[index] as number;
    if (total > most) most = total;
  }
  if (step > 0 && most < step * MOST_BINS) readBins(count, weight, Math.round(most / step), step, quantiles);
  else readSorted(count, weight, most, step, quantiles);
  return sum / weight;
}

/** Collects the totals of the windows, newest first. */
function collect(values: Float64Array, length: number, half_life: number): number {
  const windows = values.length - length + 1;
  const stride = Math.max(1, Math.floor(length / 4), Math.ceil(windows / MOST_WINDOWS));
  const fading = 0.5 ** (stride / half_life);
  let weight = 1;
  let count = 0;
  for (let end = values.length; end >= length && count < MOST_WINDOWS; end -= stride) {
    let total = 0;
    let known = 0;
    for (let index = end - length; index < end; index++) {
      const value = values[index] as number;
      if (Number.isNaN(value)) continue;
      total += value;
      known++;
    }
    if (known > 0 && known >= KNOWN * length) {
      totals[count] = (total * length) / known;
      weights[count++] = weight;
    }
    weight *= fading;
  }
  return count;
}

/** Quantiles of quantities that are few steps: the weight of each is added up in its place. */
function readBins(count: number, weight: number, last: number, step: number, quantiles: Float64Array): void {
  bins.fill(0, 0, last + 1);
  for (let index = 0; index < count; index++) {
    const bin = Math.round((totals[index] as number) / step);
    bins[bin] = (bins[bin] as number) + (weights[index] as number) / weight;
  }
  let bin = 0;
  let below = 0;
  for (let index = 0; index < LEVELS.length; index++) {
    const level = (LEVELS[index] as number) * (1 - ROUNDING);
    while (bin < last && below + (bins[bin] as number) < level) below += bins[bin++] as number;
    const inside = Math.min(1, (level - below) / (bins[bin] || 1));
    quantiles[index] = (bin - 0.5 + inside) * step;
  }
}

/** Quantiles of any quantities. */
function readSorted(count: number, weight: number, most: number, step: number, quantiles: Float64Array): void {
  const unit = most * FINE || 1;
  // The number of the window goes with its total in one number, which is sorted fast.
  for (let index = 0; index < count; index++) {
    keys[index] = Math.round((totals[index] as number) / unit) * MOST_WINDOWS + index;
  }
  keys.subarray(0, count).sort();
  let place = 0;
  let below = 0;
  for (let index = 0; index < LEVELS.length; index++) {
    const level = (LEVELS[index] as number) * weight * (1 - ROUNDING);
    while (place < count - 1 && below + (weights[numberAt(place)] as number) < level) {
      below += weights[numberAt(place++)] as number;
    }
    const value = totals[numberAt(place)] as number;
    const before = totals[numberAt(Math.max(0, place - 1))] as number;
    const inside = Math.min(1, (level - below) / (weights[numberAt(place)] as number));
    quantiles[index] = step > 0 ? value : before + (value - before) * inside;
  }
}

function numberAt(place: number): number {
  return (keys[place] as number) % MOST_WINDOWS;
}
