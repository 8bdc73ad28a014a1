import { sql } from "drizzle-orm";
import { check, index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { WASTE_REASONS } from "../../src/shared/reasons";
import { id, json, scaled, sequence } from "../columns";

/** A quantity of one lot, in stored units. */
export type LotQuantity = { lot_id: string; lot_number: string; quantity: number };

/** Waste records are immutable, like the ledger entries they make. */
export const waste_records = sqliteTable(
  "waste_records",
  {
    sequence: sequence(),
    id: id(),
    variant_id: text("variant_id").notNull(),
    sku: text("sku").notNull(),
    location_id: text("location_id").notNull(),
    quantity: scaled("quantity").notNull(),
    reason: text("reason", { enum: WASTE_REASONS }).notNull(),
    lots: json<LotQuantity[]>("lots").notNull(),
    notes: text("notes"),
    api_key_id: text("api_key_id"),
    recorded_at: text("recorded_at").notNull(),
  },
  (t) => [
    index("waste_records_by_variant").on(t.variant_id, t.sequence),
    index("waste_records_by_location").on(t.location_id, t.sequence),
    index("waste_records_by_reason").on(t.reason, t.sequence),
    index("waste_records_by_recorded_at").on(t.recorded_at).where(sql`sequence % 16 = 0`),
    check("waste_quantity", sql`quantity > 0`),
  ],
);
