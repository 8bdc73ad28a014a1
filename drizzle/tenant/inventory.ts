import { integer, sqliteView, text } from "drizzle-orm/sqlite-core";
import type { ReferenceType } from "../../src/shared/statuses";
import { scaled } from "../columns";
import type { LotName } from "./lots";
import { ledger_columns } from "./stock";

/**
 * Levels: the stock of a variant at a location. Stock as everyone may read it is in this file; the tables behind these views
 * (`stock.ts`) are private to the ledger.
 */
export const inventory_levels = sqliteView("inventory_levels", {
  sequence: integer("sequence").notNull(),
  variant_id: text("variant_id").notNull(),
  sku: text("sku").notNull(),
  product_id: text("product_id").notNull(),
  product_name: text("product_name").notNull(),
  location_id: text("location_id").notNull(),
  location_name: text("location_name").notNull(),
  on_hand: scaled("on_hand").notNull(),
  reserved: scaled("reserved").notNull(),
  /** On hand less reserved; held stock is still included. */
  available: scaled("available").notNull(),
  lot_tracked: integer("lot_tracked", { mode: "boolean" }).notNull(),
  incoming: scaled("incoming").notNull(),
  updated_at: text("updated_at").notNull(),
}).existing();

const { arrives, line_id, lot_on_hand_after, ...entry_columns } = ledger_columns;

/** Ledger entries as everyone reads them, each with the SKU of its variant. */
export const inventory_ledger = sqliteView("inventory_ledger", {
  ...entry_columns,
  sku: text("sku").notNull(),
}).existing();

/** The stock of each lot at each location that has any. */
export const lot_levels = sqliteView("lot_levels", {
  lot_id: text("lot_id").notNull(),
  variant_id: text("variant_id").notNull(),
  location_id: text("location_id").notNull(),
  location_name: text("location_name").notNull(),
  on_hand: scaled("on_hand").notNull(),
  reserved: scaled("reserved").notNull(),
}).existing();

/** What is reserved for documents' lines, lot by lot (`''`: the variant has no lots). */
export const open_reservations = sqliteView("open_reservations", {
  lot_id: text("lot_id").notNull(),
  line_id: text("line_id").notNull(),
  reference_type: text("reference_type").$type<ReferenceType>().notNull(),
  reference_id: text("reference_id").notNull(),
  variant_id: text("variant_id").notNull(),
  location_id: text("location_id").notNull(),
  quantity: scaled("quantity").notNull(),
}).existing();

/**
 * One lot of a document's line, in stored units: what is reserved, what was taken, how much of that arrived at a transfer's
 * destination, and how much returns claim.
 */
export type LineLot = LotName & { reserved: number; taken: number; arrived: number; claimed: number };
