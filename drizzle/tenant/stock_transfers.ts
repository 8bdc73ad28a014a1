import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, sqliteView, text } from "drizzle-orm/sqlite-core";
import { STOCK_TRANSFER_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, scaled, sequence, updated_at, version } from "../columns";
import { type LineLot, linesWithLots } from "./inventory";
import type { CountedVariant } from "./variants";

const stock_transfer_columns = {
  sequence: sequence(),
  id: id(),
  number: text("number").notNull().unique(),
  status: text("status", { enum: STOCK_TRANSFER_STATUSES }).notNull(),
  from_location_id: text("from_location_id").notNull(),
  to_location_id: text("to_location_id").notNull(),
  note: text("note"),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  cancel_reason: text("cancel_reason"),
  shipped_at: text("shipped_at"),
  received_at: text("received_at"),
  cancelled_at: text("cancelled_at"),
  version: version(),
  created_at: created_at(),
  updated_at: updated_at(),
};

export const stock_transfers = sqliteTable("stock_transfers", stock_transfer_columns, (t) => [
  index("stock_transfers_by_status").on(t.status, t.sequence),
  index("stock_transfers_from").on(t.from_location_id, t.sequence),
  index("stock_transfers_to").on(t.to_location_id, t.sequence),
  index("stock_transfers_by_updated_at").on(t.updated_at),
  check("stock_transfer_to_itself", sql`from_location_id <> to_location_id`),
]);

export const stock_transfer_items = sqliteTable(
  "stock_transfer_items",
  {
    document_sequence: integer("document_sequence").notNull(),
    position: integer("position").notNull(),
    id: text("id").notNull(),
    variant_id: text("variant_id").notNull(),
    to_location_id: text("to_location_id").notNull(),
    quantity: scaled("quantity").notNull(),
    shipped_quantity: scaled("shipped_quantity").notNull(),
    received_quantity: scaled("received_quantity").notNull(),
    lost_quantity: scaled("lost_quantity").notNull(),
    /** The value of what was shipped, has arrived, and was lost: what the goods cost travels with them. */
    shipped_value: scaled("shipped_value").notNull().default(0),
    received_value: scaled("received_value").notNull().default(0),
    lost_value: scaled("lost_value").notNull().default(0),
    in_transit: integer("in_transit").generatedAlwaysAs(sql`shipped_quantity - received_quantity - lost_quantity`, {
      mode: "virtual",
    }),
  },
  (t) => [
    primaryKey({ columns: [t.document_sequence, t.position] }),
    index("stock_transfer_items_incoming")
      .on(t.variant_id, t.to_location_id, t.in_transit)
      .where(sql`shipped_quantity > received_quantity + lost_quantity`),
    check(
      "stock_transfer_item_quantity",
      sql`quantity > 0 AND shipped_quantity >= 0 AND received_quantity >= 0 AND lost_quantity >= 0`,
    ),
    check("received_more_than_shipped", sql`received_quantity + lost_quantity <= shipped_quantity`),
  ],
);

/** A line of a stock transfer in the JSON of the document view: quantities and money are scaled. */
export type StoredTransferItem = Omit<
  typeof stock_transfer_items.$inferSelect,
  "document_sequence" | "to_location_id" | "in_transit"
> &
  CountedVariant & { lots: LineLot[] };

/** Stock transfers with their lines. */
export const stock_transfer_documents = sqliteView("stock_transfer_documents", {
  ...stock_transfer_columns,
  items: linesWithLots<StoredTransferItem>("items").notNull(),
}).existing();
