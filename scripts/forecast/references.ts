/**
 * Methods from the literature that ours are compared with: horizon means from a history and its seasonal period. What they
 * don't define (missing values) is filled with the value before, so that each is run on the same numbers.
 */
export type Reference = (values: Float64Array, period: number, horizon: number) => Float64Array;

export const REFERENCES: Record<string, Reference> = {
  seasonal_naive: (values, period, horizon) => seasonalNaive(filled(values), period, horizon),
  naive: (values, _period, horizon) => seasonalNaive(filled(values), 1, horizon),
  naive2: (values, period, horizon) => deseasonalized(filled(values), period, horizon, naive),
  ses: (values, _period, horizon) => smoothing(filled(values), horizon),
  croston: (values, _period, horizon) => croston(filled(values), horizon, 1),
  sba: (values, _period, horizon) => croston(filled(values), horizon, 1 - ALPHA / 2),
  tsb: (values, _period, horizon) => tsb(filled(values), horizon),
  theta: (values, period, horizon) => deseasonalized(filled(values), period, horizon, theta),
};

/** Smoothing weight of the intermittent methods, as usual in their comparisons. */
const ALPHA = 0.1;

const number = (values: Float64Array, index: number) => values[index] ?? 0;
const constant = (value: number, horizon: number) => new Float64Array(horizon).fill(value);
const average = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function filled(values: Float64Array): Float64Array {
  let last = values.find((value) => !Number.isNaN(value)) ?? 0;
  return values.map((value) => {
    if (!Number.isNaN(value)) last = value;
    return last;
  });
}

const naive = (values: Float64Array, horizon: number) => seasonalNaive(values, 1, horizon);

function seasonalNaive(values: Float64Array, period: number, horizon: number): Float64Array {
  const cycle = Math.max(1, Math.min(period, values.length));
  return constant(0, horizon).map((_, h) => number(values, values.length - cycle + (h % cycle)));
}

/** Simple exponential smoothing with the weight of the least squared errors, started from the first value. */
function smoothing(values: Float64Array, horizon: number): Float64Array {
  let [least, level] = [Number.POSITIVE_INFINITY, 0];
  for (let alpha = 0.01; alpha < 1; alpha += 0.01) {
    let [running, sum] = [number(values, 0), 0];
    for (const value of values) {
      sum += (value - running) ** 2;
      running += alpha * (value - running);
    }
    if (sum < least) [least, level] = [sum, running];
  }
  return constant(level, horizon);
}

/** Croston (1972): sizes and intervals of sales are smoothed where there is one. SBA corrects its bias (Syntetos & Boylan 2005). */
function croston(values: Float64Array, horizon: number, correction: number): Float64Array {
  let [size, interval, since] = [0, 0, 0];
  for (const value of values) {
    since++;
    if (!(value > 0)) continue;
    size = size === 0 ? value : size + ALPHA * (value - size);
    interval = interval === 0 ? since : interval + ALPHA * (since - interval);
    since = 0;
  }
  return constant(interval > 0 ? (correction * size) / interval : 0, horizon);
}

/** Teunter, Syntetos & Babai (2011). */
function tsb(values: Float64Array, horizon: number): Float64Array {
  const sales = values.filter((value) => value > 0);
  let size = average(sales);
  let probability = sales.length / Math.max(1, values.length);
  for (const value of values) {
    probability += ALPHA * ((value > 0 ? 1 : 0) - probability);
    if (value > 0) size += ALPHA * (value - size);
  }
  return constant(size * probability, horizon);
}

/** Assimakopoulos & Nikolopoulos (2000): the mean of a straight line and of SES on the line that doubles its curvature. */
function theta(values: Float64Array, horizon: number): Float64Array {
  const n = values.length;
  const middle = (n - 1) / 2;
  const mean = average(values);
  let [xy, xx] = [0, 0];
  for (let t = 0; t < n; t++) {
    xy += (t - middle) * number(values, t);
    xx += (t - middle) ** 2;
  }
  const slope = xx > 0 ? xy / xx : 0;
  const line = (t: number) => mean + slope * (t - middle);
  const level = number(
    smoothing(
      values.map((value, t) => 2 * value - line(t)),
      1,
    ),
    0,
  );
  return constant(0, horizon).map((_, h) => (level + line(n + h)) / 2);
}

/** Runs a method on what multiplicative seasonal indices leave, where the test of the M4 competition finds a season. */
function deseasonalized(
  values: Float64Array,
  period: number,
  horizon: number,
  method: (values: Float64Array, horizon: number) => Float64Array,
): Float64Array {
  const indices = isSeasonal(values, period) ? indicesOf(values, period) : new Float64Array(period).fill(1);
  const adjusted = values.map((value, t) => value / number(indices, t % period));
  return method(adjusted, horizon).map((value, h) => {
    const seasonal = value * number(indices, (values.length + h) % period);
    return Number.isFinite(seasonal) ? Math.max(0, seasonal) : 0;
  });
}

/** Autocorrelation at the seasonal lag beyond its 90 % limit. */
function isSeasonal(values: Float64Array, period: number): boolean {
  const n = values.length;
  if (period < 2 || n < 3 * period) return false;
  const mean = average(values);
  const covariance = (lag: number) => {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += (number(values, t) - mean) * (number(values, t - lag) - mean);
    return sum;
  };
  const variance = covariance(0);
  if (!(variance > 0)) return false;
  let squares = 0;
  for (let lag = 1; lag < period; lag++) squares += (covariance(lag) / variance) ** 2;
  return Math.abs(covariance(period) / variance) > 1.645 * Math.sqrt((1 + 2 * squares) / n);
}

/** Classical multiplicative decomposition. */
function indicesOf(values: Float64Array, period: number): Float64Array {
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  const half = Math.floor(period / 2);
  for (let t = half; t < values.length - half; t++) {
    let trend = 0;
    for (let k = -half; k <= half; k++) {
      const weight = period % 2 === 0 && Math.abs(k) === half ? 0.5 : 1;
      trend += (weight * number(values, t + k)) / period;
    }
    if (!(trend > 0)) continue;
    sums[t % period] = number(sums, t % period) + number(values, t) / trend;
    counts[t % period] = number(counts, t % period) + 1;
  }
  const indices = sums.map((sum, season) => Math.max(0.01, sum / Math.max(1, number(counts, season))));
  const mean = average(indices);
  return indices.map((index) => index / mean);
}
