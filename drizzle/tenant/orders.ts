import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, sqliteView, text } from "drizzle-orm/sqlite-core";
import { ORDER_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, scaled, sequence, updated_at, version } from "../columns";
import { type LineLot, linesWithLots } from "./inventory";
import type { CountedVariant } from "./variants";

export type Customer = {
  name: string | null;
  email: string | null;
  phone: string | null;
  external_id: string | null;
};

const order_columns = {
  sequence: sequence(),
  id: id(),
  number: text("number").notNull().unique(),
  status: text("status", { enum: ORDER_STATUSES }).notNull(),
  location_id: text("location_id"),
  customer: json<Customer>("customer").notNull(),
  channel: text("channel"),
  external_reference: text("external_reference"),
  note: text("note"),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  cancel_reason: text("cancel_reason"),
  placed_at: text("placed_at").notNull(),
  reserved_at: text("reserved_at"),
  fulfilled_at: text("fulfilled_at"),
  cancelled_at: text("cancelled_at"),
  version: version(),
  created_at: created_at(),
  updated_at: updated_at(),
};

export const orders = sqliteTable("orders", order_columns, (t) => [
  index("orders_by_status").on(t.status, t.sequence),
  index("orders_by_channel").on(t.channel, t.sequence).where(sql`channel IS NOT NULL`),
  index("orders_by_external_reference").on(t.external_reference, t.sequence).where(sql`external_reference IS NOT NULL`),
  index("orders_by_placed_at").on(t.placed_at, t.sequence),
  index("orders_by_updated_at").on(t.updated_at),
]);

/** The lines of orders. What is reserved for a line is in the ledger's `reservations`. */
export const order_items = sqliteTable(
  "order_items",
  {
    document_sequence: integer("document_sequence").notNull(),
    position: integer("position").notNull(),
    id: text("id").notNull(),
    variant_id: text("variant_id").notNull(),
    location_id: text("location_id").notNull(),
    quantity: scaled("quantity").notNull(),
    unit_price: scaled("unit_price"),
    fulfilled_quantity: scaled("fulfilled_quantity").notNull(),
    cancelled_quantity: scaled("cancelled_quantity").notNull(),
    /** The fulfilled quantity that return authorizations cover, pending or received. */
    claimed_quantity: scaled("claimed_quantity").notNull(),
    returned_quantity: scaled("returned_quantity").notNull(),
    /** The price and the cost of what was shipped: sums over its ledger entries. */
    revenue: scaled("revenue").notNull().default(0),
    cost_of_goods: scaled("cost_of_goods").notNull().default(0),
    /** How much of `cost_of_goods` has come back, sellable or not. */
    returned_cost: scaled("returned_cost").notNull().default(0),
    /** What was shipped before costs were recorded. */
    uncosted_quantity: scaled("uncosted_quantity").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.document_sequence, t.position] }),
    index("order_items_by_variant").on(t.variant_id, t.document_sequence),
    index("order_items_open_by_variant")
      .on(t.variant_id)
      .where(sql`quantity > fulfilled_quantity + cancelled_quantity`),
    index("order_items_open_by_location")
      .on(t.location_id)
      .where(sql`quantity > fulfilled_quantity + cancelled_quantity`),
    check("order_item_quantity", sql`quantity > 0 AND fulfilled_quantity >= 0 AND cancelled_quantity >= 0`),
    check("returns_more_than_fulfilled", sql`claimed_quantity >= 0 AND claimed_quantity <= fulfilled_quantity`),
    check("order_item_overfulfilled", sql`fulfilled_quantity + cancelled_quantity <= quantity`),
  ],
);

/** The locations of each order: its own, and those its lines ship from. Follows from both by triggers. */
export const order_locations = sqliteTable(
  "order_locations",
  {
    location_id: text("location_id").notNull(),
    document_sequence: integer("document_sequence").notNull(),
  },
  (t) => [primaryKey({ columns: [t.location_id, t.document_sequence] })],
);

/** A line of an order in the JSON of the document view: quantities and money are scaled. */
export type StoredOrderItem = Omit<typeof order_items.$inferSelect, "document_sequence"> &
  CountedVariant & { reserved_quantity: number; lots: LineLot[] };

/** Orders with their lines. */
export const order_documents = sqliteView("order_documents", {
  ...order_columns,
  items: linesWithLots<StoredOrderItem>("items").notNull(),
}).existing();
