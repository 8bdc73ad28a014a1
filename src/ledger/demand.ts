import { type SQL, sql } from "drizzle-orm";
import { imported_demand } from "../../drizzle/tenant/stock";
import type { TenantContext } from "../commands/context";
import { build, type Statement } from "../data/database";
import { limitTo } from "../data/limit";
import { counterOf, type Page, type PageRequest, TOTAL_CAP } from "../data/page";
import { upsertRows } from "../data/rows";
import { refuse } from "../shared/errors";
import { fromScaled, fromScaledOrNull, MAX_VALUE } from "../shared/quantity";

/** A day's demand of a variant at a location that is imported, in stored units. */
export type Imported = typeof imported_demand.$inferInsert;

/** Selects the day of the first ledger entry of each level that `levels` selects; null for one that has none. */
export function firstDays(levels: SQL) {
  return build
    .select({
      variant_id: sql<string>`variant_id`,
      location_id: sql<string>`location_id`,
      first_day: sql<string | null>`first_day`,
    })
    .from(
      sql`(SELECT l.variant_id, l.location_id, (SELECT e.day FROM stock_ledger e INDEXED BY stock_ledger_by_level
          WHERE e.variant_id = l.variant_id AND e.location_id = l.location_id ORDER BY e.sequence LIMIT 1) AS first_day
        FROM (SELECT DISTINCT variant_id, location_id FROM (${levels})) l)`,
    );
}

/** Writes imported days, each in place of the same day if that was imported before. Moves no stock. */
export function importDays(days: readonly Imported[]): Statement[] {
  return upsertRows(imported_demand, ["variant_id", "location_id", "day"], days);
}

/**
 * Selects variant_id, day and quantity of the demand of levels, own and imported, from one day to another. `levels` is the
 * condition on levels, `s`, that are considered.
 */
export function demandOfLevels(levels: SQL, from: string, to: string): SQL {
  const days = (
    table: string,
    quantity: string,
    only: string,
  ) => sql`SELECT s.variant_id, d.day, d.${sql.raw(quantity)} AS quantity
    FROM stock_levels s CROSS JOIN ${sql.identifier(table)} d ON d.variant_id = s.variant_id
      AND d.location_id = s.location_id ${sql.raw(only)} AND d.day >= ${from} AND d.day <= ${to}
    WHERE ${levels}`;
  return sql`${days("daily_movements", "quantity_out", "AND d.type = 'order_fulfilled'")}
    UNION ALL ${days("imported_demand", "quantity", "")}`;
}

type DemandSource = "own" | "imported";

type Filters = {
  sku?: string | undefined;
  variant_id?: string | undefined;
  location_id?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  source?: DemandSource | undefined;
};

type Stored = {
  day: string;
  variant_id: string;
  sku: string;
  location_id: string;
  quantity: number;
  revenue: number | null;
  source: DemandSource;
  returned_quantity: number;
  stockout: number;
};

/**
 * A page of the days with demand, the latest first: what orders shipped on each, with what came back on it beside, and what was
 * imported from before; with the totals of all days that filters leave, if they are at most 10,000. Reads the days, not the ledger.
 */
export async function listDemand(
  ctx: TenantContext,
  query: Filters & PageRequest,
): Promise<Page<DemandDay> & { totals: DemandTotals | null }> {
  const { page, per_page, cursor, sku, variant_id, location_id, from, to, source } = query;
  const filters = { sku, variant_id, location_id, from, to, source };
  const is_filtered = Object.values(filters).some((value) => value !== undefined);
  const is_followed = cursor !== undefined;
  const days = daysOf(filters, cursor ? positionIn(cursor) : null);
  const size = is_followed ? per_page + 1 : per_page;
  const limit = sql.raw(`LIMIT ${size} OFFSET ${is_followed ? 0 : (page - 1) * per_page}`);
  const { rows, counted } = await ctx.read({
    rows: selectDays(sql`${days} ORDER BY day DESC, variant_id DESC, location_id DESC ${limit}`),
    counted: is_followed ? null : totalOf(is_filtered ? days : null),
  });
  const shown = rows.slice(0, per_page);
  const last = shown.at(-1);
  const next_cursor = last && rows.length === size ? cursorAfter(last) : null;
  const data = shown.map(toDay);
  if (is_followed) return { data, per_page, next_cursor, totals: null };
  const total = Number(counted[0]?.total ?? 0);
  const is_capped = is_filtered && total > TOTAL_CAP;
  return {
    data,
    page,
    per_page,
    ...(is_capped ? { total: TOTAL_CAP, total_is_capped: true } : { total }),
    next_cursor,
    totals: is_capped ? null : totalsOf(counted[0]),
  };
}

type DemandTotals = { quantity: number; revenue: number };

/** The sums of a list in the client's numbers; null for a list without filters, and where JSON can't say them exactly. */
function totalsOf(counted: { quantity: number | null; revenue: number | null } | undefined): DemandTotals | null {
  const { quantity, revenue } = counted ?? { quantity: null, revenue: null };
  if (quantity === null || revenue === null || Math.max(quantity, revenue) > MAX_VALUE) return null;
  return { quantity: fromScaled(quantity), revenue: fromScaled(revenue) };
}

/** The total of a list: of the days that filters leave, it is counted up to the cap; of all days, it is kept in a counter. */
function totalOf(days: SQL | null) {
  const total = days
    ? sql`SELECT count(*) AS total, CAST(total(quantity) AS INTEGER) AS quantity, CAST(total(revenue) AS INTEGER) AS revenue
        FROM (${days} ${limitTo(TOTAL_CAP + 1)})`
    : sql`SELECT ${counterOf("demand_days")} AS total, NULL AS quantity, NULL AS revenue`;
  return build
    .select({
      total: sql<number>`total`,
      quantity: sql<number | null>`quantity`,
      revenue: sql<number | null>`revenue`,
    })
    .from(sql`(${total})`);
}

/** Selects the days of a list, to be sorted; an unsorted walk of one variant begins with its key, all others with the day. */
function daysOf({ sku, variant_id, source, ...filters }: Filters, after: Position | null): SQL {
  const variant = variant_id ?? (sku === undefined ? undefined : sql`(SELECT id FROM variants WHERE sku = ${sku})`);
  const is_of_variant = variant === undefined ? sql.raw("") : sql.raw("+");
  const where = sql.join(
    [
      variant === undefined ? sql`1` : sql`x.variant_id = ${variant}`,
      sku !== undefined && variant_id !== undefined
        ? sql`x.variant_id = (SELECT id FROM variants WHERE sku = ${sku})`
        : sql`1`,
      filters.location_id === undefined ? sql`1` : sql`x.location_id = ${filters.location_id}`,
      filters.from === undefined ? sql`1` : sql`x.day >= ${filters.from}`,
      filters.to === undefined ? sql`1` : sql`x.day <= ${filters.to}`,
      after
        ? sql`(x.day, x.variant_id, x.location_id) < (${after.day}, ${after.variant_id}, ${after.location_id})`
        : sql`1`,
    ],
    sql` AND `,
  );
  const own = sql`SELECT x.day, x.variant_id, x.location_id, x.quantity_out AS quantity, x.revenue, 'own' AS source
    FROM daily_movements x WHERE ${is_of_variant}x.type = 'order_fulfilled' AND ${where}`;
  const imported = sql`SELECT x.day, x.variant_id, x.location_id, x.quantity, x.revenue, 'imported' AS source
    FROM imported_demand x WHERE ${where}`;
  if (source !== undefined) return source === "own" ? own : imported;
  return sql`${own} UNION ALL ${imported}`;
}

function selectDays(days: SQL) {
  const returned = sql`coalesce((SELECT sum(r.quantity_in + r.lost_quantity) FROM daily_movements r
    WHERE r.variant_id = p.variant_id AND r.location_id = p.location_id
      AND r.type IN ('return_received', 'return_disposed') AND r.day = p.day), 0)`;
  // Of the stock-outs of a level, the last one that has begun by then may still last.
  const stockout = sql`coalesce((SELECT coalesce(o.until_day, p.day) >= p.day FROM stockouts o
    WHERE o.variant_id = p.variant_id AND o.location_id = p.location_id AND o.from_day <= p.day
    ORDER BY o.from_sequence DESC LIMIT 1), 0)`;
  return build
    .select({
      day: sql<string>`day`,
      variant_id: sql<string>`variant_id`,
      sku: sql<string>`sku`,
      location_id: sql<string>`location_id`,
      quantity: sql<number>`quantity`,
      revenue: sql<number | null>`revenue`,
      source: sql<DemandSource>`source`,
      returned_quantity: sql<number>`returned_quantity`,
      stockout: sql<number>`stockout`,
    })
    .from(
      sql`(SELECT p.*, v.sku, ${returned} AS returned_quantity, ${stockout} AS stockout
        FROM (${days}) p CROSS JOIN variants v ON v.id = p.variant_id)`,
    )
    .orderBy(sql`day DESC, variant_id DESC, location_id DESC`);
}

function toDay({ day, quantity, revenue, returned_quantity, stockout, ...identity }: Stored) {
  return {
    date: day,
    ...identity,
    quantity: fromScaled(quantity),
    revenue: fromScaledOrNull(revenue),
    returned_quantity: fromScaled(returned_quantity),
    stockout: Boolean(stockout),
  };
}

type DemandDay = ReturnType<typeof toDay>;
type Position = Pick<Stored, "day" | "variant_id" | "location_id">;

const cursorAfter = ({ day, variant_id, location_id }: Position) => `day_${day}.${variant_id}.${location_id}`;

/** The day that a cursor follows; a malformed one is 422 `validation_failed`. */
function positionIn(cursor: string): Position {
  const [, day, variant_id, location_id] = /^day_(\d{4}-\d{2}-\d{2})\.(\w+)\.(\w+)$/.exec(cursor) ?? [];
  if (day && variant_id && location_id) return { day, variant_id, location_id };
  throw refuse("validation_failed", "cursor must be a value of meta.next_cursor of this list.", { field: "cursor" });
}
