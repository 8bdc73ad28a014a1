import { onGrid } from "./counts";
import { quantileAt } from "./levels";
import { forecastMean, type Mean } from "./means";
import { at, nth } from "./numbers";
import { type Outlook, SHAPE_UNITS } from "./outlook";
import { significant } from "./rounding";
import type { Frequency, Series } from "./series";

/** How good the method was on this item's own past: a rolling backtest over windows that end with its history. */
export type Accuracy = {
  /** Mean absolute error over that of the seasonal naive forecast (of the period before, for weeks); null if that is 0. */
  mase: number | null;
  /** Absolute errors over demand; null without demand. */
  wape: number | null;
  /** Forecast less demand, over demand; null without demand. */
  bias: number | null;
  /** The share of periods that lay between the quantiles at 0.1 and 0.9. */
  coverage_80: number;
  backtest_windows: number;
};

/** Periods of a window, and the lag of the seasonal naive forecast. */
const WINDOW: Record<Frequency, number> = { day: 28, week: 8, month: 6 };
const LAG: Record<Frequency, number> = { day: 7, week: 1, month: 12 };
/** Windows at most, where they cost nothing, and where each needs a fit of its own. */
const MOST_WINDOWS = 3;
const MOST_FITS: Record<Frequency, number> = { day: 2, week: 1, month: 1 };
/** Periods before the first window, at least, and those that a fit to them looks at, at most. */
const SHORTEST = 8;
const LONGEST: Record<Frequency, number> = { day: 760, week: 260, month: 120 };

/**
 * Compares forecasts of the last windows with what came. Where the forecast is one level, the fitted value at the origin is what
 * was forecast for the window; else the method is fitted to what came before it. Null if the history is too short.
 */
export function accuracyOf(series: Series, mean: Mean, usual: number, outlook: Outlook): Accuracy | null {
  const { values, frequency } = series;
  if (!(usual > 0)) return null;
  const length = WINDOW[frequency];
  const is_flat = mean.path.every((value) => value === mean.path[0]);
  const room = Math.floor((values.length - Math.max(SHORTEST, length)) / length);
  const windows = Math.min(room, is_flat ? MOST_WINDOWS : MOST_FITS[frequency]);
  const tally: Tally = { periods: 0, errors: 0, signed: 0, demand: 0, inside: 0 };
  for (let window = windows; window > 0; window--) {
    const origin = values.length - window * length;
    const level = at(mean.fitted, origin);
    if (is_flat && !(level >= 0)) continue;
    const path = is_flat ? null : forecastMean(pastOf(series, origin), length, null).path;
    compare(values, origin, length, (lead) => (path ? at(path, lead) : level), usual, outlook, tally);
  }
  if (windows < 1 || tally.periods === 0) return null;
  const { periods, errors, signed, demand, inside } = tally;
  const naive = naiveError(values, LAG[frequency]);
  const share = (part: number, whole: number) => (whole > 0 ? significant(part / whole, 3) : null);
  return {
    mase: share(errors / periods, naive),
    wape: share(errors, demand),
    bias: share(signed, demand),
    coverage_80: significant(inside / periods, 3),
    backtest_windows: windows,
  };
}

/** The newest years before an origin. */
function pastOf(series: Series, origin: number): Series {
  const first = Math.max(0, origin - LONGEST[series.frequency]);
  return { ...series, values: series.values.subarray(first, origin), phase: (series.phase + first) % 7 };
}

type Tally = { periods: number; errors: number; signed: number; demand: number; inside: number };

/** Adds up the errors of a window. Its quantiles are those of the model, scaled from its usual level to the forecast. */
function compare(
  values: Float64Array,
  origin: number,
  length: number,
  forecastOf: (lead: number) => number,
  usual: number,
  outlook: Outlook,
  tally: Tally,
): void {
  const { shapes, deviations, power, step } = outlook;
  const [shape] = shapes;
  if (!shape) return;
  const [low, high] = [quantileAt(shape, 0.1), quantileAt(shape, 0.9)];
  for (let lead = 0; lead < length; lead++) {
    const value = at(values, origin + lead);
    if (!(value >= 0)) continue;
    const forecast = forecastOf(lead);
    const deviation = (nth(deviations, 0) / SHAPE_UNITS) * (forecast / usual) ** power;
    tally.periods++;
    tally.errors += Math.abs(forecast - value);
    tally.signed += forecast - value;
    tally.demand += value;
    if (value < onGrid(forecast + low * deviation, step) || value > onGrid(forecast + high * deviation, step)) continue;
    tally.inside++;
  }
}

/** Mean absolute error of the forecast that repeats the value a lag before, or the last one in a short series. */
function naiveError(values: Float64Array, lag: number): number {
  const back = values.length > 2 * lag ? lag : 1;
  let [sum, count] = [0, 0];
  for (let index = back; index < values.length; index++) {
    const error = Math.abs(at(values, index) - at(values, index - back));
    if (Number.isNaN(error)) continue;
    sum += error;
    count++;
  }
  return count > 0 ? sum / count : 0;
}
