import { eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { cycle_counts } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { Excerpt, type LinesPage, type LinesRequest, linesPage } from "../../data/lines";
import { readLock } from "../../data/locks";
import { packed } from "../../data/packed";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { presentMoment } from "../../ledger";
import { notFound } from "../../shared/errors";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";
import type { CycleCountStatus } from "../../shared/statuses";

/** How many items a count can have: so many can be returned at once by both engines. */
export const MAX_ITEMS = 20_000;

export type CountRow = typeof cycle_counts.$inferSelect;

/** An item of a cycle count as stored, with columns of its variant and lot: quantities are scaled. */
export type CountItem = {
  id: string;
  position: number;
  variant_id: string;
  lot_id: string | null;
  sku: string;
  quantity_decimals: number;
  lot_tracked: boolean;
  /** When its lot was created. */
  lot_since: string | null;
  expected_quantity: number;
  counted_quantity: number | null;
  counted_at: string | null;
  counted_sequence: number | null;
};

/** The key of what is counted: a variant, or one of its lots. */
export function countKey({ variant_id, lot_id }: Pick<CountItem, "variant_id" | "lot_id">): string {
  return `${variant_id} ${lot_id ?? ""}`;
}

/**
 * A cycle count as stored, with its items. There may be thousands, so they are read as rows and not as a column of a
 * document view.
 */
export type StoredCycleCount = CountRow & { items: CountItem[] };

/** A cycle count without its items. */
function toHead({ sequence, ...head }: CountRow) {
  return head;
}

/** A cycle count as the API returns it. A blind count hides expected quantities and variances until it is completed. */
export function toCycleCount({ items, ...row }: StoredCycleCount, items_count = items.length) {
  const hidden = row.blind && row.status !== "completed";
  return { ...toHead(row), items_count, items: items.map((item) => toItem(item, hidden)) };
}

function toItem(
  { position, quantity_decimals, lot_tracked, lot_since, counted_sequence, ...item }: CountItem,
  hidden: boolean,
) {
  const { expected_quantity, counted_quantity } = item;
  return {
    ...item,
    expected_quantity: hidden ? null : fromScaled(expected_quantity),
    counted_quantity: fromScaledOrNull(counted_quantity),
    variance: hidden || counted_quantity === null ? null : fromScaled(counted_quantity - expected_quantity),
  };
}

/** The columns of an item, each an expression on `cycle_count_items i` and `variants v`. */
const ITEM_COLUMNS: Record<keyof CountItem, SQL> = {
  id: sql`i.id`,
  position: sql`i.position`,
  variant_id: sql`i.variant_id`,
  lot_id: sql`i.lot_id`,
  sku: sql`v.sku`,
  quantity_decimals: sql`v.quantity_decimals`,
  lot_tracked: sql`json(iif(v.lot_tracked, 'true', 'false'))`,
  lot_since: sql`(SELECT l.created_at FROM lots l WHERE l.id = i.lot_id)`,
  expected_quantity: sql`i.expected_quantity`,
  counted_quantity: sql`i.counted_quantity`,
  counted_at: sql`i.counted_at`,
  counted_sequence: sql`i.counted_sequence`,
};

/** How many items a count has, as SQL: their positions are 1, 2, 3 … */
const itemsOf = (sequence: SQL) =>
  sql<number>`(SELECT coalesce(max(position), 0) FROM cycle_count_items WHERE document_sequence = ${sequence})`;

/** Selects a cycle count, and its items in order: all of them or a page. */
export function selectCycleCount(id: string, page: LinesPage | null = null) {
  const of_page = page
    ? sql` AND i.position BETWEEN ${page.skipped + 1} AND ${page.skipped + page.per_page}`
    : sql.raw("");
  return {
    heads: build.select().from(cycle_counts).where(eq(cycle_counts.id, id)),
    items: build
      .select({ item: packed<CountItem>(ITEM_COLUMNS).as("item") })
      .from(sql`cycle_count_items i CROSS JOIN variants v ON v.id = i.variant_id`)
      .where(sql`i.document_sequence = (SELECT c.sequence FROM cycle_counts c WHERE c.id = ${id})${of_page}`)
      .orderBy(sql`i.position`),
  };
}

/** The cycle count that was selected, with its items; 404 `not_found` if there was none. */
export function requireCycleCount(
  [head]: readonly CountRow[],
  items: readonly { item: CountItem }[],
): StoredCycleCount {
  if (!head) throw notFound("cycle count");
  return { ...head, items: items.map(({ item }) => item) };
}

function countItems(id: string) {
  return build
    .select({ items_count: itemsOf(sql`cycle_counts.sequence`).as("items_count") })
    .from(cycle_counts)
    .where(eq(cycle_counts.id, id));
}

/** Returns a cycle count with its items, or with a page of them; 404 `not_found`. */
export async function getCycleCount(ctx: TenantContext, id: string, request: LinesRequest) {
  const page = linesPage(request);
  const { heads, items, counted } = await ctx.read({
    ...selectCycleCount(id, page),
    counted: page && countItems(id),
  });
  const stored = requireCycleCount(heads, items);
  if (!page) return toCycleCount(stored);
  const { items_count } = counted[0] ?? { items_count: 0 };
  const shown = toCycleCount(stored, items_count);
  return new Excerpt(shown, shown.items, page, items_count);
}

const summaries = resource({
  name: "cycle count",
  table: cycle_counts,
  bytes: bytesOfRow(["variant_ids", "note", "metadata"]),
  select: (where, order) =>
    build
      .select({ ...getTableColumns(cycle_counts), items_count: itemsOf(sql`cycle_counts.sequence`).as("items_count") })
      .from(cycle_counts)
      .where(where)
      .orderBy(order),
  render:
    () =>
    ({ items_count, ...row }) => ({ ...toHead(row), items_count }),
});

type Filters = { location_id?: string | undefined; status?: CycleCountStatus[] | undefined };

/** A page of the cycle counts that match all filters, newest first, without their items. */
export function listCycleCounts(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, filters] = splitRequest(query);
  return summaries.list(ctx, request, { where: equalTo(filters) });
}

const COUNTABLE_COLUMNS = {
  variant_id: sql`variant_id`,
  lot_id: sql`lot_id`,
  sku: sql`sku`,
  quantity_decimals: sql`quantity_decimals`,
  lot_tracked: sql`json(iif(lot_tracked, 'true', 'false'))`,
  on_hand: sql`on_hand`,
};

/** What is to be counted: a variant or a lot, and how much of it is on hand, in stored units. */
export type Countable = Pick<CountItem, "variant_id" | "lot_id" | "sku" | "quantity_decimals" | "lot_tracked"> & {
  on_hand: number;
};

/**
 * Selects what a count is to count, by SKU, with what is on hand: its variants, or everything on hand at its location;
 * of lot-tracked variants each lot that is on hand. At most one more than a count can have.
 */
export function selectCountable(id: string) {
  const levels = sql`SELECT v.id AS variant_id, v.sku AS sku, v.quantity_decimals, v.lot_tracked, c.location_id,
      coalesce((SELECT l.on_hand FROM inventory_levels l
        WHERE l.variant_id = v.id AND l.location_id = c.location_id), 0) AS on_hand
    FROM cycle_counts c CROSS JOIN json_each(c.variant_ids) j CROSS JOIN variants v ON v.id = j.value WHERE c.id = ${id}
    UNION ALL SELECT l.variant_id, l.sku, v.quantity_decimals, v.lot_tracked, l.location_id, l.on_hand
    FROM cycle_counts c CROSS JOIN inventory_levels l ON l.location_id = c.location_id
    CROSS JOIN variants v ON v.id = l.variant_id WHERE c.id = ${id} AND c.variant_ids IS NULL AND l.on_hand <> 0`;
  return build
    .select({ stock: packed<Countable>(COUNTABLE_COLUMNS).as("stock") })
    .from(
      sql`(SELECT a.variant_id, NULL AS lot_id, a.sku, a.quantity_decimals, a.lot_tracked, a.on_hand
          FROM (${levels}) a WHERE NOT a.lot_tracked
        UNION ALL SELECT a.variant_id, k.lot_id, a.sku, a.quantity_decimals, a.lot_tracked, k.on_hand
          FROM (${levels}) a CROSS JOIN lot_levels k ON k.variant_id = a.variant_id AND k.location_id = a.location_id
          WHERE a.lot_tracked AND k.on_hand > 0)`,
    )
    .orderBy(sql`sku, lot_id`)
    .limit(MAX_ITEMS + 1);
}

/**
 * Selects the counted items of a count, named by their positions: variant_id, lot_id, location_id, when they were counted
 * as `at`, and the last ledger entry before as `after`.
 */
export function selectCounted(id: string): SQL {
  return sql`SELECT i.position AS name, i.variant_id, i.lot_id, c.location_id, i.counted_at AS at, i.counted_sequence AS after FROM cycle_counts c
    CROSS JOIN cycle_count_items i ON i.document_sequence = c.sequence WHERE c.id = ${id} AND i.counted_at IS NOT NULL`;
}

/** Selects what a count's items are of, named by their positions, for `onHandNow`. */
export function pointsOfCount(id: string): SQL {
  return sql`SELECT i.position AS name, i.variant_id, i.lot_id, c.location_id FROM cycle_counts c
    CROSS JOIN cycle_count_items i ON i.document_sequence = c.sequence WHERE c.id = ${id}`;
}

/**
 * Selects the positions of a count's items that a completed count of the same location has counted later than this one.
 */
export function selectSuperseded(id: string) {
  return build.select({ position: sql<number>`position` }).from(
    sql`(SELECT DISTINCT m.name AS position FROM (${selectCounted(id)}) m
        CROSS JOIN cycle_count_items o ON o.variant_id = m.variant_id AND o.counted_at > m.at AND o.lot_id IS m.lot_id
        CROSS JOIN cycle_counts d ON d.sequence = o.document_sequence AND d.location_id = m.location_id
          AND d.status = 'completed')`,
  );
}

/** Selects the present, for items that are counted as zero on completion. */
export function selectPresent(ctx: TenantContext) {
  return build.select({ present: presentMoment(ctx).mapWith(String).as("present") }).from(sql`(SELECT 1)`);
}

/**
 * Reads the lock of a count's location. Of two counts completed concurrently, the second is decided again, on what the
 * first corrected.
 */
export function readCompletionLock(id: string) {
  return readLock("cycle_counts", sql`(SELECT location_id FROM cycle_counts WHERE id = ${id})`);
}

type CountReference = {
  id?: string | undefined;
  variant_id?: string | undefined;
  sku?: string | undefined;
  lot_id?: string | undefined;
  counted_at?: string | undefined;
};

/**
 * Selects, for `onHandAt`, the variant and lot that each input refers to, the count's location, and when it was
 * counted, by default the present, and never later; each is named by the index of its input.
 */
export function selectCountMoments(ctx: TenantContext, id: string, inputs: readonly CountReference[]): SQL {
  // An item's id ends in its position (`lineId`).
  const rows = inputs.map((input) => [
    input.variant_id ?? null,
    input.sku ?? null,
    input.id === undefined ? null : Number(input.id.split("_").at(-1)),
    input.counted_at ?? null,
    input.lot_id ?? null,
  ]);
  const present = presentMoment(ctx);
  const item = sql`FROM cycle_count_items i WHERE i.document_sequence = c.sequence AND i.position = j.value ->> 2`;
  return sql`SELECT j.key AS name, c.location_id, min(coalesce(j.value ->> 3, ${present}), ${present}) AS at,
      coalesce(j.value ->> 4, (SELECT i.lot_id ${item})) AS lot_id, coalesce(j.value ->> 0,
      (SELECT v.id FROM variants v WHERE v.sku = j.value ->> 1),
      (SELECT i.variant_id ${item})) AS variant_id
    FROM cycle_counts c CROSS JOIN json_each(${JSON.stringify(rows)}) j WHERE c.id = ${id}`;
}
