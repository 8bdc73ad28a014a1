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

/** What people decide about a lot. Its status is also `exhausted` while nothing of it is on hand. */
export const LOT_DISPOSITIONS = ["active", "quarantine", "recalled"] as const;
export const LOT_STATUSES = ["active", "quarantine", "exhausted", "recalled"] as const;
export const PRODUCTION_BATCH_STATUSES = ["planned", "in_progress", "completed", "cancelled"] as const;

/** Whether something is sent to an endpoint, a subscription or an integration is taken from. */
export const ENDPOINT_STATUSES = ["active", "disabled"] as const;
export const DELIVERY_STATUSES = ["pending", "delivered", "failed"] as const;
/** What became of what arrived: it took effect, there was nothing to do, or it waits for a correction. */
export const INBOUND_STATUSES = ["processed", "ignored", "failed"] as const;

export const REFERENCE_TYPES = [
  "inventory_adjustment",
  "order",
  "purchase_order",
  "stock_transfer",
  "cycle_count",
  "return_authorization",
  "production_batch",
  "waste_record",
  "variant",
] as const;

export type CatalogueStatus = (typeof CATALOGUE_STATUSES)[number];
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export type PurchaseOrderStatus = (typeof PURCHASE_ORDER_STATUSES)[number];
export type StockTransferStatus = (typeof STOCK_TRANSFER_STATUSES)[number];
export type CycleCountStatus = (typeof CYCLE_COUNT_STATUSES)[number];
export type ReturnStatus = (typeof RETURN_STATUSES)[number];
export type LotDisposition = (typeof LOT_DISPOSITIONS)[number];
export type LotStatus = (typeof LOT_STATUSES)[number];
export type ProductionBatchStatus = (typeof PRODUCTION_BATCH_STATUSES)[number];
export type EndpointStatus = (typeof ENDPOINT_STATUSES)[number];
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];
export type InboundStatus = (typeof INBOUND_STATUSES)[number];
export type ReferenceType = (typeof REFERENCE_TYPES)[number];
