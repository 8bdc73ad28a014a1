import { sql } from "drizzle-orm";
import { index, sqliteTable, sqliteView, text, unique } from "drizzle-orm/sqlite-core";
import { LOT_DISPOSITIONS, LOT_STATUSES, type ReferenceType } from "../../src/shared/statuses";
import { created_at, id, scaled, sequence, updated_at, version } from "../columns";

const lot_columns = {
  sequence: sequence(),
  id: id(),
  lot_number: text("lot_number").notNull(),
  variant_id: text("variant_id").notNull(),
  /** What was decided about the lot; `status` also depends on whether any of it is on hand. */
  disposition: text("disposition", { enum: LOT_DISPOSITIONS }).notNull(),
  expiry_date: text("expiry_date"),
  manufactured_at: text("manufactured_at"),
  quantity_initial: scaled("quantity_initial").notNull(),
  /** On hand in all locations together; follows from the ledger by a trigger. */
  on_hand: scaled("on_hand").notNull(),
  source_type: text("source_type").$type<ReferenceType>().notNull(),
  source_id: text("source_id").notNull(),
  supplier_id: text("supplier_id"),
  /** For returned goods kept apart: the lot they were shipped from. */
  parent_lot_id: text("parent_lot_id"),
  note: text("note"),
  status: text("status", { enum: LOT_STATUSES }).generatedAlwaysAs(
    sql`CASE WHEN disposition <> 'active' THEN disposition WHEN on_hand = 0 THEN 'exhausted' ELSE 'active' END`,
    { mode: "virtual" },
  ),
  /** The last day on which it can be reserved, fulfilled or consumed; empty if it is quarantined or recalled. */
  usable_through: text("usable_through").generatedAlwaysAs(
    sql`CASE WHEN disposition = 'active' THEN coalesce(expiry_date, '9999-12-31') ELSE '' END`,
    { mode: "virtual" },
  ),
  version: version(),
  created_at: created_at(),
  updated_at: updated_at(),
};

/** Goods that were produced or received together, and are recalled together. Their stock follows from the ledger. */
export const lots = sqliteTable("lots", lot_columns, (t) => [
  unique("lots_by_number").on(t.lot_number, t.variant_id),
  index("lots_by_variant").on(t.variant_id, t.sequence),
  index("lots_by_status").on(t.status, t.sequence),
  index("lots_by_expiry").on(t.expiry_date, t.sequence).where(sql`expiry_date IS NOT NULL`),
  index("lots_on_hand_by_expiry").on(t.expiry_date, t.sequence).where(sql`expiry_date IS NOT NULL AND on_hand > 0`),
  index("lots_by_source").on(t.source_id),
  index("lots_by_parent").on(t.parent_lot_id).where(sql`parent_lot_id IS NOT NULL`),
  index("lots_by_updated_at").on(t.updated_at),
]);

/** Lots with the SKU of their variant, and what is reserved of them in all locations together. */
export const lot_documents = sqliteView("lot_documents", {
  ...lot_columns,
  // Drizzle takes generated columns to be nullable; these two are never null.
  status: text("status", { enum: LOT_STATUSES }).notNull(),
  usable_through: text("usable_through").notNull(),
  sku: text("sku").notNull(),
  reserved: scaled("reserved").notNull(),
}).existing();

/** What identifies a lot, and what allocation orders lots by. */
export type LotName = { lot_id: string } & Pick<
  typeof lot_documents.$inferSelect,
  "lot_number" | "expiry_date" | "usable_through" | "sequence"
>;
