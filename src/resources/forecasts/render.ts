import { type TenantContext, today } from "../../commands/context";
import { type Model, project, sumOver } from "../../forecasting/forecast";
import { type Advice, advise, type OrderRule, orderRule, type Supply } from "../../forecasting/replenishment";
import { accuracyOf, type TrackRecord } from "../../forecasting/track_record";
import { addDays, daysBetween } from "../../shared/clock";

/** A forecast, and what it takes to show it and to advise what to order. */
export type Forecast = {
  variant_id: string;
  sku: string;
  location_id: string | null;
  model: Model;
  /** The last day whose demand the model knows. */
  through_day: string;
  computed_at: string;
  track_record: TrackRecord | null;
  supply: Supply;
  stock: { available: number; incoming: number };
};

/** A forecast as the API returns it, for the days from tomorrow on. */
export function toForecast(ctx: TenantContext, forecast: Forecast, horizon: number) {
  const { variant_id, sku, location_id, model, track_record, computed_at } = forecast;
  const own = accuracyOf(track_record);
  const { total, recommendation } = toOutlook(ctx, forecast, horizon);
  return {
    variant_id,
    sku,
    location_id,
    method: model.method,
    granularity: model.granularity === "week" ? ("week" as const) : ("day" as const),
    history_days: model.history,
    points: pointsOf(ctx, forecast, horizon),
    total,
    accuracy: accuracy(own ?? model.accuracy, own ? "track_record" : "backtest"),
    demand_class: model.demand_class,
    confidence: model.confidence,
    recommendation,
    computed_at,
  };
}

/** The demand of the days from tomorrow on together, and what to order. */
export function toOutlook(ctx: TenantContext, forecast: Forecast, horizon: number) {
  const gap = gapOf(ctx, forecast);
  return {
    total: rangeOf(sumOver(forecast.model, gap + 1, gap + horizon)),
    recommendation: recommendationOf(ctx, forecast),
  };
}

/** How many days after the last day of the model today is. */
export function gapOf(ctx: TenantContext, { through_day }: Forecast): number {
  return daysBetween(through_day, today(ctx));
}

/** The days from tomorrow on. */
export function pointsOf(ctx: TenantContext, forecast: Forecast, horizon: number) {
  const gap = gapOf(ctx, forecast);
  const date = today(ctx);
  const projection = project(forecast.model, gap + horizon);
  const [p10, p50, p90] = [0.1, 0.5, 0.9].map((level) => projection.quantile(level));
  return Array.from({ length: horizon }, (_, index) => ({
    date: addDays(date, index + 1),
    mean: rounded(projection.mean[gap + index] ?? 0),
    p10: rounded(p10?.[gap + index] ?? 0),
    p50: rounded(p50?.[gap + index] ?? 0),
    p90: rounded(p90?.[gap + index] ?? 0),
  }));
}

function rangeOf({ mean, quantile }: ReturnType<typeof sumOver>) {
  return {
    mean: rounded(mean),
    p10: rounded(quantile(0.1)),
    p50: rounded(quantile(0.5)),
    p90: rounded(quantile(0.9)),
  };
}

function accuracy(of: Model["accuracy"], basis: "track_record" | "backtest") {
  return of && { ...of, basis };
}

function recommendationOf(ctx: TenantContext, forecast: Forecast) {
  const { rule, advice } = adviceOf(ctx, forecast);
  const { lead_time_days, lead_time_demand, reorder_point, safety_stock, order_up_to } = rule;
  const { mean, p50, p90 } = lead_time_demand;
  return {
    service_level: forecast.supply.service_level,
    lead_time_days,
    lead_time_demand: { mean: rounded(mean), p50: rounded(p50), p90: rounded(p90) },
    reorder_point,
    safety_stock,
    order_up_to,
    order_quantity: advice.order_quantity,
    order_by: dateIn(ctx, advice.order_in_days),
    stockout_date: dateIn(ctx, advice.stockout_in_days),
    stockout_probability: rounded(advice.stockout_probability),
  };
}

/** When and how much to order, and what to do at present. */
export function adviceOf(ctx: TenantContext, forecast: Forecast): { rule: OrderRule; advice: Advice } {
  const { model, supply, stock } = forecast;
  const gap = gapOf(ctx, forecast);
  const rule = orderRule(model, gap, supply);
  return { rule, advice: advise(model, gap, rule, supply, stock) };
}

export const dateIn = (ctx: TenantContext, days: number | null) => (days === null ? null : addDays(today(ctx), days));

/** Numbers of a forecast are shown with four decimals, as quantities are. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
