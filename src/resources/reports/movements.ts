import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { exactTotal, type ReportRequest, report } from "../../data/report";
import { route } from "../../http/route";
import { Amount, Filter, PageParameters } from "../../http/schemas";
import { lastEntryBefore, levelsAfter, MOVEMENT_TYPES, type MovementKind, mayChange } from "../../ledger";
import { addDays } from "../../shared/clock";
import { refuse } from "../../shared/errors";
import { fromScaled, toScaled } from "../../shared/quantity";
import { isAt, LocationFilter, sumOf, VARIANT } from "./columns";

const DEFAULT_DAYS = 30;

const Sum = z.strictObject({ quantity: Amount, value: Amount });
const ByType = z.partialRecord(z.enum(MOVEMENT_TYPES), Sum);
const MOVED = {
  opening: Sum.meta({ description: "On hand at the beginning of `from`" }),
  in: ByType.meta({ description: "What came in, by type of ledger entry" }),
  out: ByType.meta({ description: "What went out, by type of ledger entry; a revaluation moves value only" }),
  closing: Sum.meta({ description: "opening + in − out: on hand at the end of `to`" }),
};

const Row = z
  .strictObject({
    ...VARIANT,
    location_id: z.string().nullable().meta({ description: "Null unless `group_by` is `level`" }),
    location_name: z.string().nullable(),
    ...MOVED,
  })
  .meta({ id: "Movements" });

/** What moved by one type of entry, in stored units. */
type Moved = [type: MovementKind, quantity_in: number, quantity_out: number, value_in: number, value_out: number];

type Stored = { opening_quantity: number; opening_value: number; moved: Moved[] } & Record<
  keyof typeof VARIANT,
  string
> & { location_id: string | null; location_name: string | null };

const GROUPS = ["variant", "level"] as const;

type Query = ReportRequest & {
  from?: string | undefined;
  to?: string | undefined;
  group_by: (typeof GROUPS)[number];
  location_id?: string | undefined;
  variant_id?: string | undefined;
  sku?: string | undefined;
};

/**
 * What moved from one date to another, both included, as quantity and value: opening, in and out by type of ledger entry, closing.
 * Opening + in − out is the closing, which is the opening of the day after. Without `to` it is what is on hand now, also of a day
 * that has not begun since the organization's time zone was changed. Rows are the variants (or levels) that had stock then or
 * moved, in the order of their SKUs. Reads the days in between, and of each level the last entry before them.
 */
async function movements(ctx: TenantContext, { from, to, group_by, location_id, variant_id, sku, ...request }: Query) {
  const first_day = from ?? addDays(to ?? today(ctx), 1 - DEFAULT_DAYS);
  if (first_day > (to ?? today(ctx))) {
    throw refuse("validation_failed", "from must not be after to or, without to, after today.", { field: "from" });
  }
  const filters = (alias: SQL) => sql`${isAt(sql`${alias}.location_id`, location_id)}
    AND ${variant_id === undefined ? sql`1` : sql`${alias}.variant_id = ${variant_id}`}
    AND ${sku === undefined ? sql`1` : sql`${alias}.variant_id = (SELECT id FROM variants WHERE sku = ${sku})`}`;
  const by_level = group_by === "level";
  const place = by_level ? sql`location_id` : sql`NULL`;
  const { query, page } = report<Stored, "opening_quantity" | "opening_value">(
    {
      tables: sql`moved AS MATERIALIZED (
        SELECT d.variant_id, ${by_level ? sql`d.location_id` : sql`NULL`} AS location_id, d.type,
          ${sumOf(sql`d.quantity_in`)} AS quantity_in, ${sumOf(sql`d.quantity_out`)} AS quantity_out,
          ${sumOf(sql`d.value_in`)} AS value_in, ${sumOf(sql`d.value_out`)} AS value_out
        FROM movement_days d
        WHERE ${variant_id === undefined && sku === undefined ? sql`d.type` : sql`+d.type`} IN ${MOVEMENT_TYPES}
          AND d.day >= ${first_day} AND ${to === undefined ? sql`1` : sql`d.day <= ${to}`} AND ${filters(sql`d`)}
        GROUP BY 1, 2, 3),`,
      rows: sql`
        WITH opening AS (${levelsAfter(lastEntryBefore(first_day), filters(sql`s`))}),
        by_key AS (
          SELECT variant_id, ${place} AS location_id, on_hand, value, NULL AS moved FROM opening WHERE on_hand <> 0
          UNION ALL SELECT variant_id, location_id, 0, 0, json_array(type, quantity_in, quantity_out, value_in, value_out)
            FROM moved WHERE quantity_in <> 0 OR quantity_out <> 0 OR value_in <> 0 OR value_out <> 0)
        SELECT k.*, v.sku FROM (
          SELECT variant_id, location_id, ${sumOf(sql`on_hand`)} AS opening_quantity, ${sumOf(sql`value`)} AS opening_value,
            json_group_array(json(moved)) FILTER (WHERE moved IS NOT NULL) AS moved
          FROM by_key GROUP BY variant_id, location_id) k
        CROSS JOIN variants v ON v.id = k.variant_id`,
      order: sql`p.sku, p.location_id`,
      joins: sql`JOIN variants v ON v.id = p.variant_id JOIN products d ON d.id = v.product_id
        LEFT JOIN locations l ON l.id = p.location_id`,
      columns: {
        variant_id: sql`p.variant_id`,
        sku: sql`p.sku`,
        product_id: sql`v.product_id`,
        product_name: sql`d.name`,
        location_id: sql`p.location_id`,
        location_name: sql`l.name`,
        opening_quantity: sql`p.opening_quantity`,
        opening_value: sql`p.opening_value`,
        moved: sql`json(p.moved)`,
      },
      totals: ["opening_quantity", "opening_value"],
      advice: ADVICE,
      values: {
        moved: sql`json((SELECT json_group_array(json_array(type, quantity_in, quantity_out, value_in, value_out)) FROM (
          SELECT type, ${sumOf(sql`quantity_in`)} AS quantity_in, ${sumOf(sql`quantity_out`)} AS quantity_out,
            ${sumOf(sql`value_in`)} AS value_in, ${sumOf(sql`value_out`)} AS value_out
          FROM moved GROUP BY type)))`,
      },
    },
    request,
  );
  const after_writers = to !== undefined && mayChange(ctx, to);
  const { found } = await ctx.read({ found: query }, { after_writers });
  const { page: rows, totals, values } = page(found, toRow);
  const opening = { quantity: toScaled(totals.opening_quantity), value: toScaled(totals.opening_value) };
  return { ...rows, totals: movedOf(opening, values[0] as Moved[], exactly) };
}

function toRow({ opening_quantity, opening_value, moved, ...identity }: Stored) {
  return { ...identity, ...movedOf({ quantity: opening_quantity, value: opening_value }, moved) };
}

type StoredSum = { quantity: number; value: number };

/** What moved, in the client's numbers: `opening` and the sums by type are in stored units. */
function movedOf(opening: StoredSum, moved: readonly Moved[], show: (sum: StoredSum) => StoredSum = shown) {
  const closing = moved.reduce(
    ({ quantity, value }, [, quantity_in, quantity_out, value_in, value_out]) => ({
      quantity: quantity + quantity_in - quantity_out,
      value: value + value_in - value_out,
    }),
    opening,
  );
  const sums = (quantity_at: 1 | 2, value_at: 3 | 4) =>
    Object.fromEntries(
      moved
        .filter((sum) => sum[quantity_at] !== 0 || sum[value_at] !== 0)
        .map((sum) => [sum[0], show({ quantity: sum[quantity_at], value: sum[value_at] })]),
    );
  return { opening: show(opening), in: sums(1, 3), out: sums(2, 4), closing: show(closing) };
}

function shown({ quantity, value }: StoredSum): StoredSum {
  return { quantity: fromScaled(quantity), value: fromScaled(value) };
}

const ADVICE = "Filter by location_id, variant_id or sku.";

/** As `shown`, of what may be too much to say: 422 `validation_failed`. */
function exactly({ quantity, value }: StoredSum): StoredSum {
  return { quantity: exactTotal("quantity", quantity, ADVICE), value: exactTotal("value", value, ADVICE) };
}

export const movementsRoute = route({
  tag: "Reports",
  method: "get",
  path: "/api/v1/reports/movements",
  operation: "reportMovements",
  scope: "read",
  summary: "Report movements",
  description:
    "Returns, for each variant or level, what was on hand before, what came in and went out by type of ledger entry, and what was on hand after, as quantity and value, in the order of SKUs.",
  answers: "collection",
  data: Row,
  meta: { totals: z.strictObject(MOVED) },
  query: {
    from: z.iso
      .date()
      .optional()
      .meta({ description: `The first day; ${DEFAULT_DAYS} days up to \`to\` by default` }),
    to: z.iso.date().optional().meta({ description: "The last day; up to now by default" }),
    group_by: z
      .enum(GROUPS)
      .default("variant")
      .meta({ description: "What each row stands for: a variant, or a variant at a location" }),
    ...LocationFilter,
    variant_id: Filter.meta({ description: "Only this variant" }),
    sku: Filter.meta({ description: "Only the variant with exactly this SKU" }),
    ...PageParameters,
  },
  handle: (ctx, { query }) => movements(ctx, query),
});
