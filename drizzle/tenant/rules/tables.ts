/**
 * Rules that are the same for each table of a list. `npm run migrations` generates their triggers, `…_no_delete`,
 * `…_no_update`, `…_count_insert`, `…_count_delete` and `…_version`.
 */

/** Rows are never deleted: the totals and pages of lists are computed from their sequence (`drizzle/columns.ts`). */
export const NO_DELETE = [
  "products",
  "variants",
  "locations",
  "suppliers",
  "orders",
  "purchase_orders",
  "stock_transfers",
  "cycle_counts",
  "return_authorizations",
  "recipes",
  "production_batches",
  "lots",
  "adjustments",
  "waste_records",
  "insights",
  "stock_levels",
  "lot_stock",
  "stock_ledger",
];

/** Rows are never changed: they are facts, corrected by later facts. */
export const NO_UPDATE = ["adjustments", "waste_records", "stock_ledger"];

/** Rows can be deleted: the table `counters` has how many there are, for the totals of lists. */
export const COUNTED = ["inventory_policies", "webhook_endpoints", "alert_subscriptions", "integrations"];

/**
 * Optimistic concurrency: a change is based on one version and makes the next, so one based on an older version is
 * refused. Of a lot and a variant, only these columns are changed by requests alone; the others follow from the ledger. A secret
 * is encrypted with another key without a new version (`src/commands/reseal.ts`).
 */
export const VERSIONED: Record<string, string[] | "all"> = {
  products: "all",
  variants: [
    ...["sku", "name", "options", "unit", "quantity_decimals", "price", "lot_tracked", "shelf_life_days"],
    ...["status", "archived_alone", "metadata", "version"],
  ],
  locations: "all",
  suppliers: "all",
  orders: "all",
  purchase_orders: "all",
  stock_transfers: "all",
  cycle_counts: "all",
  return_authorizations: "all",
  recipes: "all",
  production_batches: "all",
  inventory_policies: "all",
  webhook_endpoints: ["url", "event_types", "description", "status", "disabled_reason", "disabled_at", "version"],
  alert_subscriptions: [
    ...["kinds", "channel", "mode", "digest_at", "location_id", "status", "disabled_reason", "disabled_at", "version"],
  ],
  integrations: ["source", "name", "location_id", "reserve_on_arrival", "status", "version"],
  lots: ["disposition", "expiry_date", "manufactured_at", "note", "version"],
};
