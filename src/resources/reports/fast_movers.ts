import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { type FirstRows, firstRowsOf, report } from "../../data/report";
import { route } from "../../http/route";
import { Amount, firstRows, wholeParameter } from "../../http/schemas";
import { addDays } from "../../shared/clock";
import { fromScaled, fromScaledOrNull, type Scaled, toScaled } from "../../shared/quantity";
import { isAt, JOIN_VARIANT, LocationFilter, VARIANT, VARIANT_COLUMNS } from "./columns";
import { availableOfVariant, onHandOfVariant, paceOf, shareOfUnits, soldVariants } from "./sales";

const DEFAULT_DAYS = 30;
const DEFAULT_LIMIT = 20;

const RANKINGS = ["units", "revenue", "margin"] as const;
type Ranking = (typeof RANKINGS)[number];

const MEASURES = {
  units_sold: Amount.meta({ description: "What orders shipped" }),
  units_returned: Amount.meta({ description: "What came back of orders, sellable or not" }),
  net_units: Amount,
  revenue: Amount.meta({
    description: "The price of what was shipped, less that of what came back; 0 for what has no price",
  }),
  cost_of_goods: Amount.meta({ description: "What the shipped goods cost, less what sellable returns brought back" }),
  margin: Amount.meta({ description: "revenue − cost_of_goods" }),
};
type Measure = keyof typeof MEASURES;

const Row = z
  .strictObject({
    rank: z.int(),
    ...VARIANT,
    ...MEASURES,
    orders: z.int().meta({
      description: "How many orders began shipping it in these days; with `location_id`, those that began there",
    }),
    velocity_per_day: Amount.meta({ description: "net_units ÷ days" }),
    margin_percent: z
      .number()
      .nullable()
      .meta({ description: "margin as a percentage of revenue; null without revenue" }),
    on_hand: Amount,
    available: Amount,
    days_of_cover: Amount.nullable().meta({
      description: "How long what is available lasts at this velocity; null unless net_units is above 0",
    }),
    share_of_units: z.number().nullable().meta({
      description: "net_units as a share of those of all variants, from 0 to 1; null if there are none in all",
    }),
  })
  .meta({ id: "FastMover" });

type Stored = Record<Measure | "orders" | "on_hand" | "available", number> & Record<keyof typeof VARIANT, string>;

const SUMS = Object.keys(MEASURES) as Measure[];
const ORDER: Record<Ranking, SQL> = {
  units: sql`p.net_units`,
  revenue: sql`p.revenue`,
  margin: sql`p.margin`,
};

type Query = FirstRows & { location_id?: string | undefined; days: number; by: Ranking };

/**
 * What sells, the most first: what orders shipped in the last `days` whole days of the organization's calendar, today included,
 * less what came back in them. Nothing but orders and their returns counts. Only variants that were shipped are ranked. Reads the
 * days of these, not the ledger.
 */
async function fastMovers(ctx: TenantContext, { location_id, days, by, ...request }: Query) {
  const first_day = addDays(today(ctx), 1 - days);
  const at = (column: SQL) => isAt(column, location_id);
  const { query, page } = report<Stored, Measure>(
    {
      rows: soldVariants({ from: first_day, days, here: (table) => at(sql`${table}.location_id`) }),
      order: sql`${ORDER[by]} DESC, p.net_units DESC, p.variant_id`,
      joins: JOIN_VARIANT,
      columns: {
        ...VARIANT_COLUMNS,
        units_sold: sql`p.units_sold`,
        units_returned: sql`p.units_returned`,
        net_units: sql`p.net_units`,
        revenue: sql`p.revenue`,
        cost_of_goods: sql`p.cost_of_goods`,
        margin: sql`p.margin`,
        orders: sql`p.orders`,
        on_hand: onHandOfVariant(at),
        available: availableOfVariant(ctx, at),
      },
      totals: SUMS,
      advice: "Filter by location_id, or ask for fewer days.",
    },
    firstRowsOf(request, DEFAULT_LIMIT),
  );
  const { found } = await ctx.read({ found: query });
  const { page: shown, totals } = page(found, (row, rank) => ({ row, rank }));
  const all_units = toScaled(totals.net_units);
  return { ...shown, data: shown.data.map(({ row, rank }) => toRow(row, rank, days, all_units)), totals };
}

function toRow(row: Stored, rank: number, days: number, all_units: Scaled) {
  const { velocity_per_day, margin_percent, days_of_cover } = paceOf(row, days);
  return {
    rank,
    ...row,
    units_sold: fromScaled(row.units_sold),
    units_returned: fromScaled(row.units_returned),
    net_units: fromScaled(row.net_units),
    revenue: fromScaled(row.revenue),
    cost_of_goods: fromScaled(row.cost_of_goods),
    margin: fromScaled(row.margin),
    velocity_per_day: fromScaled(velocity_per_day),
    margin_percent: fromScaledOrNull(margin_percent),
    on_hand: fromScaled(row.on_hand),
    available: fromScaled(row.available),
    days_of_cover: fromScaledOrNull(days_of_cover),
    share_of_units: shareOfUnits(row.net_units, all_units),
  };
}

export const fastMoversRoute = route({
  tag: "Reports",
  method: "get",
  path: "/api/v1/reports/fast_movers",
  operation: "reportFastMovers",
  scope: "read",
  summary: "Report fast movers",
  description:
    "Returns the variants that orders shipped most of in the last days, net of returns, with what they brought in and how long their stock lasts, the most first. Variants that only came back in these days are left out.",
  answers: "collection",
  data: Row,
  meta: { totals: z.strictObject(MEASURES) },
  query: {
    ...LocationFilter,
    days: wholeParameter(1, 365)
      .default(DEFAULT_DAYS)
      .meta({ description: "How many days of the organization's calendar, today included" }),
    by: z.enum(RANKINGS).default("units").meta({ description: "What they are ranked by" }),
    ...firstRows(DEFAULT_LIMIT),
  },
  handle: (ctx, { query }) => fastMovers(ctx, query),
});
