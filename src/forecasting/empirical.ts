import { LEVELS } from "./levels";

/** Windows of a length that are looked at, at most. */
const MOST_WINDOWS = 512;
/** The share of a window that must be known. */
const KNOWN = 0.8;
/** Units in which quantities without a step are sorted. */
const FINE = 1e-6;

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
  const unit = Math.max(step, most * FINE) || 1;
  // The number of the window goes with its total in one number, which is sorted fast.
  for (let index = 0; index < count; index++) {
    keys[index] = Math.round((totals[index] as number) / unit) * MOST_WINDOWS + index;
  }
  keys.subarray(0, count).sort();
  readQuantiles(count, weight, step, quantiles);
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

function readQuantiles(count: number, weight: number, step: number, quantiles: Float64Array): void {
  let at = 0;
  let below = 0;
  let before = totals[numberAt(0)] as number;
  let [value, share] = [before, 0];
  let next = 0;
  const take = () => {
    below += share;
    before = value;
    at = next;
    value = totals[numberAt(at)] as number;
    share = 0;
    while (next < count && (totals[numberAt(next)] as number) === value)
      share += (weights[numberAt(next++)] as number) / weight;
  };
  take();
  for (let index = 0; index < LEVELS.length; index++) {
    const level = LEVELS[index] as number;
    while (next < count && below + share < level) take();
    const inside = Math.min(1, (level - below) / share);
    quantiles[index] = step > 0 ? value + (inside - 0.5) * step : before + (value - before) * inside;
  }
}

function numberAt(place: number): number {
  return (keys[place] as number) % MOST_WINDOWS;
}
