import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { type ReportRequest, type ReportSource, report } from "../../data/report";
import { route } from "../../http/route";
import { Amount, Flag, PageParameters } from "../../http/schemas";
import { heldLevels, type StockScope, stockAt } from "../../ledger";
import { fromScaled, fromScaledOrNull, toScaled, unitCostOf } from "../../shared/quantity";
import { LOCATION_TYPES } from "../../shared/statuses";
import {
  INCOMING_LEVELS,
  isAt,
  JOIN_VARIANT,
  LOCATION,
  LocationFilter,
  QUANTITIES,
  sumOf,
  VARIANT,
  VARIANT_COLUMNS,
} from "./columns";

const Totals = z.strictObject({ ...QUANTITIES, stock_value: Amount });

const Row = z
  .strictObject({
    ...LOCATION,
    location_code: z.string().nullable(),
    location_type: z.enum(LOCATION_TYPES),
    variants: z.int().optional().meta({ description: "How many variants are on hand; absent with `detail`" }),
    ...z.strictObject(VARIANT).partial().shape,
    ...QUANTITIES,
    stock_value: Amount.meta({ description: "What the stock on hand has cost" }),
    unit_cost: Amount.nullable().optional().meta({ description: "With `detail`: stock_value ÷ on_hand, rounded" }),
  })
  .meta({ id: "StockByLocation" });

/** A location or, with its variant, a level, in stored units. */
type Stored = Record<"on_hand" | "reserved" | "held" | "incoming" | "stock_value", number> &
  Record<"location_id" | "location_name" | "location_code" | "location_type", string> & { variants?: number } & Partial<
    Record<keyof typeof VARIANT, string>
  >;
type Source = Omit<ReportSource<Stored, (typeof SUMS)[number]>, "totals">;

const LOCATION_ROW = {
  location_id: sql`p.location_id`,
  location_name: sql`l.name`,
  location_code: sql`l.code`,
  location_type: sql`l.type`,
};
const SUMS = ["on_hand", "reserved", "held", "incoming", "stock_value"] as const;
const SUM_COLUMNS = {
  on_hand: sql`p.on_hand`,
  reserved: sql`p.reserved`,
  held: sql`p.held`,
  incoming: sql`p.incoming`,
  stock_value: sql`p.stock_value`,
};

type Query = ReportRequest & { location_id?: string | undefined; detail: boolean };

/**
 * What is where, and what it is worth: a row for every active location, in the order of their names; with `detail` one for each
 * level there that has stock, reservations or something incoming. Reads each level once.
 */
async function stockByLocation(ctx: TenantContext, { location_id, detail, ...request }: Query) {
  const source = detail ? byLevel(ctx, location_id) : byLocation(ctx, location_id);
  const { query, page } = report<Stored, (typeof SUMS)[number]>({ ...source, totals: SUMS }, request);
  const { found } = await ctx.read({ found: query });
  const { page: shown, totals } = page(found, toRow);
  const available = toScaled(totals.on_hand) - toScaled(totals.reserved) - toScaled(totals.held);
  return { ...shown, totals: { ...totals, available: fromScaled(available) } };
}

function byLocation(ctx: TenantContext, location_id: string | undefined): Source {
  return {
    rows: stockOfLocations(ctx, stockAt(location_id)),
    order: BY_NAME,
    joins: sql`JOIN locations l ON l.id = p.location_id`,
    columns: { ...LOCATION_ROW, variants: sql`p.variants`, ...SUM_COLUMNS },
  };
}

export const BY_NAME = sql`p.name, p.location_id`;

/** Selects the active locations in a scope with their names, how many variants are on hand, and the sums of their stock, in stored units. */
export function stockOfLocations(ctx: TenantContext, { items, places }: StockScope): SQL {
  const stock = sql`${items(sql`variant_id`)} AND ${places(sql`location_id`)}`;
  return sql`SELECT l.id AS location_id, l.name, coalesce(s.variants, 0) AS variants, coalesce(s.on_hand, 0) AS on_hand,
      coalesce(s.reserved, 0) AS reserved, coalesce(s.value, 0) AS stock_value, coalesce(h.held, 0) AS held,
      coalesce(s.on_hand, 0) - coalesce(s.reserved, 0) - coalesce(h.held, 0) AS available,
      coalesce(i.incoming, 0) AS incoming
    FROM locations l
    LEFT JOIN (SELECT location_id, sum(on_hand > 0) AS variants, ${sumOf(sql`on_hand`)} AS on_hand,
        ${sumOf(sql`reserved`)} AS reserved, ${sumOf(sql`value`)} AS value FROM level_quantities s WHERE ${stock} GROUP BY location_id) s
      ON s.location_id = l.id
    LEFT JOIN (SELECT location_id, ${sumOf(sql`held`)} AS held FROM (${heldLevels(ctx)}) WHERE ${stock} GROUP BY location_id) h
      ON h.location_id = l.id
    LEFT JOIN (SELECT location_id, ${sumOf(sql`quantity`)} AS incoming FROM incoming_lines WHERE ${stock} GROUP BY location_id) i
      ON i.location_id = l.id
    WHERE l.status = 'active' AND ${places(sql`l.id`)}`;
}

function byLevel(ctx: TenantContext, location_id: string | undefined): Source {
  return {
    rows: sql`SELECT p.sequence, p.variant_id, p.location_id, p.on_hand, p.reserved, p.value AS stock_value,
        coalesce(h.held, 0) AS held, coalesce(i.incoming, 0) AS incoming
      FROM level_quantities p JOIN locations l ON l.id = p.location_id AND l.status = 'active'
      LEFT JOIN (${heldLevels(ctx)}) h ON h.variant_id = p.variant_id AND h.location_id = p.location_id
      LEFT JOIN (${INCOMING_LEVELS}) i ON i.variant_id = p.variant_id AND i.location_id = p.location_id
      WHERE ${isAt(sql`p.location_id`, location_id)}`,
    where: sql`(p.on_hand <> 0 OR p.reserved <> 0 OR p.incoming <> 0)`,
    order: sql`p.sequence`,
    joins: sql`JOIN locations l ON l.id = p.location_id ${JOIN_VARIANT}`,
    columns: { ...LOCATION_ROW, ...VARIANT_COLUMNS, ...SUM_COLUMNS },
  };
}

function toRow({ on_hand, reserved, held, incoming, stock_value, ...identity }: Stored) {
  return {
    ...identity,
    on_hand: fromScaled(on_hand),
    reserved: fromScaled(reserved),
    held: fromScaled(held),
    available: fromScaled(on_hand - reserved - held),
    incoming: fromScaled(incoming),
    stock_value: fromScaled(stock_value),
    ...("variant_id" in identity ? { unit_cost: fromScaledOrNull(unitCostOf(stock_value, on_hand)) } : {}),
  };
}

export const stockByLocationRoute = route({
  tag: "Reports",
  method: "get",
  path: "/api/v1/reports/stock_by_location",
  operation: "reportStockByLocation",
  scope: "read",
  summary: "Report stock by location",
  description:
    "Returns what is on hand, reserved, available and incoming at every active location, and what it is worth; in the order of their names; with `detail` one row for each variant there, in the order in which they were first stocked.",
  answers: "collection",
  data: Row,
  meta: { totals: Totals },
  query: {
    ...LocationFilter,
    detail: Flag.default(false).meta({ description: "If true, returns one row for each variant at each location" }),
    ...PageParameters,
  },
  handle: (ctx, { query }) => stockByLocation(ctx, query),
});
