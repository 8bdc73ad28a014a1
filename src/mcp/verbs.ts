/**
 * The writes that agents have as tools, by the operation of their route: the work of a warehouse. What is set up once, such as
 * locations, keys and webhooks, is left to people, and so are files to import. Each of these routes takes `?dry_run=true`.
 */
type Verb = {
  operation: string;
  /** True if it takes stock away or ends a document, which nothing undoes. */
  destructive?: true;
  /** True if the same call again is refused or changes nothing, also without an idempotency key. */
  idempotent?: true;
};

export const VERBS: readonly Verb[] = [
  { operation: "createProduct", idempotent: true },
  { operation: "createInventoryPolicy", idempotent: true },
  { operation: "updateInventoryPolicy", idempotent: true },
  { operation: "adjustInventory", destructive: true },
  { operation: "createOrder" },
  { operation: "reserveOrder", idempotent: true },
  { operation: "fulfillOrder", destructive: true },
  { operation: "cancelOrder", destructive: true, idempotent: true },
  { operation: "createPurchaseOrder" },
  { operation: "receivePurchaseOrder" },
  { operation: "cancelPurchaseOrder", destructive: true, idempotent: true },
  { operation: "createStockTransfer" },
  { operation: "shipStockTransfer" },
  { operation: "receiveStockTransfer" },
  { operation: "cancelStockTransfer", destructive: true, idempotent: true },
  { operation: "createCycleCount" },
  { operation: "loadCycleCountInventory", idempotent: true },
  { operation: "startCycleCount", idempotent: true },
  { operation: "updateCycleCount", idempotent: true },
  { operation: "completeCycleCount", destructive: true, idempotent: true },
  { operation: "cancelCycleCount", destructive: true, idempotent: true },
  { operation: "createReturnAuthorization" },
  { operation: "receiveReturnAuthorization" },
  { operation: "createProductionBatch" },
  { operation: "startProductionBatch", idempotent: true },
  { operation: "completeProductionBatch", destructive: true, idempotent: true },
  { operation: "cancelProductionBatch", destructive: true, idempotent: true },
  { operation: "updateLot", destructive: true, idempotent: true },
  { operation: "recordWaste", destructive: true },
];
