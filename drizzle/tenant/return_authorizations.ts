import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, sqliteView, text } from "drizzle-orm/sqlite-core";
import { RETURN_CONDITIONS } from "../../src/shared/reasons";
import { RETURN_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, scaled, sequence, updated_at, version } from "../columns";
import type { CountedVariant } from "./variants";

const return_authorization_columns = {
  sequence: sequence(),
  id: id(),
  number: text("number").notNull().unique(),
  status: text("status", { enum: RETURN_STATUSES }).notNull(),
  order_id: text("order_id").notNull(),
  location_id: text("location_id").notNull(),
  reason: text("reason"),
  note: text("note"),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  received_at: text("received_at"),
  cancelled_at: text("cancelled_at"),
  version: version(),
  created_at: created_at(),
  updated_at: updated_at(),
};

export const return_authorizations = sqliteTable("return_authorizations", return_authorization_columns, (t) => [
  index("return_authorizations_by_status").on(t.status, t.sequence),
  index("return_authorizations_by_order").on(t.order_id, t.sequence),
  index("return_authorizations_by_updated_at").on(t.updated_at),
]);

export const return_authorization_items = sqliteTable(
  "return_authorization_items",
  {
    document_sequence: integer("document_sequence").notNull(),
    position: integer("position").notNull(),
    id: text("id").notNull(),
    order_item_id: text("order_item_id").notNull(),
    variant_id: text("variant_id").notNull(),
    quantity: scaled("quantity").notNull(),
    condition: text("condition", { enum: RETURN_CONDITIONS }).notNull(),
    unit_refund: scaled("unit_refund"),
    /** The lot the goods were shipped from; null if it is unknown. */
    from_lot_id: text("from_lot_id"),
    /** The lot the goods were received into. */
    lot_id: text("lot_id"),
    /** What the goods had cost when they were shipped; null before they are received, or if it is unknown. */
    value: scaled("value"),
  },
  (t) => [
    primaryKey({ columns: [t.document_sequence, t.position] }),
    index("return_items_by_lot").on(t.order_item_id, t.from_lot_id).where(sql`from_lot_id IS NOT NULL`),
    check("return_item_quantity", sql`quantity > 0`),
  ],
);

/** A line of a return authorization in the JSON of the document view: quantities and money are scaled. */
export type StoredReturnItem = Omit<typeof return_authorization_items.$inferSelect, "document_sequence"> &
  Pick<CountedVariant, "sku" | "lot_tracked">;

/** Return authorizations with their lines. */
export const return_authorization_documents = sqliteView("return_authorization_documents", {
  ...return_authorization_columns,
  items: json<StoredReturnItem[]>("items").notNull(),
}).existing();
