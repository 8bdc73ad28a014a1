import { sql } from "drizzle-orm";
import * as z from "zod";
import type { TenantContext } from "../commands/context";
import { build } from "../data/database";
import { Name } from "../http/schemas";
import { type Forecast, toOutlook } from "../resources/forecasts/render";
import { forecastsOf, forecastVariants, MOST_AT_ONCE } from "../resources/forecasts/resolve";
import { ITEMS, type ItemArguments, ofItems, ROWS } from "./arguments";
import {
  date,
  JOIN_LOCATION,
  JOIN_VARIANT,
  LOCATION,
  number,
  QUANTITIES,
  quantity,
  VARIANT,
  VARIANT_NAME,
} from "./columns";
import { type Row, type ToolResult, tool } from "./define";
import { namedValues, refuseUnknown } from "./known";
import { tableResult } from "./memory_table";

const MOST_LOCATIONS = 10;

/**
 * What will be needed, and when stock runs out, as `GET /api/v1/ai/forecasts` returns it. It looks at 200 variants at most, those
 * that run out first, as forecasts are computed one by one.
 */
export const forecasts = tool({
  name: "forecasts",
  title: "Forecasts",
  description: `What demand is expected and when stock runs out. A row is an active variant, of all locations together or, with location_id, at each of them, with the demand of the days from tomorrow on (its mean; low and high are the 10th and 90th percentile), what is available and incoming, the reorder point, how much to order today, by when the next order must be placed, the day on which what is available runs out (null beyond 180 days) and the probability, from 0 to 1, of running out before an order of today would arrive. What runs out first comes first. It looks at the ${MOST_AT_ONCE} variants at most that run out first at their stored forecasts; summary.variants says how many there are in all. For past sales use sales; for what is at its reorder point now use low_stock.`,
  arguments: {
    ...ITEMS,
    location_id: z.array(Name).min(1).max(MOST_LOCATIONS).optional().meta({
      description: "At each of these locations, instead of all together",
    }),
    horizon_days: z
      .int()
      .min(1)
      .max(180)
      .default(28)
      .meta({ description: "How many days of demand, from tomorrow on" }),
    ...ROWS,
  },
  async read(ctx, args) {
    const { unknown, candidates } = await ctx.read({ candidates: firstOut(ctx, args), unknown: namedValues(args) });
    refuseUnknown(unknown);
    const by_place = Map.groupBy(candidates, ({ location_id }) => location_id);
    const parts = [...by_place].map(async ([location_id, variants]) => {
      const found = await forecastsOf(ctx, variants, location_id || undefined);
      return found.map((forecast, at) => toRow(ctx, forecast, variants[at] as Candidate, args.horizon_days));
    });
    const rows = (await Promise.all(parts)).flat().toSorted(soonest);
    const result = tableResult(ctx, args, {
      rows,
      columns: { ...VARIANT, ...(args.location_id ? LOCATION : {}), ...COLUMNS },
      sums: ["demand", "order_quantity"],
      unitOf: ({ unit }) => String(unit),
    });
    return withRest(result, candidates.length, candidates[0]?.found ?? 0, args.where !== undefined);
  },
});

const COLUMNS = {
  demand: quantity("Expected demand"),
  low: quantity("At least (10th percentile)"),
  high: quantity("At most (90th percentile)"),
  available: QUANTITIES.available,
  incoming: QUANTITIES.incoming,
  reorder_point: quantity("Reorder point"),
  order_quantity: quantity("To order today"),
  order_by: date("Order by"),
  stockout_date: date("Stock-out date"),
  stockout_probability: number("Probability of a stock-out"),
};

type Candidate = Record<"variant_id" | "location_id" | "sku" | "product_name" | "unit", string> &
  Record<"variant_name" | "location_name", string | null> & { found: number };

/** Selects the variants that run out first at their stored forecasts, each with how many there are in all. */
function firstOut(ctx: TenantContext, args: ItemArguments & { location_id?: string[] | undefined }) {
  const variants = forecastVariants(ctx, (variant_id) => ofItems(variant_id, args), args.location_id);
  const order = sql`p.cover IS NULL, p.cover, p.sequence DESC, p.location_id`;
  const first = sql`SELECT *, count(*) OVER () AS found FROM (${variants}) p ORDER BY ${order} LIMIT ${sql.raw(String(MOST_AT_ONCE))}`;
  return build
    .select({
      variant_id: sql<string>`variant_id`,
      location_id: sql<string>`location_id`,
      found: sql<number>`found`,
      unit: sql<string>`unit`,
      sku: sql<string>`sku`,
      product_name: sql<string>`product_name`,
      variant_name: sql<string | null>`variant_name`,
      location_name: sql<string | null>`location_name`,
    })
    .from(
      sql`(SELECT p.variant_id, p.location_id, p.found, v.unit, v.sku, d.name AS product_name, ${VARIANT_NAME} AS variant_name,
          l.name AS location_name
        FROM (${first}) p ${JOIN_VARIANT} ${JOIN_LOCATION} ORDER BY ${order})`,
    );
}

function toRow(ctx: TenantContext, forecast: Forecast, candidate: Candidate, horizon_days: number): Row {
  const { total, recommendation } = toOutlook(ctx, forecast, horizon_days);
  const { reorder_point, order_quantity, order_by, stockout_date, stockout_probability } = recommendation;
  const { sku, product_name, variant_name, location_name, unit } = candidate;
  return {
    ...{ sku, product_name, variant_name, location_name, unit },
    ...{ demand: total.mean, low: total.p10, high: total.p90, ...forecast.stock },
    ...{ reorder_point, order_quantity, order_by, stockout_date, stockout_probability },
  };
}

/** Rows by the day on which they run out, those that last at the end. */
const soonest = (one: Row, other: Row) => {
  const [first = "", second = ""] = [one, other].map(({ stockout_date }) => String(stockout_date ?? "~"));
  return first < second ? -1 : first > second ? 1 : 0;
};

/** The result of all variants, where only the first of them were looked at. */
function withRest(result: ToolResult, considered: number, found: number, has_conditions: boolean): ToolResult {
  const summary = { ...result.summary, variants: found };
  if (considered === found) return { ...result, summary };
  return { ...result, summary, total: has_conditions ? result.total : found, truncated: true };
}
