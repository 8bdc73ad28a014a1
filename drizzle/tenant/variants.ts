import { index, integer, primaryKey, sqliteTable, sqliteView, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { CATALOGUE_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, scaled, sequence, updated_at, version } from "../columns";

const variant_columns = {
  sequence: sequence(),
  id: id(),
  product_id: text("product_id").notNull(),
  sku: text("sku").notNull().unique(),
  name: text("name").notNull(),
  options: json<Record<string, string>>("options").notNull(),
  unit: text("unit").notNull(),
  quantity_decimals: integer("quantity_decimals").notNull(),
  price: scaled("price"),
  cost: scaled("cost"),
  lot_tracked: integer("lot_tracked", { mode: "boolean" }).notNull(),
  shelf_life_days: integer("shelf_life_days"),
  status: text("status", { enum: CATALOGUE_STATUSES }).notNull(),
  /** True if it was archived on its own: restoring its product does not restore it. */
  archived_alone: integer("archived_alone", { mode: "boolean" }).notNull().default(false),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  version: version(),
  created_at: created_at(),
  updated_at: updated_at(),
};

export const variants = sqliteTable("variants", variant_columns, (t) => [
  index("variants_by_product").on(t.product_id, t.sequence),
  index("variants_by_status").on(t.status, t.sequence),
  index("variants_by_updated_at").on(t.updated_at),
]);

/** The columns of its variant that a document's line shows. */
export type CountedVariant = Pick<typeof variants.$inferSelect, "sku" | "quantity_decimals" | "lot_tracked">;

/** Variants, each with its barcodes and some columns of its product. */
export const variant_documents = sqliteView("variant_documents", {
  ...variant_columns,
  product_name: text("product_name").notNull(),
  product_category: text("product_category"),
  product_status: text("product_status", { enum: CATALOGUE_STATUSES }).notNull(),
  barcodes: json<string[]>("barcodes").notNull(),
}).existing();

/** Barcodes, each of exactly one variant; position 0 is the variant's main one. */
export const variant_barcodes = sqliteTable(
  "variant_barcodes",
  {
    barcode: text("barcode").notNull(),
    variant_id: text("variant_id").notNull(),
    position: integer("position").notNull(),
    /** The 14-digit form if the barcode is a GTIN, the same for its UPC-A, EAN-13 and GTIN-14 forms. */
    gtin: text("gtin"),
  },
  (t) => [
    primaryKey({ columns: [t.barcode] }),
    index("variant_barcodes_by_variant").on(t.variant_id),
    uniqueIndex("variant_barcodes_by_gtin").on(t.gtin),
  ],
);
