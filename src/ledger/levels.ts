import { eq, type SQL, sql } from "drizzle-orm";
import { stock_levels } from "../../drizzle/tenant/stock";
import { inventory_levels } from "../../drizzle/tenant/views";
import { fromScaled, toScaled } from "../shared/quantity";
import type { TenantContext } from "../storage/context";
import { build } from "../storage/database";
import { asPage, type Page, type PageRequest, pageQueries } from "../storage/page";
import { matches } from "../storage/search";
import { sequenceAt } from "./entries";

type LevelRow = typeof inventory_levels.$inferSelect;

/** A level as it is answered: `available` = on hand − reserved − held. */
export function toLevel({ sequence, on_hand, reserved, available, updated_at, ...names }: LevelRow) {
  return {
    ...names,
    on_hand: fromScaled(on_hand),
    reserved: fromScaled(reserved),
    held: 0,
    available: fromScaled(available),
    incoming: 0,
    updated_at,
  };
}

export type Level = ReturnType<typeof toLevel>;

/** The stock of one variant and location, in stored units. */
export type Stock = { variant_id: string; location_id: string; on_hand: number; reserved: number; available: number };

/** The levels of the pairs of variant and location that `pairs` selects; a pair that never had stock has none. */
export function levelsOf(pairs: SQL) {
  return build
    .select({
      variant_id: stock_levels.variant_id,
      location_id: stock_levels.location_id,
      on_hand: stock_levels.on_hand,
      reserved: stock_levels.reserved,
      available: sql<number>`${stock_levels.available}`.as("available"),
    })
    .from(stock_levels)
    .where(sql`(variant_id, location_id) IN (${pairs})`);
}

/** A variant's levels, location by location. */
export function levelsOfVariant(variant_id: string) {
  return build.select().from(inventory_levels).where(eq(inventory_levels.variant_id, variant_id));
}

export type LevelFilters = {
  location_id?: string | undefined;
  variant_id?: string | undefined;
  sku?: string | undefined;
  product_id?: string | undefined;
  search?: string | undefined;
  /** Levels with less than this available. */
  below?: number | undefined;
  as_of?: string | undefined;
};

/** Levels, newest first; with `as_of` as they stood then, computed from the ledger. */
export async function listLevels(
  ctx: TenantContext,
  { as_of, ...wanted }: LevelFilters & PageRequest,
): Promise<Page<Level>> {
  const page = { page: wanted.page, per_page: wanted.per_page };
  const { keys, order, total } = pageQueries(
    { table: stock_levels, where: conditions(wanted, as_of), found_by: foundBy(wanted) },
    page,
  );
  const rows = build
    .select(as_of ? columnsAt(as_of) : now)
    .from(inventory_levels)
    .where(keys)
    .orderBy(order);
  const [found, counted] = await ctx.read([rows, total]);
  return asPage((found as LevelRow[]).map(toLevel), page, counted);
}

const { on_hand, reserved, available, updated_at, ...names } = {
  sequence: inventory_levels.sequence,
  variant_id: inventory_levels.variant_id,
  sku: inventory_levels.sku,
  product_id: inventory_levels.product_id,
  product_name: inventory_levels.product_name,
  location_id: inventory_levels.location_id,
  location_name: inventory_levels.location_name,
  on_hand: inventory_levels.on_hand,
  reserved: inventory_levels.reserved,
  available: inventory_levels.available,
  updated_at: inventory_levels.updated_at,
};
const now = { ...names, on_hand, reserved, available, updated_at };

/** The columns of a level as the last ledger entry up to then left them; 0 where there was none yet. */
function columnsAt(as_of: string) {
  const last = (column: string) => lastEntry(sql.identifier("inventory_levels"), column, as_of);
  return {
    ...names,
    on_hand: sql<number>`coalesce(${last("on_hand_after")}, 0)`.as("on_hand"),
    reserved: sql<number>`coalesce(${last("reserved_after")}, 0)`.as("reserved"),
    available: sql<number>`coalesce(${last("on_hand_after - reserved_after")}, 0)`.as("available"),
    updated_at: sql<string>`coalesce(${last("occurred_at")}, ${as_of})`.as("updated_at"),
  };
}

function lastEntry(level: SQL | ReturnType<typeof sql.identifier>, column: string, as_of: string): SQL {
  return sql`(SELECT ${sql.raw(column)} FROM stock_ledger e WHERE e.variant_id = ${level}.variant_id
    AND e.location_id = ${level}.location_id AND e.sequence <= ${sequenceAt(as_of)} ORDER BY e.sequence DESC LIMIT 1)`;
}

function conditions({ location_id, variant_id, below }: LevelFilters, as_of: string | undefined): SQL[] {
  const available = as_of
    ? sql`coalesce(${lastEntry(sql.identifier("t"), "on_hand_after - reserved_after", as_of)}, 0)`
    : sql`t.available`;
  return [
    ...(location_id ? [sql`t.location_id = ${location_id}`] : []),
    ...(variant_id ? [sql`t.variant_id = ${variant_id}`] : []),
    ...(below === undefined ? [] : [sql`${available} < ${toScaled(below)}`]),
  ];
}

/** How levels are found by what is known of their variant. */
function foundBy({ sku, product_id, search }: LevelFilters) {
  if (!sku && !product_id && !search) return undefined;
  const of = sql.join(
    [
      ...(search
        ? [sql`v.sequence IN (SELECT rowid FROM variant_search WHERE ${matches("variant_search", search)})`]
        : []),
      ...(sku ? [sql`v.sku = ${sku}`] : []),
      ...(product_id ? [sql`v.product_id = ${product_id}`] : []),
    ],
    sql` AND `,
  );
  return { from: sql`variants v JOIN stock_levels t ON t.variant_id = v.id AND ${of}`, key: sql`t.sequence` };
}
