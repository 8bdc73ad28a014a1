import { LEVELS } from "./levels";
import { normalQuantile } from "./normal";
import { nth } from "./numbers";

/** From this shape on, a gamma distribution is as good as a negative binomial one, and needs no recurrence. */
const SMOOTH = 40;
/** Units that the mean and three standard deviations above it are counted in at most. */
const MOST_UNITS = 160;
/** Where the recurrence gives up: only rounding can keep it from reaching the last level. */
const MOST_STEPS = 5_000;

/** The standard normal quantiles at LEVELS. */
export const NORMAL: readonly number[] = LEVELS.map(normalQuantile);

/**
 * Writes the quantiles at LEVELS of demand with this mean and variance to `quantiles`. Quantities are multiples of `step` (0: of
 * nothing), and each stands for all that is rounded to it, so that quantiles can be averaged and scaled before they are rounded.
 *
 * The distribution is negative binomial, by the recurrence p(k) = p(k - 1) · (k - 1 + r) / k · q; where the variance is not above
 * the mean, Poisson. A mean that is large to its deviation has a gamma distribution instead, by the cube root that is nearly
 * normal: Wilson, E. B., & Hilferty, M. M. (1931), The distribution of chi-square, PNAS 17, 684-688.
 */
export function countQuantiles(mean: number, variance: number, step: number, quantiles: Float64Array): void {
  if (!(mean > 0)) quantiles.fill(0);
  else if (mean * mean > SMOOTH * variance) gammaQuantiles(mean, variance, quantiles);
  else binomialQuantiles(mean, variance, step, quantiles);
}

function binomialQuantiles(mean: number, variance: number, step: number, quantiles: Float64Array): void {
  const unit = Math.max(step, (mean + 3 * Math.sqrt(variance)) / MOST_UNITS);
  const expected = mean / unit;
  const spread = Math.max(variance / (unit * unit), expected * 1.0001);
  const size = (expected * expected) / (spread - expected);
  const odds = 1 - expected / spread;
  let probability = Math.exp(-size * Math.log(spread / expected));
  let below = 0;
  let count = 0;
  for (let index = 0; index < LEVELS.length; index++) {
    const level = nth(LEVELS, index);
    while (below + probability < level && count < MOST_STEPS) {
      below += probability;
      probability *= ((count + size) / (count + 1)) * odds;
      count++;
    }
    quantiles[index] = (count - 0.5 + Math.min(1, (level - below) / (probability || 1))) * unit;
  }
}

function gammaQuantiles(mean: number, variance: number, quantiles: Float64Array): void {
  const ninth = variance / (9 * mean * mean);
  const root = Math.sqrt(ninth);
  for (let index = 0; index < LEVELS.length; index++) {
    quantiles[index] = mean * Math.max(0, 1 - ninth + nth(NORMAL, index) * root) ** 3;
  }
}

/** What rounding leaves of half a step, which belongs to the quantity below it. */
const ROUNDING = 1e-9;

/** The quantity that a quantile between the steps stands for. */
export function onGrid(value: number, step: number): number {
  if (!(value > 0)) return 0;
  return step > 0 ? Math.max(0, Math.ceil(value / step - 0.5 - ROUNDING)) * step : value;
}
