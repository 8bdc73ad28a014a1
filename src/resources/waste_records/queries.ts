import { eq, sql } from "drizzle-orm";
import { waste_records } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo, ofSku } from "../../data/filters";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import { type Entry, entriesByDocument, entriesOf, entriesOfAll, toEntry } from "../../ledger";
import { notFound } from "../../shared/errors";
import { fromScaled } from "../../shared/quantity";
import type { WasteReason } from "../../shared/reasons";

type Row = Omit<typeof waste_records.$inferSelect, "sequence"> & { sequence?: number };

/** A waste record as it is answered, with the ledger entries that came of it. */
export function toWasteRecord({ sequence, lots, quantity, ...row }: Row, ledger_entries: Entry[]) {
  return {
    ...row,
    quantity: fromScaled(quantity),
    lot_record_id: lots.length === 1 ? (lots[0]?.lot_id ?? null) : null,
    lots: lots.map((lot) => ({ ...lot, quantity: fromScaled(lot.quantity) })),
    ledger_entries,
  };
}

/** The waste record; 404 `not_found`. */
export async function getWasteRecord(ctx: TenantContext, id: string) {
  const {
    row: [row],
    entries,
  } = await ctx.read({
    row: build.select().from(waste_records).where(eq(waste_records.id, id)),
    entries: entriesOf(id),
  });
  if (!row) throw notFound("waste record");
  return toWasteRecord(row, entries.map(toEntry));
}

type Filters = {
  variant_id?: string | undefined;
  sku?: string | undefined;
  location_id?: string | undefined;
  reason?: WasteReason | undefined;
};

/** Waste records, newest first. */
export async function listWasteRecords(
  ctx: TenantContext,
  { page, per_page, sku, ...filters }: Filters & PageRequest,
): Promise<Page<ReturnType<typeof toWasteRecord>>> {
  const request = { page, per_page };
  const where = [...equalTo(filters), ...ofSku(sku)];
  const { keys, order, total } = pageQueries({ table: waste_records, where }, request);
  const { rows, entries, counted } = await ctx.read({
    rows: build.select().from(waste_records).where(keys).orderBy(order),
    entries: entriesOfAll(sql`SELECT id FROM waste_records WHERE ${keys}`),
    counted: total,
  });
  const entries_of = entriesByDocument(entries);
  return asPage(
    rows.map((row) => toWasteRecord(row, entries_of(row.id))),
    request,
    counted,
  );
}
