import { integer, sqliteView, text } from "drizzle-orm/sqlite-core";
import { ACTOR_TYPES } from "../../src/shared/actor";
import type { RETURN_CONDITIONS } from "../../src/shared/reasons";
import {
  CATALOGUE_STATUSES,
  type CatalogueStatus,
  LOT_DISPOSITIONS,
  LOT_STATUSES,
  ORDER_STATUSES,
  PRODUCTION_BATCH_STATUSES,
  PURCHASE_ORDER_STATUSES,
  RETURN_STATUSES,
  type ReferenceType,
  STOCK_TRANSFER_STATUSES,
} from "../../src/shared/statuses";
import { json } from "../columns";
import type { Customer } from "./orders";

/** What everyone may read of stock and of documents; the views themselves are in `rules/`. */

export const variant_documents = sqliteView("variant_documents", {
  sequence: integer("sequence").notNull(),
  id: text("id").notNull(),
  product_id: text("product_id").notNull(),
  product_name: text("product_name").notNull(),
  product_category: text("product_category"),
  product_status: text("product_status", { enum: CATALOGUE_STATUSES }).notNull(),
  sku: text("sku").notNull(),
  barcodes: json<string[]>("barcodes").notNull(),
  name: text("name").notNull(),
  options: json<Record<string, string>>("options").notNull(),
  unit: text("unit").notNull(),
  quantity_decimals: integer("quantity_decimals").notNull(),
  price: integer("price"),
  cost: integer("cost"),
  lot_tracked: integer("lot_tracked", { mode: "boolean" }).notNull(),
  shelf_life_days: integer("shelf_life_days"),
  status: text("status", { enum: CATALOGUE_STATUSES }).notNull(),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  version: integer("version").notNull(),
  created_at: text("created_at").notNull(),
  updated_at: text("updated_at").notNull(),
}).existing();

export const inventory_levels = sqliteView("inventory_levels", {
  sequence: integer("sequence").notNull(),
  variant_id: text("variant_id").notNull(),
  sku: text("sku").notNull(),
  product_id: text("product_id").notNull(),
  product_name: text("product_name").notNull(),
  location_id: text("location_id").notNull(),
  location_name: text("location_name").notNull(),
  on_hand: integer("on_hand").notNull(),
  reserved: integer("reserved").notNull(),
  /** On hand less reserved; what is held is still in it. */
  available: integer("available").notNull(),
  lot_tracked: integer("lot_tracked", { mode: "boolean" }).notNull(),
  incoming: integer("incoming").notNull(),
  updated_at: text("updated_at").notNull(),
}).existing();

export const inventory_ledger = sqliteView("inventory_ledger", {
  sequence: integer("sequence").notNull(),
  type: text("type").notNull(),
  variant_id: text("variant_id").notNull(),
  sku: text("sku").notNull(),
  location_id: text("location_id").notNull(),
  lot_id: text("lot_id"),
  quantity: integer("quantity").notNull(),
  on_hand_change: integer("on_hand_change").notNull(),
  reserved_change: integer("reserved_change").notNull(),
  on_hand_after: integer("on_hand_after").notNull(),
  reserved_after: integer("reserved_after").notNull(),
  unit_cost: integer("unit_cost"),
  reason: text("reason"),
  note: text("note"),
  reference_type: text("reference_type").$type<ReferenceType>().notNull(),
  reference_id: text("reference_id").notNull(),
  actor_type: text("actor_type", { enum: ACTOR_TYPES }),
  actor_id: text("actor_id"),
  api_key_id: text("api_key_id"),
  occurred_at: text("occurred_at").notNull(),
  created_at: text("created_at").notNull(),
}).existing();

/** A lot, as far as it takes to choose one before another; `usable_through` is the last day it may be sold, if any. */
export type LotName = {
  lot_id: string;
  lot_number: string;
  expiry_date: string | null;
  usable_through: string;
  sequence: number;
};

/** What of a lot a document's line has set aside, has taken away, and of that has brought in elsewhere, or returns claim. */
export type LineLot = LotName & { reserved: number; taken: number; arrived: number; claimed: number };

/** An item of a document as the view's JSON holds it, quantities and money scaled. */
export type StoredOrderItem = {
  id: string;
  position: number;
  variant_id: string;
  sku: string;
  quantity_decimals: number;
  location_id: string;
  quantity: number;
  unit_price: number | null;
  reserved_quantity: number;
  fulfilled_quantity: number;
  cancelled_quantity: number;
  claimed_quantity: number;
  returned_quantity: number;
  lot_tracked: boolean;
  lots: LineLot[];
};

export const order_documents = sqliteView("order_documents", {
  sequence: integer("sequence").notNull(),
  id: text("id").notNull(),
  number: text("number").notNull(),
  status: text("status", { enum: ORDER_STATUSES }).notNull(),
  location_id: text("location_id"),
  customer: json<Customer>("customer").notNull(),
  channel: text("channel"),
  external_reference: text("external_reference"),
  note: text("note"),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  cancel_reason: text("cancel_reason"),
  placed_at: text("placed_at").notNull(),
  reserved_at: text("reserved_at"),
  fulfilled_at: text("fulfilled_at"),
  cancelled_at: text("cancelled_at"),
  version: integer("version").notNull(),
  created_at: text("created_at").notNull(),
  updated_at: text("updated_at").notNull(),
  items: json<StoredOrderItem[]>("items").notNull(),
}).existing();

export type StoredPurchaseOrderItem = {
  id: string;
  position: number;
  variant_id: string;
  sku: string;
  quantity_decimals: number;
  lot_tracked: boolean;
  location_id: string;
  quantity: number;
  unit_cost: number | null;
  received_quantity: number;
  rejected_quantity: number;
  cancelled_quantity: number;
};

export const purchase_order_documents = sqliteView("purchase_order_documents", {
  sequence: integer("sequence").notNull(),
  id: text("id").notNull(),
  number: text("number").notNull(),
  status: text("status", { enum: PURCHASE_ORDER_STATUSES }).notNull(),
  supplier_id: text("supplier_id").notNull(),
  location_id: text("location_id").notNull(),
  currency: text("currency").notNull(),
  expected_at: text("expected_at"),
  note: text("note"),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  cancel_reason: text("cancel_reason"),
  ordered_at: text("ordered_at").notNull(),
  received_at: text("received_at"),
  cancelled_at: text("cancelled_at"),
  version: integer("version").notNull(),
  created_at: text("created_at").notNull(),
  updated_at: text("updated_at").notNull(),
  items: json<StoredPurchaseOrderItem[]>("items").notNull(),
}).existing();

export type StoredTransferItem = {
  id: string;
  position: number;
  variant_id: string;
  sku: string;
  quantity_decimals: number;
  quantity: number;
  shipped_quantity: number;
  received_quantity: number;
  lost_quantity: number;
  unit_cost: number | null;
  /** What one costs by now, for the goods to take along when they leave. */
  variant_cost: number | null;
  lot_tracked: boolean;
  lots: LineLot[];
};

export const stock_transfer_documents = sqliteView("stock_transfer_documents", {
  sequence: integer("sequence").notNull(),
  id: text("id").notNull(),
  number: text("number").notNull(),
  status: text("status", { enum: STOCK_TRANSFER_STATUSES }).notNull(),
  from_location_id: text("from_location_id").notNull(),
  to_location_id: text("to_location_id").notNull(),
  note: text("note"),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  cancel_reason: text("cancel_reason"),
  shipped_at: text("shipped_at"),
  received_at: text("received_at"),
  cancelled_at: text("cancelled_at"),
  version: integer("version").notNull(),
  created_at: text("created_at").notNull(),
  updated_at: text("updated_at").notNull(),
  items: json<StoredTransferItem[]>("items").notNull(),
}).existing();

export type StoredReturnItem = {
  id: string;
  position: number;
  order_item_id: string;
  variant_id: string;
  sku: string;
  quantity: number;
  condition: (typeof RETURN_CONDITIONS)[number];
  unit_refund: number | null;
  lot_tracked: boolean;
  from_lot_id: string | null;
  lot_id: string | null;
};

export const return_authorization_documents = sqliteView("return_authorization_documents", {
  sequence: integer("sequence").notNull(),
  id: text("id").notNull(),
  number: text("number").notNull(),
  status: text("status", { enum: RETURN_STATUSES }).notNull(),
  order_id: text("order_id").notNull(),
  location_id: text("location_id").notNull(),
  reason: text("reason"),
  note: text("note"),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  received_at: text("received_at"),
  cancelled_at: text("cancelled_at"),
  version: integer("version").notNull(),
  created_at: text("created_at").notNull(),
  updated_at: text("updated_at").notNull(),
  items: json<StoredReturnItem[]>("items").notNull(),
}).existing();

export const inventory_policy_documents = sqliteView("inventory_policy_documents", {
  sequence: integer("sequence").notNull(),
  id: text("id").notNull(),
  variant_id: text("variant_id").notNull(),
  sku: text("sku").notNull(),
  location_id: text("location_id").notNull(),
  reorder_point: integer("reorder_point").notNull(),
  reorder_quantity: integer("reorder_quantity").notNull(),
  lead_time_days: integer("lead_time_days").notNull(),
  safety_stock: integer("safety_stock").notNull(),
  max_stock: integer("max_stock"),
  supplier_id: text("supplier_id"),
  version: integer("version").notNull(),
  created_at: text("created_at").notNull(),
  updated_at: text("updated_at").notNull(),
}).existing();

export const lot_documents = sqliteView("lot_documents", {
  sequence: integer("sequence").notNull(),
  id: text("id").notNull(),
  lot_number: text("lot_number").notNull(),
  variant_id: text("variant_id").notNull(),
  sku: text("sku").notNull(),
  status: text("status", { enum: LOT_STATUSES }).notNull(),
  disposition: text("disposition", { enum: LOT_DISPOSITIONS }).notNull(),
  expiry_date: text("expiry_date"),
  usable_through: text("usable_through").notNull(),
  manufactured_at: text("manufactured_at"),
  quantity_initial: integer("quantity_initial").notNull(),
  on_hand: integer("on_hand").notNull(),
  reserved: integer("reserved").notNull(),
  source_type: text("source_type").$type<ReferenceType>().notNull(),
  source_id: text("source_id").notNull(),
  supplier_id: text("supplier_id"),
  parent_lot_id: text("parent_lot_id"),
  note: text("note"),
  version: integer("version").notNull(),
  created_at: text("created_at").notNull(),
  updated_at: text("updated_at").notNull(),
}).existing();

/** Where the stock of lots is. */
export const lot_levels = sqliteView("lot_levels", {
  lot_id: text("lot_id").notNull(),
  variant_id: text("variant_id").notNull(),
  location_id: text("location_id").notNull(),
  location_name: text("location_name").notNull(),
  on_hand: integer("on_hand").notNull(),
  reserved: integer("reserved").notNull(),
}).existing();

/** What lines of documents have set aside, lot by lot (`''`: the variant has no lots). */
export const open_reservations = sqliteView("open_reservations", {
  lot_id: text("lot_id").notNull(),
  line_id: text("line_id").notNull(),
  reference_type: text("reference_type").$type<ReferenceType>().notNull(),
  reference_id: text("reference_id").notNull(),
  variant_id: text("variant_id").notNull(),
  location_id: text("location_id").notNull(),
  quantity: integer("quantity").notNull(),
}).existing();

export type StoredRecipeItem = {
  position: number;
  variant_id: string;
  sku: string;
  quantity_decimals: number;
  variant_status: CatalogueStatus;
  quantity: number;
  scrap_percent: number;
};

export const recipe_documents = sqliteView("recipe_documents", {
  sequence: integer("sequence").notNull(),
  id: text("id").notNull(),
  name: text("name").notNull(),
  code: text("code"),
  output_variant_id: text("output_variant_id").notNull(),
  output_sku: text("output_sku").notNull(),
  output_decimals: integer("output_decimals").notNull(),
  output_status: text("output_status", { enum: CATALOGUE_STATUSES }).notNull(),
  output_quantity: integer("output_quantity").notNull(),
  instructions: text("instructions"),
  status: text("status", { enum: CATALOGUE_STATUSES }).notNull(),
  version: integer("version").notNull(),
  created_at: text("created_at").notNull(),
  updated_at: text("updated_at").notNull(),
  items: json<StoredRecipeItem[]>("items").notNull(),
}).existing();

export type StoredBatchInput = {
  id: string;
  position: number;
  variant_id: string;
  sku: string;
  location_id: string;
  quantity_decimals: number;
  lot_tracked: boolean;
  /** What one costs by now. */
  variant_cost: number | null;
  planned_quantity: number;
  actual_quantity: number | null;
  waste_quantity: number | null;
  carry: string;
  remainder: string;
  reserved_quantity: number;
  lots: LineLot[];
};

export const production_batch_documents = sqliteView("production_batch_documents", {
  sequence: integer("sequence").notNull(),
  id: text("id").notNull(),
  number: text("number").notNull(),
  status: text("status", { enum: PRODUCTION_BATCH_STATUSES }).notNull(),
  recipe_id: text("recipe_id").notNull(),
  recipe_version: integer("recipe_version").notNull(),
  cancel_number: integer("cancel_number"),
  cancellations_settled: integer("cancellations_settled").notNull(),
  location_id: text("location_id").notNull(),
  output_variant_id: text("output_variant_id").notNull(),
  output_sku: text("output_sku").notNull(),
  output_decimals: integer("output_decimals").notNull(),
  output_lot_tracked: integer("output_lot_tracked", { mode: "boolean" }).notNull(),
  output_shelf_life_days: integer("output_shelf_life_days"),
  output_lot: json<{ lot_number: string; expiry_date: string | null }>("output_lot"),
  planned_quantity: integer("planned_quantity").notNull(),
  actual_quantity_produced: integer("actual_quantity_produced"),
  output_lot_id: text("output_lot_id"),
  unit_cost: integer("unit_cost"),
  notes: text("notes"),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  cancel_reason: text("cancel_reason"),
  planned_at: text("planned_at").notNull(),
  started_at: text("started_at"),
  completed_at: text("completed_at"),
  cancelled_at: text("cancelled_at"),
  version: integer("version").notNull(),
  created_at: text("created_at").notNull(),
  updated_at: text("updated_at").notNull(),
  items: json<StoredBatchInput[]>("items").notNull(),
}).existing();
