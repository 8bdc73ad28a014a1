import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { type ReportRequest, report } from "../../data/report";
import { route } from "../../http/route";
import { Amount, Filter, PageParameters } from "../../http/schemas";
import { heldLevels, levelsAtMost, type StockScope, stockAt } from "../../ledger";
import { addDays } from "../../shared/clock";
import { fromScaled, fromScaledOrNull, toScaled } from "../../shared/quantity";
import {
  INCOMING_LEVELS,
  JOIN_LOCATION,
  JOIN_VARIANT,
  LOCATION,
  LOCATION_COLUMNS,
  LocationFilter,
  QUANTITIES,
  VARIANT,
  VARIANT_COLUMNS,
} from "./columns";

/** Cover is judged by the demand of so many days. */
const DAYS = 30;

const SOURCES = ["policy", "forecast", "default"] as const;

const Row = z
  .strictObject({
    ...VARIANT,
    ...LOCATION,
    ...QUANTITIES,
    reorder_point: Amount,
    safety_stock: Amount,
    source: z.enum(SOURCES).meta({
      description: "Where the reorder point comes from: a policy, the forecast, or the organization's default",
    }),
    policy_id: z.string().nullable(),
    suggested_order_quantity: Amount.meta({
      description:
        "The larger of the reorder quantity and what is needed to reach reorder_point + safety_stock, but no more than the policy's max_stock allows, rounded up to what the variant is counted in",
    }),
    lead_time_days: z.int().meta({ description: "The policy's, else the forecast's, else the organization's default" }),
    days_of_cover: Amount.nullable().meta({
      description: `How long what is available lasts at the average demand of the last ${DAYS} days; null without demand`,
    }),
    projected_stockout_date: z.iso
      .date()
      .nullable()
      .meta({ description: "The day on which it runs out at that demand" }),
    supplier_id: z.string().nullable().meta({ description: "The policy's supplier" }),
  })
  .meta({ id: "LowStock" });

const SUMS = ["on_hand", "reserved", "held", "available", "incoming", "suggested_order_quantity"] as const;
const Totals = z.strictObject(
  Object.fromEntries(SUMS.map((name) => [name, Amount])) as Record<(typeof SUMS)[number], typeof Amount>,
);

type Stored = Record<(typeof SUMS)[number] | "reorder_point" | "safety_stock" | "lead_time_days", number> &
  Record<keyof typeof VARIANT | keyof typeof LOCATION, string> & {
    source: (typeof SOURCES)[number];
    policy_id: string | null;
    supplier_id: string | null;
    days_of_cover: number | null;
    projected_stockout_date: string | null;
  };

type Query = ReportRequest & {
  location_id?: string | undefined;
  source?: (typeof SOURCES)[number] | undefined;
  supplier_id?: string | undefined;
};

/**
 * What has to be reordered, the worst first: by days of cover, then by how far it is below its reorder point. A level is low if
 * what is available, plus what is incoming where the organization's `low_stock_includes_incoming` says so, is at or below its
 * reorder point: that of its policy, else the forecast's of the last night if that is of fair confidence at least, else the
 * organization's default. A policy counts even if its variant was never stocked at its location. Of active variants and locations
 * only. Reads all policies and forecasts, and the levels that are low by the default.
 */
async function lowStock(ctx: TenantContext, { location_id, source, supplier_id, ...request }: Query) {
  const { query, page } = report<Stored, (typeof SUMS)[number]>(
    {
      rows: lowLevels(ctx, stockAt(location_id)),
      where: sql`${source === undefined ? sql`1` : sql`p.source = ${source}`}
        AND ${supplier_id === undefined ? sql`1` : sql`p.supplier_id = ${supplier_id}`}`,
      order: WORST_FIRST,
      joins: sql`${JOIN_VARIANT} ${JOIN_LOCATION}`,
      columns: {
        ...VARIANT_COLUMNS,
        ...LOCATION_COLUMNS,
        on_hand: sql`p.on_hand`,
        reserved: sql`p.reserved`,
        held: sql`p.held`,
        available: sql`p.available`,
        incoming: sql`p.incoming`,
        reorder_point: sql`p.reorder_point`,
        safety_stock: sql`p.safety_stock`,
        source: sql`p.source`,
        policy_id: sql`p.policy_id`,
        suggested_order_quantity: sql`p.suggested_order_quantity`,
        lead_time_days: sql`p.lead_time_days`,
        days_of_cover: sql`p.days_of_cover`,
        projected_stockout_date: sql`p.projected_stockout_date`,
        supplier_id: sql`p.supplier_id`,
      },
      totals: SUMS,
    },
    request,
  );
  const { found } = await ctx.read({ found: query });
  const { page: shown, totals } = page(found, toRow);
  return { ...shown, totals };
}

/** The order of low levels, `p`: by days of cover, then by how far they are below their reorder points. */
export const WORST_FIRST = sql`iif(p.demand = 0, 9e99, max(0, p.available) * 1.0 / p.demand),
  p.reorder_point - p.available DESC, p.variant_id, p.location_id`;

/**
 * Selects the levels in a scope that are low, with their quantities, what to order, and how long they last; in stored units.
 */
export function lowLevels(ctx: TenantContext, scope: StockScope): SQL {
  const date = today(ctx);
  const counts_incoming = whole(ctx.organization.settings.low_stock_includes_incoming ? 1 : 0);
  return sql`
    WITH held AS MATERIALIZED (${heldLevels(ctx)}),
    candidates AS (${candidates(ctx, scope)}),
    low AS (
      SELECT p.*, coalesce(h.held, 0) AS held, p.on_hand - p.reserved - coalesce(h.held, 0) AS available,
        coalesce(i.incoming, 0) AS incoming, q.step, coalesce((SELECT sum(d.quantity_out) FROM movement_days d
          WHERE d.variant_id = p.variant_id AND d.location_id = p.location_id AND d.type = 'order_fulfilled'
            AND d.day > ${addDays(date, -DAYS)}), 0) AS demand
      FROM candidates p
      CROSS JOIN variants v ON v.id = p.variant_id AND v.status = 'active'
      CROSS JOIN locations l ON l.id = p.location_id AND l.status = 'active'
      CROSS JOIN quantity_steps q ON q.variant_id = p.variant_id
      LEFT JOIN held h ON h.variant_id = p.variant_id AND h.location_id = p.location_id
      LEFT JOIN (${INCOMING_LEVELS}) i ON i.variant_id = p.variant_id AND i.location_id = p.location_id),
    covered AS (
      SELECT *, (max(0, min(max(reorder_quantity, reorder_point + safety_stock - available - incoming),
          coalesce(max_stock - available - incoming, 9000000000000000))) + step - 1) / step * step AS suggested_order_quantity,
        iif(demand = 0, NULL, (max(0, available) * ${whole(toScaled(DAYS))} + demand / 2) / demand) AS days_of_cover
      FROM low WHERE available + ${counts_incoming} * incoming <= reorder_point)
    SELECT *, iif(days_of_cover IS NULL, NULL, coalesce(date(${date}, (days_of_cover / 10000) || ' days'), '9999-12-31'))
      AS projected_stockout_date FROM covered`;
}

/** The condition that a level has a policy, as SQL. */
const hasPolicy = (level: string) => sql`EXISTS (SELECT 1 FROM inventory_policies o
  WHERE o.variant_id = ${sql.identifier(level)}.variant_id AND o.location_id = ${sql.identifier(level)}.location_id)`;

/** Selects the levels that may be low, each with what it is reordered by. It uses the table `held`. */
function candidates(ctx: TenantContext, { items, places }: StockScope): SQL {
  const { settings } = ctx.organization;
  const default_point = toScaled(settings.default_reorder_point);
  const default_quantity = toScaled(settings.default_reorder_quantity);
  return sql`
    SELECT o.variant_id, o.location_id, o.reorder_point, o.safety_stock, o.reorder_quantity, o.max_stock,
      o.lead_time_days, o.supplier_id, o.id AS policy_id, 'policy' AS source, coalesce(s.on_hand, 0) AS on_hand,
      coalesce(s.reserved, 0) AS reserved
    FROM inventory_policies o
    LEFT JOIN level_quantities s ON s.variant_id = o.variant_id AND s.location_id = o.location_id
    WHERE ${items(sql`o.variant_id`)} AND ${places(sql`o.location_id`)}
      AND coalesce(s.available, 0) - coalesce((SELECT h.held FROM held h
        WHERE h.variant_id = o.variant_id AND h.location_id = o.location_id), 0) <= o.reorder_point
    UNION ALL
    SELECT f.variant_id, f.location_id, f.reorder_point, f.safety_stock, ${whole(default_quantity)}, NULL,
      f.lead_time_days, NULL, NULL, 'forecast', coalesce(s.on_hand, 0), coalesce(s.reserved, 0)
    FROM forecasts f
    LEFT JOIN level_quantities s ON s.variant_id = f.variant_id AND s.location_id = f.location_id
    WHERE f.location_id <> '' AND ${items(sql`f.variant_id`)} AND ${places(sql`f.location_id`)} AND f.is_reliable AND NOT ${hasPolicy("f")}
      AND coalesce(s.available, 0) - coalesce((SELECT h.held FROM held h
        WHERE h.variant_id = f.variant_id AND h.location_id = f.location_id), 0) <= f.reorder_point
    UNION ALL
    SELECT s.variant_id, s.location_id, ${whole(default_point)}, 0,
      ${whole(default_quantity)}, NULL, ${whole(settings.default_lead_time_days)}, NULL, NULL,
      'default', s.on_hand, s.reserved
    FROM (${levelsAtMost(ctx, default_point)}) m CROSS JOIN level_quantities s ON s.sequence = m.sequence
    WHERE ${items(sql`s.variant_id`)} AND ${places(sql`s.location_id`)} AND NOT ${hasPolicy("s")} AND NOT EXISTS (SELECT 1 FROM forecasts f
      WHERE f.variant_id = s.variant_id AND f.location_id = s.location_id AND f.is_reliable)`;
}

/** A whole number as SQL: as a parameter, D1 would make it REAL, and with it all that is computed from it. */
function whole(value: number): SQL {
  return sql.raw(String(value));
}

function toRow(row: Stored) {
  return {
    ...row,
    on_hand: fromScaled(row.on_hand),
    reserved: fromScaled(row.reserved),
    held: fromScaled(row.held),
    available: fromScaled(row.available),
    incoming: fromScaled(row.incoming),
    reorder_point: fromScaled(row.reorder_point),
    safety_stock: fromScaled(row.safety_stock),
    suggested_order_quantity: fromScaled(row.suggested_order_quantity),
    days_of_cover: fromScaledOrNull(row.days_of_cover),
  };
}

export const lowStockRoute = route({
  tag: "Reports",
  method: "get",
  path: "/api/v1/reports/low_stock",
  operation: "reportLowStock",
  scope: "read",
  summary: "Report low stock",
  description:
    "Returns the levels at or below their reorder point, with what to reorder: those that run out first come first, then those that are furthest below.",
  answers: "collection",
  data: Row,
  meta: { totals: Totals },
  query: {
    ...LocationFilter,
    source: z.enum(SOURCES).optional().meta({ description: "Only levels whose reorder point comes from this source" }),
    supplier_id: Filter.meta({ description: "Only levels whose policy names this supplier" }),
    ...PageParameters,
  },
  handle: (ctx, { query }) => lowStock(ctx, query),
});
