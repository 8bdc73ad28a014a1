import type { Accuracy } from "./accuracy";
import { type Model, sumOver } from "./forecast";
import { significant } from "./rounding";

/** Forecasts are scored by the demand of the week after them. */
const DAYS = 7;

/** What a week still weighs after the next one: some two months count. */
const KEPT = 0.98;

/** Fewer weeks than this say nothing. */
const LEAST_WINDOWS = 14;

/** A forecast that was made of the week after a day (counted from 1970-01-01): its mean and its 80 % interval. */
type Pending = [day: number, mean: number, p10: number, p90: number];

/** How the forecasts of past nights have come out: JSON that is kept with the forecast. */
export type TrackRecord = {
  pending: Pending[];
  /** How many weeks have been scored, one from each night. */
  windows: number;
  /** Weighted sums over these: of 1, of demand, errors, absolute errors, those of last week's demand as a forecast, and hits. */
  weight: number;
  demand: number;
  error: number;
  absolute_error: number;
  naive_error: number;
  covered: number;
};

const EMPTY: TrackRecord = {
  pending: [],
  windows: 0,
  weight: 0,
  demand: 0,
  error: 0,
  absolute_error: 0,
  naive_error: 0,
  covered: 0,
};

/** Demand by day: the first day, counted from 1970-01-01, and that of each day from there on; NaN where it is unknown. */
export type Days = { first_day: number; values: Float64Array };

/**
 * Scores the forecasts whose week has passed, and adds that of `model`, which was made after the last day of `demand`. A week of
 * which some demand is unknown is left out; repeated for the same day, it changes nothing.
 */
export function advanceRecord(record: TrackRecord | null, demand: Days, model: Model): TrackRecord {
  const last_day = demand.first_day + demand.values.length - 1;
  const next: TrackRecord = { ...(record ?? EMPTY), pending: [] };
  for (const forecast of record?.pending ?? []) {
    const [day] = forecast;
    if (day + DAYS > last_day) {
      if (day < last_day) next.pending.push(forecast);
    } else score(next, forecast, weekAfter(demand, day), weekAfter(demand, day - DAYS));
  }
  const week = sumOver(model, 1, DAYS);
  next.pending.push([last_day, short(week.mean), short(week.quantile(0.1)), short(week.quantile(0.9))]);
  return next;
}

/** What the record says of the forecasts' accuracy; null as long as it says too little. */
export function accuracyOf(record: TrackRecord | null): Accuracy | null {
  if (record === null || record.windows < LEAST_WINDOWS) return null;
  const { windows, weight, demand, error, absolute_error, naive_error, covered } = record;
  return {
    mase: naive_error > 0 ? short(absolute_error / naive_error) : null,
    wape: demand > 0 ? short(absolute_error / demand) : null,
    bias: demand > 0 ? short(error / demand) : null,
    coverage_80: short(covered / weight),
    backtest_windows: windows,
  };
}

function score(record: TrackRecord, [, mean, p10, p90]: Pending, actual: number, before: number): void {
  if (Number.isNaN(actual) || Number.isNaN(before)) return;
  const add = (sum: number, value: number) => short(KEPT * sum + value);
  record.windows += 1;
  record.weight = add(record.weight, 1);
  record.demand = add(record.demand, actual);
  record.error = add(record.error, mean - actual);
  record.absolute_error = add(record.absolute_error, Math.abs(mean - actual));
  record.naive_error = add(record.naive_error, Math.abs(actual - before));
  record.covered = add(record.covered, actual >= p10 && actual <= p90 ? 1 : 0);
}

/** The demand of the week after a day; NaN if some of it is unknown. */
function weekAfter({ first_day, values }: Days, day: number): number {
  let sum = 0;
  for (let of = day + 1; of <= day + DAYS; of++) sum += values[of - first_day] ?? Number.NaN;
  return sum;
}

/** A number as it is kept: with five digits. */
const short = (value: number) => significant(value, 5);
