/** What is known of one series when it is scored: past, what came, and what was forecast. */
export type Outcome = {
  period: number;
  train: Float64Array;
  test: Float64Array;
  mean: Float64Array;
};

/** Symmetric percentage error of the series: 200·|y - f| / (|y| + |f|), 0 where both are 0; the mean over its periods. */
export function smape({ test, mean }: Outcome): number {
  return average(test, (actual, period) => {
    const forecast = mean[period] as number;
    return actual === forecast ? 0 : (200 * Math.abs(actual - forecast)) / (Math.abs(actual) + Math.abs(forecast));
  });
}

/** Mean absolute error over that of the seasonal naive forecast inside the past (Hyndman & Koehler 2006); NaN if that is 0. */
export function mase({ period, train, test, mean }: Outcome): number {
  const scale = lagged(train, period, Math.abs);
  return scale > 0 ? average(test, (actual, index) => Math.abs(actual - (mean[index] as number))) / scale : Number.NaN;
}

/** Root mean squared error over that of the naive forecast inside the past, as in the M5 competition; NaN if that is 0. */
export function rmsse({ train, test, mean }: Outcome): number {
  const square = (value: number) => value * value;
  const scale = lagged(train, 1, square);
  return scale > 0
    ? Math.sqrt(average(test, (actual, index) => square(actual - (mean[index] as number))) / scale)
    : Number.NaN;
}

/** The loss of a quantile: twice the pinball loss, as GluonTS and Chronos sum it for the weighted quantile loss. */
export function quantileLoss(level: number, forecast: number, actual: number): number {
  return 2 * (actual >= forecast ? level * (actual - forecast) : (1 - level) * (forecast - actual));
}

/** The mean over the values that are known. */
export function average(values: Float64Array, of: (value: number, index: number) => number): number {
  let sum = 0;
  let count = 0;
  values.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    sum += of(value, index);
    count++;
  });
  return count > 0 ? sum / count : Number.NaN;
}

/** The mean of a function of the differences between the values and those a lag before. */
function lagged(values: Float64Array, lag: number, of: (difference: number) => number): number {
  return average(
    values.subarray(lag).map((value, index) => value - (values[index] as number)),
    of,
  );
}
