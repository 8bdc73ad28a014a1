import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { exactTotal, type ReportRequest, report } from "../../data/report";
import { route } from "../../http/route";
import { Amount, Instant, PageParameters } from "../../http/schemas";
import { lastEntryAt, levelsAfter, mayChange, type StockScope, stockAt, valueInTransit } from "../../ledger";
import { fromScaled, fromScaledOrNull, unitCostOf } from "../../shared/quantity";
import { LocationFilter, sumOf } from "./columns";

const GROUPS = ["level", "variant", "location", "category"] as const;
type Group = (typeof GROUPS)[number];

const Row = z
  .strictObject({
    variant_id: z.string().nullable(),
    sku: z.string().nullable(),
    product_id: z.string().nullable(),
    product_name: z.string().nullable(),
    category: z.string().nullable(),
    location_id: z.string().nullable(),
    location_name: z.string().nullable(),
    on_hand: Amount,
    unit_cost: Amount.nullable().meta({ description: "value ÷ on_hand, rounded" }),
    value: Amount.meta({ description: "The sum of the ledger's `value_change`" }),
  })
  .meta({
    id: "Valuation",
    description: "What does not identify a row of the chosen group is null",
  });

const Totals = z.strictObject({
  on_hand: Amount,
  value: Amount.meta({ description: "What all of it is worth: the ledger's sum of `value_change` up to then" }),
  in_transit_value: Amount.meta({
    description: "What goods in transit have cost beside that; with `location_id`, of those on their way to it",
  }),
});

type Stored = Record<"on_hand" | "value", number> &
  Record<
    "variant_id" | "sku" | "product_id" | "product_name" | "category" | "location_id" | "location_name",
    string | null
  >;

/** What a row is of, as columns of `s`, and what of it is shown. */
const BY: Record<Group, { key: SQL; shows_variant: boolean; shows_location: boolean }> = {
  level: { key: sql`s.variant_id, s.location_id`, shows_variant: true, shows_location: true },
  variant: { key: sql`s.variant_id`, shows_variant: true, shows_location: false },
  location: { key: sql`s.location_id`, shows_variant: false, shows_location: true },
  category: { key: sql`c.category`, shows_variant: false, shows_location: false },
};

type Query = ReportRequest & { location_id?: string | undefined; as_of?: string | undefined; group_by: Group };

/**
 * What the stock on hand has cost, the most valuable first: at present, or as of a moment or the end of a date. The total is the
 * sum of the ledger's `value_change` up to then, to the last decimal. Reads each level once, and of the past its last entry.
 */
async function valuation(ctx: TenantContext, { location_id, as_of, group_by, ...request }: Query) {
  const { key, shows_variant, shows_location } = BY[group_by];
  const scope = stockAt(location_id);
  const categories =
    group_by === "category"
      ? sql`CROSS JOIN variants v ON v.id = s.variant_id CROSS JOIN products c ON c.id = v.product_id`
      : sql.raw("");
  const shown = (is_shown: boolean, column: SQL) => (is_shown ? column : sql`NULL`);
  const { query, page } = report<Stored, "on_hand" | "value">(
    {
      rows: sql`SELECT min(s.variant_id) AS variant_id, min(s.location_id) AS location_id,
          ${shown(group_by === "category", sql`min(c.category)`)} AS category, ${sumOf(sql`s.on_hand`)} AS on_hand,
          ${sumOf(sql`s.value`)} AS value
        FROM (${valuedLevels(as_of, scope)}) s ${categories} GROUP BY ${key}`,
      order: sql`p.value DESC, p.variant_id, p.location_id`,
      joins: sql`LEFT JOIN variants v ON v.id = ${shown(shows_variant, sql`p.variant_id`)}
        LEFT JOIN products d ON d.id = v.product_id
        LEFT JOIN locations l ON l.id = ${shown(shows_location, sql`p.location_id`)}`,
      columns: {
        variant_id: sql`v.id`,
        sku: sql`v.sku`,
        product_id: sql`d.id`,
        product_name: sql`d.name`,
        category: sql`coalesce(d.category, p.category)`,
        location_id: sql`l.id`,
        location_name: sql`l.name`,
        on_hand: sql`p.on_hand`,
        value: sql`p.value`,
      },
      totals: ["on_hand", "value"],
      values: { in_transit: valueInTransit(as_of, scope, location_id !== undefined) },
    },
    request,
  );
  const after_writers = as_of !== undefined && mayChange(ctx, as_of);
  const { found } = await ctx.read({ found: query }, { after_writers });
  const { page: rows, totals, values } = page(found, toRow);
  return { ...rows, totals: { ...totals, in_transit_value: exactTotal("in_transit_value", Number(values[0])) } };
}

/**
 * Selects variant_id, location_id, on_hand and value of the levels in a scope that have stock: at present, or as of a moment or the
 * end of a date.
 */
export function valuedLevels(as_of: string | undefined, { items, places }: StockScope): SQL {
  const here = sql`${items(sql`s.variant_id`)} AND ${places(sql`s.location_id`)}`;
  const levels =
    as_of === undefined
      ? sql`SELECT s.variant_id, s.location_id, s.on_hand, s.value FROM level_quantities s WHERE ${here}`
      : levelsAfter(lastEntryAt(as_of), here);
  return sql`SELECT s.* FROM (${levels}) s WHERE s.on_hand > 0`;
}

function toRow({ on_hand, value, ...row }: Stored) {
  return {
    ...row,
    on_hand: fromScaled(on_hand),
    unit_cost: fromScaledOrNull(unitCostOf(value, on_hand)),
    value: fromScaled(value),
  };
}

export const valuationRoute = route({
  tag: "Reports",
  method: "get",
  path: "/api/v1/reports/valuation",
  operation: "reportValuation",
  scope: "read",
  summary: "Report the valuation of stock",
  description:
    "Returns what the stock on hand has cost (weighted average), at present or as of a moment or a date, by level, variant, location or category, the most valuable first.",
  answers: "collection",
  data: Row,
  meta: { totals: Totals },
  query: {
    ...LocationFilter,
    as_of: z.union([z.iso.date(), Instant]).optional().meta({
      description: "A moment (RFC 3339), or a date: the end of that day in the organization's time zone",
    }),
    group_by: z.enum(GROUPS).default("level").meta({ description: "What each row stands for" }),
    ...PageParameters,
  },
  handle: (ctx, { query }) => valuation(ctx, query),
});
