import { eq, getViewSelectedFields, type SQL, sql } from "drizzle-orm";
import { inventory_levels } from "../../drizzle/tenant";
import { stock_levels } from "../../drizzle/tenant/stock";
import { type TenantContext, today } from "../commands/context";
import { build } from "../data/database";
import { EitherOf, type Listing } from "../data/listing";
import { packed } from "../data/packed";
import { type ListRequest, type Page, pageQueries, splitRequest } from "../data/page";
import { matches } from "../data/search";
import { refuse } from "../shared/errors";
import { fromScaled, fromScaledOrNull, toScaled, unitCostOf } from "../shared/quantity";
import { levelsChangedSince } from "./changed_levels";
import { mayChange, sequenceAt } from "./entries";
import { heldAt } from "./lots";

type LevelRow = typeof inventory_levels.$inferSelect & { held: number };

/** A level as the API returns it: `available` = on hand − reserved − held. */
export function toLevel(level: LevelRow) {
  const { sequence, lot_tracked, on_hand, reserved, held, available, incoming, value, updated_at, ...identity } = level;
  return {
    ...identity,
    on_hand: fromScaled(on_hand),
    reserved: fromScaled(reserved),
    held: fromScaled(held),
    available: fromScaled(available - held),
    incoming: fromScaled(incoming),
    value: fromScaled(value),
    unit_cost: fromScaledOrNull(unitCostOf(value, on_hand)),
    updated_at,
  };
}

export type Level = ReturnType<typeof toLevel>;

/** Selects up to ten levels with stock on hand or reserved, which is why something can't be archived. */
export function stockPresent(where: SQL) {
  return build
    .select({
      variant_id: stock_levels.variant_id,
      location_id: stock_levels.location_id,
      on_hand: stock_levels.on_hand,
      reserved: stock_levels.reserved,
    })
    .from(stock_levels)
    .where(sql`${where} AND (on_hand <> 0 OR reserved <> 0)`)
    .limit(10);
}

/** Selects one level of a variant, if it has ever had stock anywhere. */
export function everStocked(variant_id: string) {
  return build
    .select({ location_id: stock_levels.location_id })
    .from(stock_levels)
    .where(eq(stock_levels.variant_id, variant_id))
    .limit(1);
}

/** The condition that none of the pairs of variant_id and location_id that `pairs` selects has ever had stock. */
export function areNeverStocked(pairs: SQL): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM (${pairs}) p CROSS JOIN stock_levels s
    ON s.variant_id = p.variant_id AND s.location_id = p.location_id)`;
}

/** The condition that nothing is on hand of the variants whose ids `variant_ids` selects. */
export function areOutOfStock(variant_ids: SQL): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM stock_levels WHERE variant_id IN (${variant_ids}) AND on_hand > 0)`;
}

export type LevelFilters = {
  location_id?: string | undefined;
  variant_id?: string | undefined;
  sku?: string | undefined;
  product_id?: string | undefined;
  search?: string | undefined;
  /** Only levels with less than this available, in the client's numbers. */
  below?: number | undefined;
  as_of?: string | undefined;
};

/**
 * A page of levels, newest first; with `below`, the lowest available quantity first. With `as_of`, the levels as they were at
 * that time, computed from the ledger, which does not record `incoming`, nor `held` of lot-tracked variants.
 */
export async function listLevels(
  ctx: TenantContext,
  query: LevelFilters & ListRequest,
): Promise<Page<Omit<Level, "incoming" | "held"> & { incoming: number | null; held: number | null }>> {
  const [request, { as_of, ...filters }] = splitRequest(query);
  if (as_of === undefined) return listCurrentLevels(ctx, request, filters, hasTraceability(ctx));
  if (request.updated_since !== undefined) {
    throw refuse("validation_failed", "updated_since can't be combined with as_of. Leave one of them out.", {
      field: "updated_since",
    });
  }
  const { keys, order, total, page } = pageQueries(
    { table: stock_levels, where: conditions(filters, wasBelow(as_of)), found_by: levelSource(filters, as_of) },
    request,
  );
  const { rows, counted } = await ctx.read(
    { rows: selectLevelsAt(as_of, keys, order), counted: total },
    { after_writers: mayChange(ctx, as_of) },
  );
  return page(rows, counted, ({ last_entry, ...level }) => ({
    ...toLevel({ ...level, held: 0, ...quantitiesAfter(last_entry, as_of) }),
    incoming: null,
    held: level.lot_tracked ? null : 0,
  }));
}

/**
 * A page of levels as they are now. Held stock is what counts, whether the organization has the module traceability or
 * not. Without it there is hardly ever any, and a list with `below` walks one index; it is read again if there is some.
 */
async function listCurrentLevels(
  ctx: TenantContext,
  request: ListRequest,
  filters: LevelFilters,
  considers_held: boolean,
): Promise<Page<Level>> {
  const is_below = considers_held ? isBelow(ctx) : isBelowUnlessHeld;
  const { keys, order, total, page } = pageQueries(
    {
      table: stock_levels,
      where: conditions(filters, is_below),
      found_by: levelSource(filters),
      changes: request.updated_since === undefined ? undefined : levelsChangedSince(request.updated_since),
      ...(filters.below === undefined ? {} : { order_by: "available", ascending: true }),
    },
    request,
  );
  const levels = build.select(levelColumns(ctx)).from(inventory_levels).where(keys).orderBy(order);
  const ignores_held = filters.below !== undefined && !considers_held;
  const { rows, counted, held } = await ctx.read({
    rows: levels,
    counted: total,
    held: ignores_held ? anythingHeld(ctx) : null,
  });
  if (held.length > 0) return listCurrentLevels(ctx, request, filters, true);
  return page(rows, counted, toLevel);
}

function hasTraceability({ organization }: TenantContext): boolean {
  return organization.modules.includes("traceability");
}

/** Selects a row if anything is in lots that can't be sold today. */
function anythingHeld(ctx: TenantContext) {
  return build
    .select({ held: sql<number>`1` })
    .from(sql`held_stock`)
    .where(sql`usable_through < ${today(ctx)}`)
    .limit(1);
}

/** The columns of a level: those of the view, and what is held today. */
function levelColumns(ctx: TenantContext) {
  return { ...getViewSelectedFields(inventory_levels), held: heldAt("inventory_levels", today(ctx)).as("held") };
}

type LastEntry = { on_hand: number; reserved: number; value: number; occurred_at: string } | null;

/** A level's quantities after its last entry; 0 if it had none yet. */
function quantitiesAfter(entry: LastEntry, as_of: string) {
  const { on_hand, reserved, value, occurred_at } = entry ?? { on_hand: 0, reserved: 0, value: 0, occurred_at: as_of };
  return { on_hand, reserved, value, available: on_hand - reserved, updated_at: occurred_at };
}

/** Selects levels, each with its last entry up to a time. */
function selectLevelsAt(as_of: string, keys: SQL, order: SQL) {
  const { on_hand, reserved, value, available, updated_at, ...identity } = getViewSelectedFields(inventory_levels);
  const last_entry = sql<LastEntry>`(SELECT json_object('on_hand', e.on_hand_after, 'reserved', e.reserved_after,
      'value', e.value_after, 'occurred_at', e.occurred_at)
    FROM stock_ledger e INDEXED BY stock_ledger_by_level WHERE ${isEntryUpTo("inventory_levels", as_of)} ORDER BY e.sequence DESC LIMIT 1)`;
  return build
    .select({ ...identity, last_entry: last_entry.mapWith((text: string) => JSON.parse(text)).as("last_entry") })
    .from(inventory_levels)
    .where(keys)
    .orderBy(order);
}

/** The condition that `e` is an entry of a level up to a time; `level` is the table or view that the level is read from. */
function isEntryUpTo(level: string, as_of: string): SQL {
  const table = sql.identifier(level);
  return sql`e.variant_id = ${table}.variant_id AND e.location_id = ${table}.location_id AND e.sequence <= ${sequenceAt(as_of)}`;
}

function conditions(
  { location_id, variant_id, below }: LevelFilters,
  isBelow: (quantity: number) => SQL | EitherOf,
): Listing["where"] {
  return [
    ...(location_id ? [sql`t.location_id = ${location_id}`] : []),
    ...(variant_id ? [sql`t.variant_id = ${variant_id}`] : []),
    ...(below === undefined ? [] : [isBelow(toScaled(below))]),
  ];
}

/** Levels whose available quantity is below `quantity` where nothing is held: the stored column includes held stock. */
function isBelowUnlessHeld(quantity: number): SQL {
  return sql`t.available < ${quantity}`;
}

/** Levels whose available quantity, without what is held, is below `quantity`. */
function isBelow(ctx: TenantContext): (quantity: number) => EitherOf {
  const date = today(ctx);
  const held = sql`SELECT s.sequence
    FROM (SELECT DISTINCT variant_id, location_id FROM held_stock WHERE usable_through < ${date}) h
    CROSS JOIN stock_levels s ON s.variant_id = h.variant_id AND s.location_id = h.location_id`;
  return (quantity) =>
    new EitherOf(
      sql`t.available < ${quantity}`,
      sql`+t.available >= ${quantity} AND t.sequence IN (${held} WHERE s.available - ${heldAt("s", date)} < ${quantity})`,
    );
}

/** Levels whose available quantity was below `quantity` at a time: one step in the ledger for each level that is looked at. */
function wasBelow(as_of: string): (quantity: number) => SQL {
  return (
    quantity,
  ) => sql`coalesce((SELECT on_hand_after - reserved_after FROM stock_ledger e INDEXED BY stock_ledger_by_level
    WHERE ${isEntryUpTo("t", as_of)} ORDER BY e.sequence DESC LIMIT 1), 0) < ${quantity}`;
}

/**
 * The levels that may have been below `quantity` at a time, to be read instead of all levels. If fewer entries were written
 * since than there are levels, these are only the levels that are below it now, and those that have moved since.
 */
function possiblyBelow(quantity: number, as_of: string) {
  const then = sequenceAt(as_of);
  // A condition with subqueries would be tried on each row; a row to join with is looked for once.
  const recent = (
    is: "" | "NOT",
  ) => sql`(SELECT 1 WHERE ${sql.raw(is)} (SELECT coalesce(max(sequence), 0) FROM stock_ledger)
    - ${then} < (SELECT coalesce(max(sequence), 0) FROM stock_levels))`;
  const candidates = sql`SELECT s.sequence FROM ${recent("")} CROSS JOIN stock_levels s WHERE s.available < ${quantity}
    UNION SELECT s.sequence FROM ${recent("")} CROSS JOIN stock_ledger e CROSS JOIN stock_levels s
      ON s.variant_id = e.variant_id AND s.location_id = e.location_id WHERE e.sequence > ${then}
    UNION SELECT s.sequence FROM ${recent("NOT")} CROSS JOIN stock_levels s`;
  return { from: sql`(${candidates}) c CROSS JOIN stock_levels t ON t.sequence = c.sequence`, key: sql`t.sequence` };
}

/** The tables to read instead of all levels, if the filters leave only some of them. */
function levelSource({ sku, product_id, search, location_id, variant_id, below }: LevelFilters, as_of?: string) {
  if (!sku && !product_id && !search) {
    const is_wide = below !== undefined && as_of !== undefined && !location_id && !variant_id;
    return is_wide ? possiblyBelow(toScaled(below), as_of) : undefined;
  }
  const variant_conditions = sql.join(
    [
      ...(search
        ? [sql`v.sequence IN (SELECT rowid FROM variant_search WHERE ${matches("variant_search", search)})`]
        : []),
      ...(sku ? [sql`v.sku = ${sku}`] : []),
      ...(product_id ? [sql`v.product_id = ${product_id}`] : []),
    ],
    sql` AND `,
  );
  return {
    from: sql`variants v JOIN stock_levels t ON t.variant_id = v.id AND ${variant_conditions}`,
    key: sql`t.sequence`,
  };
}

/**
 * On hand at points in time according to the ledger, in stored units, and the sequence of the last entry included. `points`
 * selects the variant_id, lot_id (null if the variant has no lots), location_id and time `at` of each, and a `name` for it.
 */
export function onHandAt(points: SQL) {
  return build
    .select({
      name: sql<number>`name`,
      at: sql<string>`at`,
      on_hand: sql<number>`on_hand`,
      sequence: sql<number>`last`,
    })
    .from(sql`(SELECT w.name AS name, w.at AS at, coalesce(e.sequence, 0) AS last,
          coalesce(iif(w.lot_id IS NULL, e.on_hand_after, e.lot_on_hand_after), 0) AS on_hand
        FROM (${points}) w LEFT JOIN stock_ledger e ON e.sequence = CASE WHEN w.lot_id IS NULL THEN (
          SELECT x.sequence FROM stock_ledger x INDEXED BY stock_ledger_by_level
          WHERE x.variant_id = w.variant_id AND x.location_id = w.location_id AND x.occurred_at <= w.at
          ORDER BY x.sequence DESC LIMIT 1) ELSE (
          SELECT x.sequence FROM stock_ledger x INDEXED BY stock_ledger_by_lot
          WHERE x.lot_id = w.lot_id AND x.location_id = w.location_id AND x.occurred_at <= w.at
          ORDER BY x.sequence DESC LIMIT 1) END)`);
}

/**
 * What is on hand now, in stored units, where it is not 0. `points` selects the variant_id, lot_id (null for a variant
 * without lots) and location_id of each, and a `name` for it.
 */
export function onHandNow(points: SQL) {
  return build
    .select({
      point: packed<{ name: number; on_hand: number }>({ name: sql`name`, on_hand: sql`on_hand` }).as("point"),
    })
    .from(
      sql`(SELECT w.name AS name, CASE WHEN w.lot_id IS NULL
          THEN (SELECT iif(s.lot_tracked, 0, s.on_hand) FROM stock_levels s
            WHERE s.variant_id = w.variant_id AND s.location_id = w.location_id)
          ELSE (SELECT k.on_hand FROM lot_stock k WHERE k.lot_id = w.lot_id AND k.location_id = w.location_id) END AS on_hand
        FROM (${points}) w)`,
    )
    .where(sql`on_hand > 0`);
}
