import { sql } from "drizzle-orm";
import { type TenantContext, today } from "../../commands/context";
import { sumOver } from "../../forecasting/forecast";
import type { Days } from "../../forecasting/track_record";
import { FileResponse } from "../../http/route";
import { stockOfVariants } from "../../ledger";
import { addDays, toDayNumber } from "../../shared/clock";
import { locationResource } from "../locations/queries";
import { variantResource } from "../variants/queries";
import { type Chart, forecastChart } from "./chart";
import { computeForecasts } from "./compute";
import { adviceOf, dateIn, type Forecast, gapOf, pointsOf, rounded } from "./render";
import { forecastsFrom, scopeOf } from "./resolve";
import { ALL_LOCATIONS, demandSources, storedForecasts, supplySources } from "./sources";

type Drawn = { location_id?: string | undefined; horizon: number };

/** A chart shows at least so many days of the past, and three times as many as it forecasts. */
const LEAST_PAST = 90;
const PAST_PER_DAY = 3;

/**
 * Draws the forecast of a variant, at a location or at all together: demand as it was and is expected, and the stock that is left
 * of it. 404 `not_found` for a variant or a location that does not exist.
 */
export async function drawForecast(
  ctx: TenantContext,
  variant_id: string,
  { location_id, horizon }: Drawn,
): Promise<FileResponse> {
  const wanted = sql`SELECT id AS variant_id FROM variants WHERE id = ${variant_id}`;
  const { variants, locations, ...found } = await ctx.read({
    variants: variantResource.byId(variant_id),
    locations: location_id === undefined ? null : locationResource.byId(location_id),
    stored: storedForecasts(wanted, location_id ?? ALL_LOCATIONS),
    stock: stockOfVariants(ctx, wanted, location_id),
    ...supplySources(wanted),
    ...demandSources(ctx, wanted, location_id),
  });
  const variant = variantResource.required(variants);
  const place = location_id === undefined ? "All locations" : locationResource.required(locations).name;
  const computed = computeForecasts(ctx, found, scopeOf(location_id));
  const forecast = forecastsFrom(ctx, found, computed, location_id)(variant_id, variant.sku);
  const svg = forecastChart({
    title: `${variant.sku} · ${variant.name}`,
    subtitle: place,
    unit: variant.unit,
    ...chartOf(ctx, forecast, computed[0]?.days ?? null, horizon),
  });
  return new FileResponse(svg, { "Content-Type": "image/svg+xml; charset=utf-8" });
}

function chartOf(
  ctx: TenantContext,
  forecast: Forecast,
  days: Days | null,
  horizon: number,
): Omit<Chart, "title" | "subtitle" | "unit"> {
  const { rule, advice } = adviceOf(ctx, forecast);
  const [gap, date] = [gapOf(ctx, forecast), today(ctx)];
  const { available } = forecast.stock;
  // What is oversold stays so; what is left falls to 0 and no further.
  const left = (day: number) =>
    Math.max(Math.min(0, available), available - sumOver(forecast.model, gap + 1, gap + day).quantile(0.5));
  return {
    today: date,
    granularity: "day",
    history: days ? historyOf(days, date, Math.max(LEAST_PAST, PAST_PER_DAY * horizon)) : [],
    forecast: pointsOf(ctx, forecast, horizon),
    stock: Array.from({ length: horizon + 1 }, (_, day) => ({
      date: addDays(date, day),
      quantity: day === 0 ? available : rounded(left(day)),
    })),
    reorder_point: rule.reorder_point,
    stockout_date: dateIn(ctx, advice.stockout_in_days),
  };
}

/** The demand of the last days before a date. */
function historyOf({ first_day, values }: Days, date: string, most: number): Chart["history"] {
  const end = toDayNumber(date);
  const start = Math.max(first_day, end - most);
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => {
    const quantity = values[start + index - first_day] ?? Number.NaN;
    return { date: addDays(date, start + index - end), quantity: Number.isNaN(quantity) ? null : quantity };
  });
}
