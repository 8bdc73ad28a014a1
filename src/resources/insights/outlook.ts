import { type SQL, sql } from "drizzle-orm";
import { type Model, type Sum, sumOver } from "../../forecasting/forecast";
import { demandUntilReceipt } from "../../forecasting/replenishment";
import { daysBetween } from "../../shared/clock";
import type { Scaled } from "../../shared/quantity";
import { IS_RELIABLE } from "../forecasts/references";

/** The forecast of a level as the nightly run has stored it; `model` describes the demand of each day after `through_day`. */
export type ForecastFacts = {
  model: Model;
  through_day: string;
  lead_time_days: number;
  lead_time_variance: number;
  reorder_point: Scaled;
  order_up_to: Scaled;
};

/** The facts of a level's forecast, `f`, as JSON. */
export const FORECAST_FACTS = sql`json_object('model', json(f.model), 'through_day', f.through_day,
  'lead_time_days', f.lead_time_days, 'lead_time_variance', f.lead_time_variance, 'reorder_point', f.reorder_point, 'order_up_to', f.order_up_to)`;

/** The condition that demand is expected of a level, and its forecast, `f`, can be relied on. */
export const IS_EXPECTED: SQL = sql`${IS_RELIABLE} AND f.daily_mean > 0`;

/** The distribution of the demand from one day to another, both included. */
export function demandOver({ model, through_day }: ForecastFacts, from: string, to: string): Sum {
  return sumOver(model, Math.max(1, daysBetween(through_day, from)), Math.max(1, daysBetween(through_day, to)));
}

/** The distribution of the demand after a day until what is ordered on that day arrives. */
export function demandOfLeadTime(
  { model, through_day, lead_time_days, lead_time_variance }: ForecastFacts,
  date: string,
): Sum {
  return demandUntilReceipt(model, daysBetween(through_day, date), lead_time_days, lead_time_variance);
}

/** Of demand in units, how much is to be expected beyond a quantity: the mean of what exceeds it over 20 equally likely cases. */
export function expectedShortage(demand: Sum, quantity: number): number {
  const cases = Array.from({ length: 20 }, (_, at) => Math.max(0, demand.quantile((at + 0.5) / 20) - quantity));
  return cases.reduce((sum, shortage) => sum + shortage, 0) / cases.length;
}
