import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, sqliteView, text } from "drizzle-orm/sqlite-core";
import { PURCHASE_ORDER_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, scaled, sequence, updated_at, version } from "../columns";
import type { CountedVariant } from "./variants";

const purchase_order_columns = {
  sequence: sequence(),
  id: id(),
  number: text("number").notNull().unique(),
  status: text("status", { enum: PURCHASE_ORDER_STATUSES }).notNull(),
  supplier_id: text("supplier_id").notNull(),
  location_id: text("location_id").notNull(),
  currency: text("currency").notNull(),
  /** The organization's money per unit of the order's, in hundred-millionths; null if unknown, or the same currency. */
  exchange_rate: integer("exchange_rate"),
  expected_at: text("expected_at"),
  note: text("note"),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  cancel_reason: text("cancel_reason"),
  ordered_at: text("ordered_at").notNull(),
  received_at: text("received_at"),
  cancelled_at: text("cancelled_at"),
  version: version(),
  created_at: created_at(),
  updated_at: updated_at(),
};

export const purchase_orders = sqliteTable("purchase_orders", purchase_order_columns, (t) => [
  index("purchase_orders_by_status").on(t.status, t.sequence),
  index("purchase_orders_by_supplier").on(t.supplier_id, t.sequence),
  index("purchase_orders_by_location").on(t.location_id, t.sequence),
  index("purchase_orders_open").on(t.expected_at).where(sql`status IN ('ordered', 'partially_received')`),
  index("purchase_orders_by_updated_at").on(t.updated_at),
]);

export const purchase_order_items = sqliteTable(
  "purchase_order_items",
  {
    document_sequence: integer("document_sequence").notNull(),
    position: integer("position").notNull(),
    id: text("id").notNull(),
    variant_id: text("variant_id").notNull(),
    location_id: text("location_id").notNull(),
    quantity: scaled("quantity").notNull(),
    unit_cost: scaled("unit_cost"),
    received_quantity: scaled("received_quantity").notNull(),
    rejected_quantity: scaled("rejected_quantity").notNull(),
    cancelled_quantity: scaled("cancelled_quantity").notNull(),
    /** The quantity still expected; 0 if more was received than ordered (`allow_over_receipt`). */
    open_quantity: integer("open_quantity").generatedAlwaysAs(
      sql`max(0, quantity - received_quantity - rejected_quantity - cancelled_quantity)`,
      { mode: "virtual" },
    ),
  },
  (t) => [
    primaryKey({ columns: [t.document_sequence, t.position] }),
    index("purchase_order_items_incoming")
      .on(t.variant_id, t.location_id, t.open_quantity)
      .where(sql`quantity > received_quantity + rejected_quantity + cancelled_quantity`),
    check(
      "purchase_order_item_quantity",
      sql`quantity > 0 AND received_quantity >= 0 AND rejected_quantity >= 0 AND cancelled_quantity >= 0`,
    ),
  ],
);

/** A line of a purchase order in the JSON of the document view: quantities and money are scaled. */
export type StoredPurchaseOrderItem = Omit<
  typeof purchase_order_items.$inferSelect,
  "document_sequence" | "open_quantity"
> &
  CountedVariant;

/** Purchase orders with their lines. */
export const purchase_order_documents = sqliteView("purchase_order_documents", {
  ...purchase_order_columns,
  items: json<StoredPurchaseOrderItem[]>("items").notNull(),
}).existing();
