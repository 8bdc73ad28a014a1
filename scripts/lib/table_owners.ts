/**
 * The module that owns each table and view. A private one is its owner's alone; an open one may be read by every module;
 * any other is read or written by another module only if `CROSSINGS` declares it.
 */
export type Owner = {
  module: string;
  private?: readonly string[];
  open?: readonly string[];
  declared?: readonly string[];
};

export const OWNERS: readonly Owner[] = [
  {
    module: "src/ledger",
    private: [
      ...["stock_levels", "stock_ledger", "lot_stock", "reservations", "held_stock", "unreserved_lots"],
      ...["stock_posting", "stock_valuation", "availability_changes"],
      ...["daily_movements", "stock_movements", "stockouts", "imported_demand"],
    ],
    open: [
      ...["inventory_levels", "inventory_ledger", "lot_levels", "lot_entries"],
      ...["costed_variants", "movement_days", "stockout_days", "level_quantities", "incoming_lines"],
      ...["open_reservations", "line_lots", "lots_in_transit"],
      ...["level_reorder_points", "level_alarm_kinds"],
    ],
  },
  { module: "src/commands", private: ["idempotency_keys", "dry_runs"] },
  { module: "src/control", private: ["api_keys", "organization_jobs"], declared: ["organizations"] },
  { module: "src/jobs", private: ["job_runs"] },
  { module: "src/model", private: ["model_usage"] },
  { module: "src/events", private: ["alarms", "level_alarms"], declared: ["events"] },
  { module: "src/webhooks", private: ["event_marks"], declared: ["event_lanes"] },
  { module: "src/data", private: ["counters", "locks", "outdated_reads"] },
  { module: "src/documents", open: ["open_documents"] },
  { module: "src/resources/products", declared: ["products", "product_search", "search_texts"] },
  {
    module: "src/resources/variants",
    open: ["variant_documents"],
    declared: ["variants", "variant_barcodes", "variant_search", "quantity_steps"],
  },
  { module: "src/resources/locations", declared: ["locations"] },
  { module: "src/resources/suppliers", declared: ["suppliers"] },
  { module: "src/resources/lots", open: ["lot_documents"], declared: ["lots"] },
  { module: "src/resources/recipes", open: ["recipe_documents"], declared: ["recipes", "recipe_items"] },
  { module: "src/resources/waste_records", declared: ["waste_records"] },
  { module: "src/resources/inventory_adjustments", declared: ["adjustments"] },
  {
    module: "src/resources/inventory_policies",
    open: ["inventory_policy_documents"],
    declared: ["inventory_policies"],
  },
  {
    module: "src/resources/orders",
    open: ["order_documents"],
    declared: ["orders", "order_items", "order_locations", "order_search"],
  },
  {
    module: "src/resources/purchase_orders",
    open: ["purchase_order_documents"],
    declared: ["purchase_orders", "purchase_order_items"],
  },
  {
    module: "src/resources/stock_transfers",
    open: ["stock_transfer_documents"],
    declared: ["stock_transfers", "stock_transfer_items"],
  },
  { module: "src/resources/cycle_counts", declared: ["cycle_counts", "cycle_count_items"] },
  {
    module: "src/resources/return_authorizations",
    open: ["return_authorization_documents"],
    declared: ["return_authorizations", "return_authorization_items"],
  },
  {
    module: "src/resources/production_batches",
    open: ["production_batch_documents"],
    declared: ["production_batches", "production_batch_inputs"],
  },
  { module: "src/resources/forecasts", declared: ["forecasts", "demand_patterns", "lead_times"] },
  { module: "src/resources/insights", private: ["insights"] },
  { module: "src/resources/webhook_endpoints", declared: ["webhook_endpoints", "webhook_deliveries"] },
  { module: "src/resources/alert_subscriptions", private: ["alert_subscriptions"] },
  {
    module: "src/resources/integrations",
    private: ["integrations", "integration_deliveries", "integration_documents"],
  },
];

/** What a module reads or writes of other modules' tables, and why it is not done by their owner. */
export type Crossing = { module: string; reads?: readonly string[]; writes?: readonly string[]; why: string };

export const CROSSINGS: readonly Crossing[] = [
  {
    module: "src/commands",
    reads: ["event_lanes"],
    why: "A commit asks in the same round trip whether somebody waits for events.",
  },
  {
    module: "src/admin",
    reads: ["organizations"],
    why: "The operator migrates all organizations, in an order of their own.",
  },
  { module: "src/admin", writes: ["organizations"], why: "The operator changes an organization by its own command." },
  { module: "src/jobs", reads: ["events"], why: "Events are cleared from the outbox after 30 days." },
  { module: "src/jobs", reads: ["variants"], why: "The nights of an organization without variants are quiet." },
  { module: "src/data", reads: ["variants"], why: "Lists of many resources take a SKU as the filter of a variant." },
  {
    module: "src/ledger",
    reads: ["lots"],
    why: "Allocation takes lots by their expiry, and reconciliation compares their totals with the ledger.",
  },
  {
    module: "src/ledger",
    reads: [
      ...["order_items", "production_batches", "production_batch_inputs", "stock_transfer_items"],
      ...["return_authorization_items", "return_authorizations", "stock_transfers"],
    ],
    why: "Reconciliation compares what documents' lines have reserved, and what their goods are worth, with the ledger.",
  },
  {
    module: "src/ledger",
    reads: ["purchase_order_items"],
    why: "What is incoming of some variants is looked up line by line, as their levels do.",
  },
  {
    module: "src/ledger",
    reads: ["variants", "variant_search"],
    why: "Levels and entries are found by what identifies a variant.",
  },
  {
    module: "src/documents",
    reads: ["variants", "locations", "suppliers"],
    why: "References of a request are resolved in the read of the command that has them.",
  },
  { module: "src/webhooks", reads: ["events"], why: "A lane is a position in the outbox, and sends what follows it." },
  { module: "src/resources/events", reads: ["events"], why: "The API lists the outbox." },
  {
    module: "src/resources/alert_subscriptions",
    reads: ["events", "variants", "products", "locations", "suppliers"],
    why: "Alerts are events of the outbox, read with the names of what they are about.",
  },
  {
    module: "src/resources/inventory_levels",
    reads: ["variants", "locations"],
    why: "Only levels of active variants and locations ring, which is judged for thousands of them in one query.",
  },
  { module: "src/resources/expiry", reads: ["lots"], why: "Expiry alerts are a list of lots." },
  {
    module: "src/resources/products",
    reads: ["variants"],
    why: "A product is shown with its variants, and archived if none of them is in use.",
  },
  {
    module: "src/resources/variants",
    reads: ["lots"],
    why: "A scan of a GS1 barcode finds the variant and the lot in one query.",
  },
  {
    module: "src/resources/variants",
    writes: ["adjustments"],
    why: "Turning on lot tracking moves all stock into an opening lot, by an adjustment.",
  },
  {
    module: "src/resources/lots",
    reads: [
      ...["orders", "production_batches", "purchase_orders", "stock_transfers", "suppliers", "variants"],
      ...["return_authorizations", "return_authorization_items"],
    ],
    why: "A trace walks through lots, batches, receipts, shipments, returns and transfers in one query, to any depth.",
  },
  {
    module: "src/resources/orders",
    reads: ["variants"],
    why: "Orders are found by the SKU of a line.",
  },
  {
    module: "src/resources/purchase_orders",
    reads: ["variants"],
    why: "A receipt names variants by SKU, and their lots are read in the same round trip.",
  },
  {
    module: "src/resources/inventory_policies",
    reads: ["variants"],
    why: "A policy is found by the SKU of its variant.",
  },
  {
    module: "src/resources/recipes",
    reads: ["variants"],
    why: "A cycle of recipes is reported by the SKUs that it leads through.",
  },
  {
    module: "src/resources/cycle_counts",
    reads: ["variants", "lots"],
    why: "A count's items are shown with their SKU and lot number, and loaded in the order of SKUs.",
  },
  {
    module: "src/resources/production_batches",
    reads: ["recipes", "recipe_items"],
    why: "A batch reads its recipe and the stock of its ingredients in one round trip.",
  },
  {
    module: "src/questions",
    reads: ["products", "locations", "suppliers"],
    why: "A refused question shows examples with names of the organization's own, the first there are.",
  },
  {
    module: "src/tools",
    reads: ["variants", "products", "locations", "suppliers"],
    why: "A tool shows rows with the names of what they are about, and filters and sums them up in one query.",
  },
  {
    module: "src/tools",
    reads: [
      ...["product_search", "order_search", "variant_barcodes"],
      ...["lots", "orders", "purchase_orders", "stock_transfers"],
    ],
    why: "A name in a question may be that of anything, which is looked up in one round trip.",
  },
  {
    module: "src/tools",
    reads: [
      ...["orders", "order_items", "order_search", "purchase_orders", "purchase_order_items"],
      ...["stock_transfers", "stock_transfer_items", "return_authorizations", "return_authorization_items", "lots"],
    ],
    why: "A tool sums up the lines of thousands of documents in one query, by what its question is about.",
  },
  {
    module: "src/tools",
    reads: ["variant_search", "variant_barcodes", "lots", "production_batches", "production_batch_inputs"],
    why: "Tools find variants by a text and lots by many filters, and list what reserves stock.",
  },
  {
    module: "src/resources/reports",
    reads: ["variants", "products", "locations", "inventory_policies", "quantity_steps", "forecasts"],
    why: "A report shows names beside its sums, and is one query over all of them.",
  },
  {
    module: "src/resources/forecasts",
    reads: ["variants", "products", "suppliers", "inventory_policies", "purchase_orders"],
    why: "A forecast depends on what ordering a variant depends on, read for hundreds of variants at once.",
  },
  {
    module: "src/resources/insights",
    reads: [
      ...["variants", "locations", "suppliers", "inventory_policies", "lots", "purchase_orders"],
      ...["purchase_order_items", "forecasts", "lead_times", "recipes", "recipe_items", "production_batches"],
    ],
    why: "A rule is one query over all that it considers, for thousands of levels at once.",
  },
  {
    module: "src/resources/return_authorizations",
    reads: ["variants", "lots"],
    why: "A receipt reads the lots that the goods left, and those with the numbers it would give its own.",
  },
];
