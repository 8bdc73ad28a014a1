import { type SQL, sql } from "drizzle-orm";
import { type TenantContext, today } from "../../commands/context";
import { type Model, type Sum, sumOver } from "../../forecasting/forecast";
import { type Advice, advise, demandUntilReceipt, orderRule } from "../../forecasting/replenishment";
import { daysBetween } from "../../shared/clock";
import { fromScaled, type Scaled } from "../../shared/quantity";
import { supplyFor } from "../forecasts/references";
import { availableIn, type LevelFacts } from "./levels";

/** The forecast of a level as the nightly run has stored it; `model` describes the demand of each day after `through_day`. */
export type ForecastFacts = {
  model: Model;
  through_day: string;
  lead_time_days: number;
  lead_time_variance: number;
};

/** The policy of a level as far as it limits orders, in stored units. */
export type PolicyFacts = { reorder_quantity: Scaled; max_stock: Scaled | null };

/** The facts of a level's forecast, `f`, as JSON. */
export const FORECAST_FACTS = sql`json_object('model', json(f.model), 'through_day', f.through_day,
  'lead_time_days', f.lead_time_days, 'lead_time_variance', f.lead_time_variance)`;

/** The policy of a level, `s`, as JSON; null without one. */
export const POLICY_FACTS = sql`(SELECT json_object('reorder_quantity', o.reorder_quantity, 'max_stock', o.max_stock)
  FROM inventory_policies o WHERE o.variant_id = s.variant_id AND o.location_id = s.location_id)`;

/** The condition that demand is expected of a level, and its forecast, `f`, can be relied on. */
export const IS_EXPECTED: SQL = sql`f.is_reliable AND f.daily_mean > 0`;

/** The distribution of the demand from one day to another, both included. */
export function demandOver({ model, through_day }: ForecastFacts, from: string, to: string): Sum {
  return sumOver(model, Math.max(1, daysBetween(through_day, from)), Math.max(1, daysBetween(through_day, to)));
}

/** What to order of a level today, as its forecast's recommendation says it, and the demand until that arrives. */
export function replenishmentOf(
  ctx: TenantContext,
  level: LevelFacts,
  { model, through_day, lead_time_days, lead_time_variance }: ForecastFacts,
  policy: PolicyFacts | null,
): { advice: Advice; demand: Sum } {
  const gap = daysBetween(through_day, today(ctx));
  const lead_time = { mean_days: lead_time_days, variance: lead_time_variance };
  const supply = supplyFor(ctx.organization, level, lead_time, policy);
  const stock = { available: fromScaled(availableIn(level)), incoming: fromScaled(level.incoming) };
  return {
    advice: advise(model, gap, orderRule(model, gap, supply), supply, stock),
    demand: demandUntilReceipt(model, gap, lead_time_days, lead_time_variance),
  };
}

/** Of demand in units, how much is to be expected beyond a quantity: the mean of what exceeds it over 20 equally likely cases. */
export function expectedShortage(demand: Sum, quantity: number): number {
  const cases = Array.from({ length: 20 }, (_, at) => Math.max(0, demand.quantile((at + 0.5) / 20) - quantity));
  return cases.reduce((sum, shortage) => sum + shortage, 0) / cases.length;
}
