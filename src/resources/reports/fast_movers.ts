import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { type FirstRows, firstRowsOf, report } from "../../data/report";
import { route } from "../../http/route";
import { Amount, firstRows, wholeParameter } from "../../http/schemas";
import { heldOfVariant, type MovementKind, movementDaysSince } from "../../ledger";
import { addDays } from "../../shared/clock";
import { fromScaled, type Scaled, shareOf, toScaled } from "../../shared/quantity";
import { isAt, JOIN_VARIANT, LocationFilter, sumOf, VARIANT, VARIANT_COLUMNS } from "./columns";

const DEFAULT_DAYS = 30;
const DEFAULT_LIMIT = 20;

/** What orders shipped, and what came back of them. */
const TYPES: MovementKind[] = ["order_fulfilled", "return_received", "return_disposed"];

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
  .meta({
    id: "FastMover",
    examples: [
      {
        rank: 1,
        variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
        sku: "MUG-BLUE",
        product_id: "prd_01kaf2v7x8p5t9m4q6r3s1w2yz",
        product_name: "Mug",
        units_sold: 62,
        units_returned: 2,
        net_units: 60,
        revenue: 750,
        cost_of_goods: 255,
        margin: 495,
        orders: 41,
        velocity_per_day: 2,
        margin_percent: 66,
        on_hand: 24,
        available: 20,
        days_of_cover: 10,
        share_of_units: 0.4,
      },
    ],
  });

type Stored = Record<Measure | "new_orders" | "on_hand" | "available", number> & Record<keyof typeof VARIANT, string>;

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
  const { query, page } = report<Stored, Measure>(
    {
      rows: sql`SELECT *, units_sold - units_returned AS net_units, revenue - cost_of_goods AS margin
        FROM (SELECT variant_id, ${sumOf(sql`iif(type = 'order_fulfilled', quantity_out, 0)`)} AS units_sold,
            ${sumOf(sql`iif(type = 'order_fulfilled', 0, quantity_in + lost_quantity)`)} AS units_returned,
            ${sumOf(sql`iif(type = 'order_fulfilled', revenue, -revenue)`)} AS revenue,
            ${sumOf(sql`value_out - value_in`)} AS cost_of_goods, sum(new_orders) AS new_orders
          FROM (${movementDaysSince(first_day, days, TYPES, location_id)})
          GROUP BY variant_id)
        WHERE units_sold > 0`,
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
        new_orders: sql`p.new_orders`,
        on_hand: stockOf(sql`s.on_hand`, location_id),
        available: sql`${stockOf(sql`s.available`, location_id)} - ${heldOfVariant(ctx, location_id)}`,
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

/** The sum of a column of the levels of a row's variant. */
function stockOf(column: SQL, location_id: string | undefined): SQL {
  return sql`(SELECT ${sumOf(column)} FROM level_quantities s
    WHERE s.variant_id = p.variant_id AND ${isAt(sql`s.location_id`, location_id)})`;
}

function toRow({ new_orders, ...row }: Stored, rank: number, days: number, all_units: Scaled) {
  const { net_units, available, revenue, margin } = row;
  const is_sold = net_units > 0;
  return {
    rank,
    ...row,
    units_sold: fromScaled(row.units_sold),
    units_returned: fromScaled(row.units_returned),
    net_units: fromScaled(net_units),
    revenue: fromScaled(revenue),
    cost_of_goods: fromScaled(row.cost_of_goods),
    margin: fromScaled(margin),
    orders: new_orders,
    velocity_per_day: fromScaled(signed(net_units, 1, days)),
    margin_percent: revenue === 0 ? null : fromScaled(signed(margin, toScaled(100), revenue)),
    on_hand: fromScaled(row.on_hand),
    available: fromScaled(available),
    days_of_cover: is_sold ? fromScaled(shareOf(Math.max(0, available), toScaled(days), net_units)) : null,
    share_of_units: all_units > 0 ? fromScaled(signed(net_units, toScaled(1), all_units)) : null,
  };
}

/** As `shareOf`, of numbers below 0 too. */
function signed(value: Scaled, quantity: Scaled, of: Scaled): Scaled {
  return Math.sign(value) * Math.sign(of) * shareOf(Math.abs(value), quantity, Math.abs(of)) || 0;
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
