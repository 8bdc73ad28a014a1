import { at, meanOf } from "./numbers";

/** Share of the weight of a season that is left one year later; what fits the series best counts most. */
const DECAYS = [0.95, 0.75, 0.55];

/** The newest periods that seasons are learned from: twelve years of weeks. */
export const LONGEST = 626;

/** The weight of the newest of so many cycles in their decaying mean, and that mean's variance relative to one cycle's. */
type Gains = { gains: Float64Array; spreads: Float64Array /** 1 / (1 + spread) */; shares: Float64Array };
const GAINS = DECAYS.map((decay) => gainsOf(LONGEST / 12, decay));

/** What t² must be for a season to be believed at all; more where there are periods without demand, as chance makes seasons of them. */
const DOUBT = 2;

/** Smallest seasonal index: a season without demand must not make the others infinite. */
const LEAST_INDEX = 0.05;

/** A yearly cycle: the number of its seasons, its length in periods, and how many of them it takes to look for a season. */
export type Cycle = { seasons: number; length: number; fewest: number };

export const MONTHS: Cycle = { seasons: 12, length: 12, fewest: 2 };
export const WEEKS: Cycle = { seasons: 52, length: 365.2425 / 7, fewest: 2 };

/**
 * Multiplicative seasonal factors (mean 1 over a cycle) of the `recent` newest periods and of the horizon; null where there
 * are too few cycles or where no season shows. The history has at most LONGEST periods.
 *
 * Classical decomposition: ratios to the centred moving average over one cycle, averaged by season with weights that fall
 * by a constant share per cycle. Several such shares are averaged by how well they foretell the next cycle. The indices are
 * then shrunk towards 1 by how significant that foretelling is, instead of being used or dropped by a test.
 */
export function seasonalFactors(
  values: Float64Array,
  cycle: Cycle,
  horizon: number,
  recent = values.length,
): Float64Array | null {
  const n = values.length;
  if (n < cycle.fewest * cycle.length) return null;
  const seasons = seasonsOf(n, horizon, cycle);
  const { indices, strength, noise } = averageIndices(ratiosToTrend(values, cycle.seasons), seasons, cycle.seasons);
  if (strength === 0) return null;
  const smooth = cycle.seasons > 12 ? withoutNoise(indices, noise) : indices;
  for (let season = 0; season < smooth.length; season++) {
    smooth[season] = Math.max(LEAST_INDEX, 1 + strength * (at(smooth, season) - 1));
  }
  const mean = meanOf(smooth);
  const factors = new Float64Array(recent + horizon);
  for (let t = 0; t < factors.length; t++) factors[t] = at(smooth, seasons[n - recent + t] ?? 0) / mean;
  return factors;
}

/** The season of each period, counted back from the newest one, because recent cycles weigh most. */
function seasonsOf(n: number, horizon: number, cycle: Cycle): Uint8Array {
  const seasons = new Uint8Array(n + horizon);
  const step = cycle.seasons / cycle.length;
  // From the newest period back and forth, each position rounded to the nearest season.
  let season = 0.5;
  for (let t = n - 1; t >= 0; t--) {
    seasons[t] = season;
    season += step;
    if (season >= cycle.seasons) season -= cycle.seasons;
  }
  season = cycle.seasons - step + 0.5;
  for (let t = n; t < seasons.length; t++) {
    seasons[t] = season;
    season -= step;
    if (season < 0) season += cycle.seasons;
  }
  return seasons;
}

/** Values relative to their centred moving average over one cycle, which is extended at both ends by half its slope. */
function ratiosToTrend(values: Float64Array, period: number): Float64Array {
  const n = values.length;
  const half = period / 2;
  const trend = new Float64Array(n);
  let sum = 0;
  for (let t = 0; t < period; t++) sum += at(values, t);
  for (let t = half; t < n - half; t++) {
    trend[t] = (sum + (at(values, t + half) - at(values, t - half)) / 2) / period;
    sum += at(values, t + half) - at(values, t - half);
  }
  const last = n - half - 1;
  const span = Math.max(1, Math.min(period, last - half));
  const rise = (at(trend, last) - at(trend, last - span)) / span / 2;
  for (let t = last + 1; t < n; t++) trend[t] = at(trend, last) + rise * (t - last);
  const fall = (at(trend, half + span) - at(trend, half)) / span / 2;
  for (let t = 0; t < half; t++) trend[t] = at(trend, half) - fall * (half - t);
  for (let t = 0; t < n; t++) trend[t] = at(trend, t) > 0 ? at(values, t) / at(trend, t) : Number.NaN;
  return trend;
}

type Indices = {
  indices: Float64Array;
  /** Mean squared error of foretelling a season's ratio from the cycles before. */
  error: number;
  count: number;
  /** Variance of the error of an index. */
  noise: number;
  /** 0 to 1: how much of the deviation from 1 to believe. */
  strength: number;
};

function averageIndices(ratios: Float64Array, seasons: Uint8Array, period: number): Indices {
  const all = GAINS.map((gains) => indicesOf(ratios, seasons, period, gains));
  const least = all.reduce((lowest, { error }) => Math.min(lowest, error), Number.POSITIVE_INFINITY);
  const result: Indices = { indices: new Float64Array(period), error: least, count: 0, noise: 0, strength: 0 };
  let total = 0;
  for (const one of all) {
    const weight = one.error > 0 ? (least / one.error) ** (one.count / 10) : 1;
    total += weight;
    result.noise += weight * one.noise;
    result.strength += weight * one.strength;
    for (let season = 0; season < period; season++) {
      result.indices[season] = at(result.indices, season) + weight * at(one.indices, season);
    }
  }
  result.noise /= total;
  result.strength /= total;
  for (let season = 0; season < period; season++) result.indices[season] = at(result.indices, season) / total;
  return result;
}

function indicesOf(
  ratios: Float64Array,
  seasons: Uint8Array,
  period: number,
  { gains, spreads, shares }: Gains,
): Indices {
  const indices = new Float64Array(period).fill(1);
  const visits = new Uint8Array(period);
  let count = 0;
  let zeros = 0;
  let ee = 0;
  let xy = 0;
  let xx = 0;
  let ee1 = 0;
  let xx1 = 0;
  let own = 0;
  let previous = 0;
  let before = 0;
  for (let t = 0; t < ratios.length; t++) {
    const ratio = at(ratios, t);
    if (Number.isNaN(ratio)) continue;
    const season = seasons[t] ?? 0;
    const visit = visits[season] ?? 0;
    const expected = at(indices, season) - 1;
    const error = ratio - 1 - expected;
    if (ratio === 0) zeros++;
    if (visit > 0) {
      count++;
      ee += error * error;
      own += error * error * at(shares, visit);
      xy += (ratio - 1) * expected;
      xx += expected * expected;
      ee1 += error * previous;
      xx1 += expected * before;
      previous = error;
      before = expected;
    }
    indices[season] = 1 + expected + at(gains, visit) * error;
    visits[season] = visit + 1;
  }
  let spread = 0;
  for (const visit of visits) spread += (visit > 0 ? at(spreads, visit) : 1) / period;
  const mean = meanOf(indices);
  for (let season = 0; season < period; season++) indices[season] = at(indices, season) / mean;
  const doubt = DOUBT / (1 - zeros / (count + period)) ** 2;
  const strength = strengthOf(xy, xx, ee, count, (ee1 / ee) * (xx1 / xx), doubt);
  return { indices, error: ee / count, count, noise: (own / count) * spread, strength };
}

function gainsOf(cycles: number, decay: number): Gains {
  const gains = new Float64Array(Math.ceil(cycles) + 1);
  const spreads = new Float64Array(Math.ceil(cycles) + 1);
  let weight = 0;
  let squares = 0;
  for (let visit = 0; visit < gains.length; visit++) {
    spreads[visit] = visit > 0 ? squares / (weight * weight) : 1;
    weight = weight * decay + 1;
    squares = squares * decay * decay + 1;
    gains[visit] = 1 / weight;
  }
  return { gains, spreads, shares: spreads.map((spread) => 1 / (1 + spread)) };
}

/**
 * Shrinkage 1 - doubt/t², with t the statistic of the regression of the ratios on what the cycles before foretold, its variance
 * inflated for autocorrelation as by a first-order process (Bartlett 1935).
 */
function strengthOf(xy: number, xx: number, ee: number, count: number, correlation: number, doubt: number): number {
  if (!(xy > 0 && xx > 0)) return 0;
  if (!(ee > 0)) return 1;
  const rho = Math.min(0.98, Math.max(0, correlation));
  const variance = ((ee / count) * (1 + rho)) / (1 - rho);
  return Math.max(0, 1 - (doubt * variance * xx) / (xy * xy));
}

/** Wiener filter: each harmonic of the indices is shrunk by what noise alone would contribute to it. */
function withoutNoise(indices: Float64Array, noise: number): Float64Array {
  const period = indices.length;
  const cosines = new Float64Array(period);
  const sines = new Float64Array(period);
  for (let k = 0; k < period; k++) {
    cosines[k] = Math.cos((2 * Math.PI * k) / period);
    sines[k] = Math.sin((2 * Math.PI * k) / period);
  }
  const result = new Float64Array(period).fill(1);
  for (let harmonic = 1; harmonic <= period / 2; harmonic++) {
    let a = 0;
    let b = 0;
    let phase = 0;
    for (let k = 0; k < period; k++) {
      a += (at(indices, k) - 1) * at(cosines, phase);
      b += (at(indices, k) - 1) * at(sines, phase);
      phase += harmonic;
      if (phase >= period) phase -= period;
    }
    const highest = 2 * harmonic === period;
    a *= (highest ? 1 : 2) / period;
    b *= highest ? 0 : 2 / period;
    const expected = ((highest ? 2 : 4) * noise) / period;
    const power = a * a + b * b;
    const keep = power > 0 ? Math.max(0, 1 - (0.7 * expected) / power) : 0;
    if (keep === 0) continue;
    phase = 0;
    for (let k = 0; k < period; k++) {
      result[k] = at(result, k) + keep * (a * at(cosines, phase) + b * at(sines, phase));
      phase += harmonic;
      if (phase >= period) phase -= period;
    }
  }
  return result;
}
