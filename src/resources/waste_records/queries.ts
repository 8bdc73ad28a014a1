import { sql } from "drizzle-orm";
import { waste_records } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo, ofSku } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { asRecorded, type Entry, entriesByDocument, entriesOfAll } from "../../ledger";
import { fromScaled } from "../../shared/quantity";
import type { WasteReason } from "../../shared/reasons";

/** A waste record as stored: its quantities are scaled. */
type StoredWasteRecord = Omit<typeof waste_records.$inferSelect, "sequence"> & { sequence?: number };

/** A waste record as the API returns it, with the ledger entries it made. */
export function toWasteRecord({ sequence, lots, quantity, ...record }: StoredWasteRecord, ledger_entries: Entry[]) {
  return {
    ...record,
    quantity: fromScaled(quantity),
    lot_record_id: lots.length === 1 ? (lots[0]?.lot_id ?? null) : null,
    lots: lots.map((lot) => ({ ...lot, quantity: fromScaled(lot.quantity) })),
    ledger_entries: asRecorded(ledger_entries, [record]),
  };
}

export const wasteResource = resource({
  name: "waste record",
  table: waste_records,
  written_at: "recorded_at",
  // Each lot is a ledger entry as well, of some 700 bytes, which shows the notes.
  bytes: bytesOfRow(["lots"], sql`json_array_length(t.lots) * (700 + coalesce(length(t.notes), 0))`),
  select: (where, order) => build.select().from(waste_records).where(where).orderBy(order),
  parts: (ids) => ({ entries: entriesOfAll(ids) }),
  render: (_, { entries }) => {
    const entries_of = entriesByDocument(entries);
    return (row) => toWasteRecord(row, entries_of(row.id));
  },
});

type Filters = {
  variant_id?: string | undefined;
  sku?: string | undefined;
  location_id?: string | undefined;
  reason?: WasteReason | undefined;
};

/** A page of the waste records that match all filters, newest first. */
export function listWasteRecords(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, { sku, ...filters }] = splitRequest(query);
  return wasteResource.list(ctx, request, { where: [...equalTo(filters), ...ofSku(sku)] });
}
