import { normalQuantile, normalShare } from "./normal";

/** A distribution of demand with a mean and a variance, on quantities that are multiples of a step (0: any quantity). */
export type Moments = { mean: number; variance: number; step: number };

/** Cells of a table at most, and the share of the distribution that may lie beyond the last. */
const MOST_CELLS = 1024;
const BEYOND = 1e-6;
/** From this shape on a gamma distribution is as good as a negative binomial one, and needs no table. */
const SMOOTH = 40;

/**
 * Shares of demand at or below 0, 1, 2, … units: negative binomial, by the recurrence p(k) = p(k - 1) · (k - 1 + r) / k · q.
 * Where the variance is not above the mean, it is raised to that of a Poisson distribution.
 */
export function negativeBinomial(mean: number, variance: number): Float64Array {
  const spread = Math.max(variance, mean * 1.0001);
  const size = (mean * mean) / (spread - mean);
  const odds = 1 - mean / spread;
  const shares = new Float64Array(MOST_CELLS);
  let probability = Math.exp(-size * Math.log(spread / mean));
  let total = probability;
  shares[0] = total;
  let cells = 1;
  for (; cells < MOST_CELLS && total < 1 - BEYOND; cells++) {
    probability *= ((cells - 1 + size) / cells) * odds;
    total += probability;
    shares[cells] = Math.min(1, total);
  }
  return shares.subarray(0, cells);
}

/** The distribution with these moments, as a function of the level and as one of the quantity. */
export type Distribution = { quantile(level: number): number; atMost(quantity: number): number };

/**
 * A quantile is given between the steps - a quantity k stands for everything that is rounded to it - so that quantiles can be
 * averaged and scaled; `onGrid` makes it a quantity.
 */
export function distributionOf({ mean, variance, step }: Moments): Distribution {
  if (!(mean > 0)) return { quantile: () => 0, atMost: () => 1 };
  const deviation = Math.sqrt(variance);
  const unit = Math.max(step, (mean + 3 * deviation) / 160);
  if (mean * mean > SMOOTH * variance) return gamma(mean, variance);
  return tabled(negativeBinomial(mean / unit, variance / (unit * unit)), unit);
}

function tabled(shares: Float64Array, unit: number): Distribution {
  return {
    quantile(level) {
      let cell = 0;
      while (cell < shares.length - 1 && (shares[cell] as number) < level) cell++;
      const below = cell === 0 ? 0 : (shares[cell - 1] as number);
      const inside = Math.min(1, (level - below) / ((shares[cell] as number) - below || 1));
      return (cell - 0.5 + inside) * unit;
    },
    atMost(quantity) {
      const position = quantity / unit + 0.5;
      if (position <= 0) return 0;
      const cell = Math.floor(position);
      if (cell >= shares.length) return 1;
      const below = cell === 0 ? 0 : (shares[cell - 1] as number);
      return below + ((shares[cell] as number) - below) * (position - cell);
    },
  };
}

/**
 * Gamma distribution by the cube root, which is nearly normal: Wilson, E. B., & Hilferty, M. M. (1931), The distribution of
 * chi-square, PNAS 17, 684-688.
 */
function gamma(mean: number, variance: number): Distribution {
  const ninth = Math.max(variance, mean * mean * 1e-12) / (9 * mean * mean);
  const root = Math.sqrt(ninth);
  return {
    quantile: (level) => mean * Math.max(0, 1 - ninth + normalQuantile(level) * root) ** 3,
    atMost: (quantity) => (quantity <= 0 ? 0 : normalShare((Math.cbrt(quantity / mean) - 1 + ninth) / root)),
  };
}

/** The quantity that a quantile between the steps stands for. */
export function onGrid(value: number, step: number): number {
  if (!(value > 0)) return 0;
  return step > 0 ? Math.round(value / step) * step : value;
}
