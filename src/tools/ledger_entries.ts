import { type SQL, sql } from "drizzle-orm";
import { entriesInRange, MOVEMENT_TYPES } from "../ledger";
import { REFERENCE_TYPES } from "../shared/statuses";
import { among, ITEMS, isAmong, LOT_NUMBERS, PERIOD, PLACES, ROWS } from "./arguments";
import { LOCATION, quantity, text, VARIANT } from "./columns";
import { tool } from "./define";
import { awaitsWriters, movementsAskedFor } from "./movements";
import { readTable } from "./table";

/** What is looked up for the rows that are shown: the whole ledger may have to be counted, and is not to be copied for that. */
const JOIN_ENTRY = sql`CROSS JOIN inventory_ledger e ON e.sequence = p.sequence
  JOIN variants v ON v.id = e.variant_id JOIN products d ON d.id = v.product_id JOIN locations l ON l.id = e.location_id`;

/** Entries of the ledger, the newest first. Reads those of the lots, variants or types that are given. */
export const ledgerEntries = tool({
  name: "ledger_entries",
  title: "Ledger entries",
  description:
    "The history of stock, one row for each ledger entry, the newest first: when, type, variant, location, lot, the change of on hand and of reserved, what was on hand at that location after it, the reason, and the document it belongs to. Every change of stock is an entry, also reservations, which change only reserved. Ask for items, a lot, a location or a period; for sums, see stock_movements.",
  arguments: {
    type: among(MOVEMENT_TYPES, "Only entries of these types"),
    ...LOT_NUMBERS,
    reference_type: among(REFERENCE_TYPES, "Only entries of these types of document"),
    ...{ ...PERIOD, ...ITEMS, ...PLACES, ...ROWS },
  },
  async read(ctx, args) {
    const { sku, product_name } = VARIANT;
    return readTable(ctx, args, {
      columns: {
        occurred_at: { label: "Time", type: "time" },
        type: text("Type", sql`e.type`),
        ...{ sku, product_name, ...LOCATION },
        lot_number: text("Lot", sql`(SELECT o.lot_number FROM lots o WHERE o.id = e.lot_id)`),
        on_hand_change: quantity("Change of on hand"),
        reserved_change: quantity("Change of reserved"),
        on_hand_after: quantity("On hand after"),
        reason: text("Reason", sql`e.reason`),
        reference_type: text("Document", sql`e.reference_type`),
        reference_id: text("Document id", sql`e.reference_id`),
      },
      rows: entriesInRange({
        ...movementsAskedFor(ctx, args),
        ...{ types: args.type, reference_types: args.reference_type },
        lots: args.lot_number && lotsNumbered(args.lot_number),
      }),
      joins: JOIN_ENTRY,
      unit: sql`v.unit`,
      order: sql`p.sequence DESC`,
      sums: ["on_hand_change"],
      after_writers: awaitsWriters(ctx, args),
    });
  },
});

function lotsNumbered(numbers: readonly string[]): SQL {
  return sql`SELECT o.id FROM lots o WHERE ${isAmong(sql`o.lot_number`, numbers)}`;
}
