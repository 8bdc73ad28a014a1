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

export const REFERENCE_TYPES = ["inventory_adjustment", "order"] as const;

export type Module = (typeof MODULES)[number];
export type Scope = (typeof SCOPES)[number];
export type EngineName = (typeof ENGINES)[number];
export type OrganizationStatus = (typeof ORGANIZATION_STATUSES)[number];
export type CatalogueStatus = (typeof CATALOGUE_STATUSES)[number];
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];
export type ReferenceType = (typeof REFERENCE_TYPES)[number];

/** The kinds of events an organization can be told of (contract, section 16). */
export const EVENT_TYPES = [
  "order.created",
  "order.reserved",
  "order.fulfilled",
  "order.partially_fulfilled",
  "order.cancelled",
  "product.created",
  "product.updated",
  "product.archived",
  "inventory.adjusted",
  "inventory.low",
  "inventory.out",
  "inventory.oversold",
  "inventory.restocked",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];
