import { customType, integer, sqliteView, text } from "drizzle-orm/sqlite-core";
import type { ReferenceType } from "../../src/shared/statuses";
import { scaled } from "../columns";
import type { LotName } from "./lots";
import { ledger_columns } from "./stock";

/**
 * Levels: the stock of a variant at a location. Every module may read the views of this file; the tables behind them
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
  value: scaled("value").notNull(),
  /** Still to arrive from open purchase orders and transfers. */
  incoming: scaled("incoming").notNull(),
  updated_at: text("updated_at").notNull(),
}).existing();

const { arrives, line_id, lot_on_hand_after, lost_value, first_shipment, local_date, day, ...entry_columns } =
  ledger_columns;

/** Ledger entries as everyone reads them, each with the SKU of its variant. */
export const inventory_ledger = sqliteView("inventory_ledger", {
  ...entry_columns,
  sku: text("sku").notNull(),
}).existing();

/** The stock of each lot at each location that has some. */
export const lot_levels = sqliteView("lot_levels", {
  lot_id: text("lot_id").notNull(),
  variant_id: text("variant_id").notNull(),
  location_id: text("location_id").notNull(),
  location_name: text("location_name").notNull(),
  on_hand: scaled("on_hand").notNull(),
  reserved: scaled("reserved").notNull(),
}).existing();

/** Quantities reserved for documents' lines, one row per lot; `lot_id` is `''` if the variant has no lots. */
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
 * A document's line and one lot, quantities in stored units: reserved for the line, taken off hand by it, arrived at the
 * destination (of a transfer), and claimed by returns (of an order).
 */
export type LineLot = LotName & { reserved: number; taken: number; arrived: number; claimed: number };

/** The members of a lot in `line_lots`, in their order. */
const LINE_LOT: readonly (keyof LineLot)[] = [
  ...(["lot_id", "lot_number", "expiry_date", "usable_through", "sequence"] as const),
  ...(["reserved", "taken", "arrived", "claimed"] as const),
];

const toLineLot = (values: readonly unknown[]) =>
  Object.fromEntries(LINE_LOT.map((name, at) => [name, values[at]])) as LineLot;

/** The column of a document view that has its lines as JSON, each with the lots of `line_lots`. */
export const linesWithLots = <Line extends { lots: LineLot[] }>(name: string) =>
  customType<{ data: Line[]; driverData: string }>({
    dataType: () => "text",
    fromDriver: (text) =>
      JSON.parse(text).map((line: { lots: unknown[][] }) => ({ ...line, lots: line.lots.map(toLineLot) })),
  })(name);
