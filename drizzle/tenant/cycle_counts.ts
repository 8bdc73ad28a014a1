import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CYCLE_COUNT_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, scaled, sequence, updated_at, version } from "../columns";

export const cycle_counts = sqliteTable(
  "cycle_counts",
  {
    sequence: sequence(),
    id: id(),
    number: text("number").notNull().unique(),
    status: text("status", { enum: CYCLE_COUNT_STATUSES }).notNull(),
    location_id: text("location_id").notNull(),
    blind: integer("blind", { mode: "boolean" }).notNull(),
    /** The variants to count; null for everything on hand at the location. */
    variant_ids: json<string[]>("variant_ids"),
    note: text("note"),
    metadata: json<Record<string, unknown>>("metadata").notNull(),
    cancel_reason: text("cancel_reason"),
    started_at: text("started_at"),
    completed_at: text("completed_at"),
    cancelled_at: text("cancelled_at"),
    version: version(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (t) => [
    index("cycle_counts_by_status").on(t.status, t.sequence),
    index("cycle_counts_by_location").on(t.location_id, t.sequence),
    index("cycle_counts_by_updated_at").on(t.updated_at),
  ],
);

export const cycle_count_items = sqliteTable(
  "cycle_count_items",
  {
    document_sequence: integer("document_sequence").notNull(),
    position: integer("position").notNull(),
    id: text("id").notNull(),
    variant_id: text("variant_id").notNull(),
    lot_id: text("lot_id"),
    /** On hand when the item was loaded or, once it is counted, at `counted_at`. */
    expected_quantity: scaled("expected_quantity").notNull(),
    counted_quantity: scaled("counted_quantity"),
    counted_at: text("counted_at"),
    /** The last ledger entry that is included in `expected_quantity` of a counted item. */
    counted_sequence: integer("counted_sequence"),
  },
  (t) => [
    primaryKey({ columns: [t.document_sequence, t.position] }),
    index("cycle_count_items_by_variant").on(t.variant_id, t.lot_id, t.counted_at),
  ],
);
