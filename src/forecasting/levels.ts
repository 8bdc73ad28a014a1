import { nth } from "./numbers";
/** The levels at which quantiles are learned and stored; between them they are interpolated. */
export const LEVELS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995] as const;
export const MEDIAN = LEVELS.indexOf(0.5);

const LAST = LEVELS.length - 1;
const LOWEST = LEVELS[0];
const HIGHEST = nth(LEVELS, LAST);

/**
 * The quantile at any level, from those at LEVELS. It is linear between them; beyond both ends, each halving of the remaining
 * probability goes as far as from the last level but one to the last: an exponential tail.
 */
export function quantileAt(quantiles: ArrayLike<number>, level: number): number {
  const [first, second] = [nth(quantiles, 0), nth(quantiles, 1)];
  if (level < LOWEST) return first - (second - first) * halvings(LOWEST, Math.max(level, 1e-9));
  const last = nth(quantiles, LAST);
  if (level > HIGHEST) {
    const step = last - nth(quantiles, LAST - 1);
    return last + step * halvings(1 - HIGHEST, Math.max(1 - level, 1e-9));
  }
  let above = 1;
  while (nth(LEVELS, above) < level) above++;
  const [from, to] = [nth(LEVELS, above - 1), nth(LEVELS, above)];
  const [low, high] = [nth(quantiles, above - 1), nth(quantiles, above)];
  return low + ((high - low) * (level - from)) / (to - from);
}

/** The level at which the quantile has a value: the inverse of `quantileAt`. */
export function levelAt(quantiles: ArrayLike<number>, value: number): number {
  const [first, second] = [nth(quantiles, 0), nth(quantiles, 1)];
  if (value < first) return second > first ? LOWEST * 2 ** -((first - value) / (second - first)) : 0;
  const last = nth(quantiles, LAST);
  if (value >= last) {
    const step = last - nth(quantiles, LAST - 1);
    return step > 0 ? 1 - (1 - HIGHEST) * 2 ** -((value - last) / step) : 1;
  }
  let above = 1;
  while (nth(quantiles, above) <= value) above++;
  const [from, to] = [nth(LEVELS, above - 1), nth(LEVELS, above)];
  const [low, high] = [nth(quantiles, above - 1), nth(quantiles, above)];
  return high > low ? from + ((to - from) * (value - low)) / (high - low) : to;
}

function halvings(whole: number, part: number): number {
  return Math.log2(whole / part);
}

/** Makes quantiles rise with their level, where rounding or blending has let one fall below the one before it. */
export function sortUp(quantiles: Float64Array | number[]): void {
  for (let index = 1; index < quantiles.length; index++) {
    quantiles[index] = Math.max(nth(quantiles, index), nth(quantiles, index - 1));
  }
}
