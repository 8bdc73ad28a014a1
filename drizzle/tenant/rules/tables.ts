/**
 * Rules that are the same few lines for each table; `npm run migrations` makes their triggers, `…_no_delete`, `…_no_update`
 * and `…_version`.
 */

/** Rows are never deleted: a list's total and its pages follow from their sequence (`drizzle/columns.ts`). */
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
  "stock_levels",
  "lot_stock",
  "stock_ledger",
];

/** Rows are never changed: facts, which later facts correct. */
export const NO_UPDATE = ["adjustments", "waste_records", "stock_ledger"];

/**
 * Optimistic concurrency: a change is decided on one version and makes the next, so whoever decided on an older one is
 * refused. Of a lot only these columns are changed by requests; the others follow from the ledger.
 */
export const VERSIONED: Record<string, string[] | "all"> = {
  products: "all",
  variants: "all",
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
  lots: ["disposition", "expiry_date", "manufactured_at", "note", "version"],
};
