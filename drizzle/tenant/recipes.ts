import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, sqliteView, text } from "drizzle-orm/sqlite-core";
import { CATALOGUE_STATUSES, type CatalogueStatus } from "../../src/shared/statuses";
import { created_at, id, json, scaled, sequence, updated_at, version } from "../columns";
import type { CountedVariant } from "./variants";

const recipe_columns = {
  sequence: sequence(),
  id: id(),
  name: text("name").notNull(),
  code: text("code").unique(),
  output_variant_id: text("output_variant_id").notNull(),
  output_quantity: scaled("output_quantity").notNull(),
  instructions: text("instructions"),
  status: text("status", { enum: CATALOGUE_STATUSES }).notNull(),
  version: version(),
  created_at: created_at(),
  updated_at: updated_at(),
};

/** Recipes (bills of materials): the items of one yield `output_quantity` of its output. */
export const recipes = sqliteTable("recipes", recipe_columns, (t) => [
  index("recipes_by_status").on(t.status, t.sequence),
  index("recipes_by_output").on(t.output_variant_id, t.sequence),
  index("recipes_by_updated_at").on(t.updated_at),
  check("recipe_output", sql`output_quantity > 0`),
]);

export const recipe_items = sqliteTable(
  "recipe_items",
  {
    document_sequence: integer("document_sequence").notNull(),
    position: integer("position").notNull(),
    variant_id: text("variant_id").notNull(),
    quantity: scaled("quantity").notNull(),
    /** The loss in production, as a percentage of the quantity, scaled. */
    scrap_percent: scaled("scrap_percent").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.document_sequence, t.position] }),
    index("recipe_items_by_variant").on(t.variant_id, t.document_sequence),
    check("recipe_item_quantity", sql`quantity > 0 AND scrap_percent >= 0`),
  ],
);

/** An item of a recipe as the document view has it: quantities and percentages are scaled. */
export type StoredRecipeItem = Omit<typeof recipe_items.$inferSelect, "document_sequence"> &
  Omit<CountedVariant, "lot_tracked"> & { variant_status: CatalogueStatus };

/** Recipes with their output variant and items. */
export const recipe_documents = sqliteView("recipe_documents", {
  ...recipe_columns,
  output_sku: text("output_sku").notNull(),
  output_decimals: integer("output_decimals").notNull(),
  output_status: text("output_status", { enum: CATALOGUE_STATUSES }).notNull(),
  items: json<StoredRecipeItem[]>("items").notNull(),
}).existing();
