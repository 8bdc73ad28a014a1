import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { inventory_ledger } from "../../drizzle/tenant";
import { stock_ledger } from "../../drizzle/tenant/stock";
import type { TenantContext } from "../commands/context";
import { bytesOfRow } from "../data/bytes";
import { build } from "../data/database";
import { numberedId, numbersOf } from "../data/filters";
import { limitTo } from "../data/limit";
import type { Selection } from "../data/listing";
import { packed } from "../data/packed";
import { type ListRequest, type Page, pageQueries } from "../data/page";
import { endOfDay } from "../shared/clock";
import { fromScaled, fromScaledOrNull } from "../shared/quantity";
import type { ReferenceType } from "../shared/statuses";
import type { MovementKind } from "./movements";

/** A ledger entry as everyone reads it: quantities and money are scaled. */
type EntryRow = typeof inventory_ledger.$inferSelect;

/** A ledger entry as the API returns it. Its id is made from its sequence. */
export function toEntry(row: EntryRow) {
  return {
    id: numberedId("led", row.sequence),
    sequence: row.sequence,
    type: row.type as MovementKind,
    variant_id: row.variant_id,
    sku: row.sku,
    location_id: row.location_id,
    lot_id: row.lot_id,
    quantity: fromScaled(row.quantity),
    on_hand_change: fromScaled(row.on_hand_change),
    reserved_change: fromScaled(row.reserved_change),
    on_hand_after: fromScaled(row.on_hand_after),
    reserved_after: fromScaled(row.reserved_after),
    unit_cost: fromScaledOrNull(row.unit_cost),
    unit_price: fromScaledOrNull(row.unit_price),
    value_change: fromScaled(row.value_change),
    value_after: fromScaled(row.value_after),
    reason: row.reason,
    note: row.note,
    reference_type: row.reference_type,
    reference_id: row.reference_id,
    actor_type: row.actor_type,
    actor_id: row.actor_id,
    api_key_id: row.api_key_id,
    occurred_at: row.occurred_at,
    created_at: row.created_at,
  };
}

export type Entry = ReturnType<typeof toEntry>;

/**
 * The entries of an immutable document, with the SKUs that its lines had when it was made: what it shows stays the same,
 * to the letter, when a variant gets another SKU. The ledger itself shows the present ones.
 */
export function asRecorded(entries: readonly Entry[], lines: readonly { variant_id: string; sku: string }[]): Entry[] {
  const recorded = new Map(lines.map(({ variant_id, sku }) => [variant_id, sku]));
  return entries.map((entry) => ({ ...entry, sku: recorded.get(entry.variant_id) ?? entry.sku }));
}

/** Selects the entries of a document, in order. */
export function entriesOf(reference_id: string) {
  return build
    .select()
    .from(inventory_ledger)
    .where(eq(inventory_ledger.reference_id, reference_id))
    .orderBy(asc(inventory_ledger.sequence));
}

/** Selects so many entries of a document, in order, after the first ones that `skipped` counts. */
export function someEntriesOf(reference_id: string, skipped: SQL, limit: number) {
  const sequences = sql`SELECT sequence FROM stock_ledger WHERE reference_id = ${reference_id}
    ORDER BY sequence ${limitTo(limit)} OFFSET ${skipped}`;
  return build
    .select()
    .from(inventory_ledger)
    .where(sql`sequence IN (${sequences})`)
    .orderBy(asc(inventory_ledger.sequence));
}

/** Selects the entries of the documents whose ids `ids` selects, in order, for `entriesByDocument`. */
export function entriesOfAll(ids: SQL) {
  return build
    .select()
    .from(inventory_ledger)
    .where(sql`reference_id IN (${ids})`)
    .orderBy(asc(inventory_ledger.sequence));
}

/** Returns the entries of a document by its id, as the API returns them. */
export function entriesByDocument(rows: readonly EntryRow[]): (id: string) => Entry[] {
  const entries = Map.groupBy(rows.map(toEntry), ({ reference_id }) => reference_id);
  return (id) => entries.get(id) ?? [];
}

/** Selects the last `limit` entries of a lot, newest first, and counts all of them. */
export function entriesOfLot(lot_id: string, limit: number) {
  return {
    entries: build
      .select()
      .from(inventory_ledger)
      .where(eq(inventory_ledger.lot_id, lot_id))
      .orderBy(desc(inventory_ledger.sequence))
      .limit(limit),
    counted: build
      .select({ total: sql<number>`count(*)`.as("total") })
      .from(stock_ledger)
      .where(eq(stock_ledger.lot_id, lot_id)),
  };
}

/** Selects the ledger's last sequence, for `previewEntries`. */
export function lastSequence() {
  return build.select({ last: sql<number>`coalesce(max(sequence), 0)`.as("last") }).from(stock_ledger);
}

/**
 * The sequence of the last entry at or before a time, as SQL; 0 if there is none. Times never fall as the sequence
 * rises, and every sixteenth entry is indexed by its time, so at most fifteen entries follow the one that the index
 * finds.
 */
export function sequenceAt(time: string): SQL {
  const indexed = sql`coalesce((SELECT sequence FROM stock_ledger INDEXED BY stock_ledger_by_time
    WHERE sequence % 16 = 0 AND occurred_at <= ${time} ORDER BY occurred_at DESC, sequence DESC LIMIT 1), 0)`;
  return sql`(SELECT coalesce(max(sequence), 0) FROM stock_ledger WHERE sequence BETWEEN ${indexed} AND ${indexed} + 15
    AND occurred_at <= ${time})`;
}

/** True for a moment, RFC 3339, instead of a date. */
export function isMoment(as_of: string): boolean {
  return as_of.includes("T");
}

/** No commit takes longer, so one that has begun can't change what was before. */
const LONGEST_COMMIT_MS = 60_000;

/**
 * True for a moment, or the end of a date in the organization's time zone, at or before which a commit that is under way may
 * still write: a read of it has to wait for the writers.
 */
export function mayChange({ organization, now }: Pick<TenantContext, "organization" | "now">, as_of: string): boolean {
  const moment = isMoment(as_of) ? new Date(as_of) : endOfDay(organization.timezone, as_of);
  return moment.getTime() > now.getTime() - LONGEST_COMMIT_MS;
}

/**
 * The present moment as a read sees it, as SQL: what is on hand then is what the read finds. It is never before the last
 * entry, as the times of entries never fall although a database's clock may be set back.
 */
export function presentMoment({ read_time }: Pick<TenantContext, "read_time">): SQL {
  return sql`max(${read_time}, coalesce(${LAST_TIME}, ''))`;
}

/** The time of the last entry, as SQL; null if there is none. */
export const LAST_TIME = sql`(SELECT occurred_at FROM stock_ledger WHERE sequence = (SELECT max(sequence) FROM stock_ledger))`;

export type EntryFilters = {
  variant_id?: string | undefined;
  sku?: string | undefined;
  location_id?: string | undefined;
  lot_id?: string | undefined;
  type?: MovementKind | undefined;
  reference_type?: ReferenceType | undefined;
  reference_id?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/**
 * A page of the entries that match all filters, in order of effect: a numbered one with a total, or one after a cursor
 * without.
 */
export async function listEntries(
  ctx: TenantContext,
  query: EntryFilters & ListRequest & { order?: "asc" | "desc" | undefined },
): Promise<Page<Entry>> {
  const { page: number, per_page, cursor, order: direction, ...filters } = query;
  const { keys, order, total, page } = pageQueries(
    {
      table: stock_ledger,
      where: conditions(filters),
      ascending: direction !== "desc",
      bytes: bytesOfRow(["note"]),
      ...{ small: true, followed: true },
    },
    { page: number, per_page, cursor },
  );
  const { rows, counted } = await ctx.read({
    rows: build.select().from(inventory_ledger).where(keys).orderBy(order),
    counted: total,
  });
  return page(rows, counted, toEntry);
}

/** The columns a list can be filtered by, the most selective first. */
const BY_SELECTIVITY = ["reference_id", "lot_id", "variant_id", "type", "location_id", "reference_type"] as const;

/**
 * The conditions of a list. The first one walks its index; a `+` keeps SQLite, which has no statistics, from choosing a
 * less selective index for the others.
 */
function conditions({ sku, from, to, ids, updated_since, ...filters }: EntryFilters & Selection): SQL[] {
  const values = {
    ...filters,
    variant_id:
      filters.variant_id ?? (sku === undefined ? undefined : sql`(SELECT id FROM variants WHERE sku = ${sku})`),
  };
  const columns = BY_SELECTIVITY.filter((column) => values[column] !== undefined);
  return [
    ...(ids ? [sql`sequence IN (SELECT value FROM json_each(${JSON.stringify(numbersOf("led", ids))}))`] : []),
    ...columns.map(
      (column, index) => sql`${sql.raw(index === 0 && !ids ? "" : "+")}${sql.identifier(column)} = ${values[column]}`,
    ),
    ...(sku !== undefined && filters.variant_id !== undefined
      ? [sql`+variant_id = (SELECT id FROM variants WHERE sku = ${sku})`]
      : []),
    ...(updated_since === undefined ? [] : [sql`sequence > ${sequenceBefore(updated_since)}`]),
    ...(from === undefined ? [] : [sql`sequence > ${sequenceBefore(from)}`]),
    ...(to === undefined ? [] : [sql`sequence <= ${sequenceAt(to)}`]),
  ];
}

/** The sequence of the last entry before a time: timestamps have milliseconds, so that is at or before one less. */
export function sequenceBefore(time: string): SQL {
  return sequenceAt(new Date(new Date(time).getTime() - 1).toISOString());
}

/**
 * Selects what cycle counts have corrected: for each of `counted`, the sum of the count adjustments after an entry, in
 * stored units. `counted` selects variant_id, lot_id, location_id, that entry's sequence as `after`, and a `name`.
 */
export function correctionsSince(counted: SQL) {
  return build
    .select({
      correction: packed<{ name: number; corrected: number }>({ name: sql`name`, corrected: sql`corrected` }).as(
        "correction",
      ),
    })
    .from(
      sql`(SELECT c.name AS name, sum(e.on_hand_change) AS corrected
        FROM (${counted}) c CROSS JOIN stock_ledger e INDEXED BY stock_ledger_by_variant
          ON e.variant_id = c.variant_id AND e.sequence > c.after
        WHERE c.lot_id IS NULL AND e.lot_id IS NULL AND e.type = 'cycle_count_adjustment' AND e.location_id = c.location_id
        GROUP BY c.name
      UNION ALL SELECT c.name, sum(e.on_hand_change)
        FROM (${counted}) c CROSS JOIN stock_ledger e INDEXED BY stock_ledger_by_lot_and_type
          ON e.lot_id = c.lot_id AND e.type = 'cycle_count_adjustment' AND e.sequence > c.after
        WHERE e.lot_id IS NOT NULL AND e.location_id = c.location_id GROUP BY c.name)`,
    );
}
