import { at } from "./numbers";

/**
 * Multiplicative seasonal indices (mean 1) by classical decomposition: the mean ratio of each season to the centred
 * moving average over one year. Null where fewer than two cycles or no test of seasonality speaks for them.
 */
export function seasonalIndices(values: Float64Array, period: number): Float64Array | null {
  const n = values.length;
  if (period < 2 || n < 2 * period + 2 || !isSeasonal(values, period)) return null;
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  const half = period >> 1;
  for (let t = half; t + half < n; t++) {
    let sum = 0;
    for (let k = -half; k <= half; k++) sum += at(values, t + k) * (period % 2 === 0 && Math.abs(k) === half ? 0.5 : 1);
    const trend = sum / period;
    if (!(trend > 0)) continue;
    const season = t % period;
    sums[season] = at(sums, season) + at(values, t) / trend;
    counts[season] = at(counts, season) + 1;
  }
  let total = 0;
  for (let season = 0; season < period; season++) {
    const index = Math.max(0.05, at(counts, season) > 0 ? at(sums, season) / at(counts, season) : 1);
    sums[season] = index;
    total += index;
  }
  for (let season = 0; season < period; season++) sums[season] = (at(sums, season) * period) / total;
  return sums;
}

/** Autocorrelation at the seasonal lag above what 90 % of series without a season show (as in the M4 competition). */
function isSeasonal(values: Float64Array, period: number): boolean {
  const n = values.length;
  let mean = 0;
  for (const value of values) mean += value / n;
  let variance = 0;
  for (const value of values) variance += (value - mean) ** 2;
  if (!(variance > 0)) return false;
  let sum = 0;
  let last = 0;
  for (let lag = 1; lag <= period; lag++) {
    let covariance = 0;
    for (let t = lag; t < n; t++) covariance += (at(values, t) - mean) * (at(values, t - lag) - mean);
    last = covariance / variance;
    if (lag < period) sum += last * last;
  }
  return Math.abs(last) > 1.645 * Math.sqrt((1 + 2 * sum) / n);
}
