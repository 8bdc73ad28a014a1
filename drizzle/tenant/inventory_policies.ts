import { index, integer, sqliteTable, sqliteView, text, unique } from "drizzle-orm/sqlite-core";
import { created_at, id, scaled, sequence, updated_at, version } from "../columns";

const inventory_policy_columns = {
  sequence: sequence(),
  id: id(),
  variant_id: text("variant_id").notNull(),
  location_id: text("location_id").notNull(),
  reorder_point: scaled("reorder_point").notNull(),
  reorder_quantity: scaled("reorder_quantity").notNull(),
  lead_time_days: integer("lead_time_days").notNull(),
  safety_stock: scaled("safety_stock").notNull(),
  max_stock: scaled("max_stock"),
  supplier_id: text("supplier_id"),
  version: version(),
  created_at: created_at(),
  updated_at: updated_at(),
};

/** When and how much to reorder, per variant and location. Without a policy the organization's defaults apply. */
export const inventory_policies = sqliteTable("inventory_policies", inventory_policy_columns, (t) => [
  unique("inventory_policies_by_variant").on(t.variant_id, t.location_id),
  index("inventory_policies_by_location").on(t.location_id, t.sequence),
  index("inventory_policies_by_updated_at").on(t.updated_at),
]);

/** Inventory policies, each with the SKU and decimals of its variant. */
export const inventory_policy_documents = sqliteView("inventory_policy_documents", {
  ...inventory_policy_columns,
  sku: text("sku").notNull(),
  quantity_decimals: integer("quantity_decimals").notNull(),
}).existing();

/** How many rows lists have whose rows are not numbered, or may be deleted; maintained by triggers. */
export const counters = sqliteTable("counters", {
  name: text("name").primaryKey(),
  value: integer("value").notNull(),
});
