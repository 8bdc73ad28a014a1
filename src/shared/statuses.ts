export const ORGANIZATION_STATUSES = ["provisioning", "active", "suspended"] as const;
export const MODULES = ["manufacturing", "traceability"] as const;
export const SCOPES = ["read", "write", "admin"] as const;
export const ENGINES = ["d1", "libsql"] as const;

export const CATALOGUE_STATUSES = ["active", "archived"] as const;
export const LOCATION_TYPES = ["warehouse", "store", "transit", "other"] as const;

export const ORDER_STATUSES = [
  "pending",
  "partially_reserved",
  "reserved",
  "partially_fulfilled",
  "fulfilled",
  "cancelled",
] as const;

export const PURCHASE_ORDER_STATUSES = ["ordered", "partially_received", "received", "closed", "cancelled"] as const;
export const STOCK_TRANSFER_STATUSES = ["draft", "in_transit", "partially_received", "received", "cancelled"] as const;
export const CYCLE_COUNT_STATUSES = ["draft", "in_progress", "completed", "cancelled"] as const;
export const RETURN_STATUSES = ["pending", "received", "cancelled"] as const;
export const RETURN_CONDITIONS = ["sellable", "damaged", "discarded"] as const;

/** What people decide about a lot; beside it, a lot is exhausted while none of it is left. */
export const LOT_DISPOSITIONS = ["active", "quarantine", "recalled"] as const;
export const LOT_STATUSES = ["active", "quarantine", "exhausted", "recalled"] as const;
export const PRODUCTION_BATCH_STATUSES = ["planned", "in_progress", "completed", "cancelled"] as const;
export const WASTE_REASONS = ["expired", "damaged", "production", "spoilage", "contamination", "other"] as const;

export const ADJUSTMENT_REASONS = [
  "received",
  "shrinkage",
  "damaged",
  "theft",
  "found",
  "correction",
  "initial",
  "other",
] as const;

export const REFERENCE_TYPES = [
  "inventory_adjustment",
  "order",
  "purchase_order",
  "stock_transfer",
  "cycle_count",
  "return_authorization",
  "production_batch",
  "waste_record",
] as const;

export type Module = (typeof MODULES)[number];
export type Scope = (typeof SCOPES)[number];
export type EngineName = (typeof ENGINES)[number];
export type OrganizationStatus = (typeof ORGANIZATION_STATUSES)[number];
export type CatalogueStatus = (typeof CATALOGUE_STATUSES)[number];
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export type PurchaseOrderStatus = (typeof PURCHASE_ORDER_STATUSES)[number];
export type StockTransferStatus = (typeof STOCK_TRANSFER_STATUSES)[number];
export type CycleCountStatus = (typeof CYCLE_COUNT_STATUSES)[number];
export type ReturnStatus = (typeof RETURN_STATUSES)[number];
export type LotDisposition = (typeof LOT_DISPOSITIONS)[number];
export type LotStatus = (typeof LOT_STATUSES)[number];
export type ProductionBatchStatus = (typeof PRODUCTION_BATCH_STATUSES)[number];
export type WasteReason = (typeof WASTE_REASONS)[number];
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];
export type ReferenceType = (typeof REFERENCE_TYPES)[number];

/** The kinds of events an organization can be told of (contract, section 16). */
export const EVENT_TYPES = [
  "order.created",
  "order.reserved",
  "order.fulfilled",
  "order.partially_fulfilled",
  "order.cancelled",
  "purchase_order.created",
  "purchase_order.received",
  "purchase_order.cancelled",
  "stock_transfer.created",
  "stock_transfer.shipped",
  "stock_transfer.received",
  "stock_transfer.cancelled",
  "cycle_count.completed",
  "return_authorization.created",
  "return_authorization.received",
  "production_batch.created",
  "production_batch.started",
  "production_batch.completed",
  "production_batch.cancelled",
  "product.created",
  "product.updated",
  "product.archived",
  "inventory.adjusted",
  "inventory.low",
  "inventory.out",
  "inventory.oversold",
  "inventory.restocked",
  "lot.recalled",
  "waste.recorded",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];
