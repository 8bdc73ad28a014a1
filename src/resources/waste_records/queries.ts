import { waste_records } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo, ofSku } from "../../data/filters";
import type { PageRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { type Entry, entriesByDocument, entriesOfAll } from "../../ledger";
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

export const wasteResource = resource({
  name: "waste record",
  table: waste_records,
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

/** Waste records, newest first. */
export function listWasteRecords(ctx: TenantContext, { page, per_page, sku, ...filters }: Filters & PageRequest) {
  return wasteResource.list(ctx, { page, per_page }, { where: [...equalTo(filters), ...ofSku(sku)] });
}
