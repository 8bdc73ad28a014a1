import { LEVELS } from "./levels";
import { at, nth } from "./numbers";
import type { Cumulated } from "./series";

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
  past: Cumulated,
  length: number,
  half_life: number,
  step: number,
  quantiles: Float64Array,
): number {
  const count = collect(past, length, half_life);
  if (count === 0) return Number.NaN;
  let [sum, weight, most] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    const total = at(totals, index);
    sum += total * at(weights, index);
    weight += at(weights, index);
    if (total > most) most = total;
  }
  if (step > 0 && most < step * MOST_BINS) readBins(count, weight, Math.round(most / step), step, quantiles);
  else readSorted(count, weight, most, step, quantiles);
  return sum / weight;
}

/** Collects the totals of the windows since the first sale, newest first. */
function collect({ sums, known, first }: Cumulated, length: number, half_life: number): number {
  const last = sums.length - 1;
  const windows = last - first - length + 1;
  const stride = Math.max(1, Math.floor(length / 4), Math.ceil(windows / MOST_WINDOWS));
  const fading = 0.5 ** (stride / half_life);
  let weight = 1;
  let count = 0;
  for (let end = last; end >= first + length && count < MOST_WINDOWS; end -= stride) {
    const seen = at(known, end) - at(known, end - length);
    if (seen > 0 && seen >= KNOWN * length) {
      totals[count] = ((at(sums, end) - at(sums, end - length)) * length) / seen;
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
    const bin = Math.round(at(totals, index) / step);
    bins[bin] = at(bins, bin) + at(weights, index) / weight;
  }
  let bin = 0;
  let below = 0;
  for (let index = 0; index < LEVELS.length; index++) {
    const level = nth(LEVELS, index) * (1 - ROUNDING);
    while (bin < last && below + at(bins, bin) < level) below += at(bins, bin++);
    const inside = Math.min(1, (level - below) / (bins[bin] || 1));
    quantiles[index] = (bin - 0.5 + inside) * step;
  }
}

/** Quantiles of any quantities. */
function readSorted(count: number, weight: number, most: number, step: number, quantiles: Float64Array): void {
  const unit = most * FINE || 1;
  // The number of the window goes with its total in one number, which is sorted fast.
  for (let index = 0; index < count; index++) {
    keys[index] = Math.round(at(totals, index) / unit) * MOST_WINDOWS + index;
  }
  keys.subarray(0, count).sort();
  let place = 0;
  let below = 0;
  for (let index = 0; index < LEVELS.length; index++) {
    const level = nth(LEVELS, index) * weight * (1 - ROUNDING);
    while (place < count - 1 && below + at(weights, numberAt(place)) < level) {
      below += at(weights, numberAt(place++));
    }
    const value = at(totals, numberAt(place));
    const before = at(totals, numberAt(Math.max(0, place - 1)));
    const inside = Math.min(1, (level - below) / at(weights, numberAt(place)));
    quantiles[index] = step > 0 ? value : before + (value - before) * inside;
  }
}

function numberAt(place: number): number {
  return at(keys, place) % MOST_WINDOWS;
}
