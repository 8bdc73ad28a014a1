import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, sqliteView, text } from "drizzle-orm/sqlite-core";
import { PRODUCTION_BATCH_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, scaled, sequence, updated_at, version } from "../columns";
import { type LineLot, linesWithLots } from "./inventory";
import type { CountedVariant } from "./variants";

const production_batch_columns = {
  sequence: sequence(),
  id: id(),
  number: text("number").notNull().unique(),
  status: text("status", { enum: PRODUCTION_BATCH_STATUSES }).notNull(),
  recipe_id: text("recipe_id").notNull(),
  /** The version of the recipe that its inputs were scaled from. */
  recipe_version: integer("recipe_version").notNull(),
  /** Its number among the cancelled batches of its recipe, from 1; null if it is not cancelled. */
  cancel_number: integer("cancel_number"),
  /** How many cancelled batches of the recipe had been taken out of the carry when this one was planned. */
  cancellations_settled: integer("cancellations_settled").notNull(),
  location_id: text("location_id").notNull(),
  output_variant_id: text("output_variant_id").notNull(),
  planned_quantity: scaled("planned_quantity").notNull(),
  actual_quantity_produced: scaled("actual_quantity_produced"),
  output_lot_id: text("output_lot_id"),
  /** The value of all that was consumed and wasted, which becomes the output's; null before completion. */
  input_value: scaled("input_value"),
  /** The cost of one of the output; null if nothing was produced. */
  unit_cost: scaled("unit_cost"),
  notes: text("notes"),
  metadata: json<Record<string, unknown>>("metadata").notNull(),
  cancel_reason: text("cancel_reason"),
  planned_at: text("planned_at").notNull(),
  started_at: text("started_at"),
  completed_at: text("completed_at"),
  cancelled_at: text("cancelled_at"),
  version: version(),
  created_at: created_at(),
  updated_at: updated_at(),
};

export const production_batches = sqliteTable("production_batches", production_batch_columns, (t) => [
  index("production_batches_by_recipe").on(t.recipe_id, t.sequence),
  index("production_batches_by_cancellation").on(t.recipe_id, t.cancel_number).where(sql`cancel_number IS NOT NULL`),
  index("production_batches_by_status").on(t.status, t.sequence),
  index("production_batches_by_location").on(t.location_id, t.sequence),
  index("production_batches_by_updated_at").on(t.updated_at),
  check("production_batch_quantity", sql`planned_quantity > 0 AND actual_quantity_produced >= 0`),
]);

/** What a batch plans to use and has used. What is reserved for an input follows from the ledger (`reservations`). */
export const production_batch_inputs = sqliteTable(
  "production_batch_inputs",
  {
    document_sequence: integer("document_sequence").notNull(),
    position: integer("position").notNull(),
    id: text("id").notNull(),
    variant_id: text("variant_id").notNull(),
    planned_quantity: scaled("planned_quantity").notNull(),
    actual_quantity: scaled("actual_quantity"),
    waste_quantity: scaled("waste_quantity"),
    /** What rounding has left over so far, as a fraction "numerator/denominator"; the recipe's next batch adds it. */
    carry: text("carry").notNull(),
    /** What this batch's own rounding left over; taken out of the carry if the batch is cancelled. */
    remainder: text("remainder").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.document_sequence, t.position] }),
    check(
      "production_batch_input_quantity",
      sql`planned_quantity >= 0 AND actual_quantity >= 0 AND waste_quantity >= 0`,
    ),
  ],
);

/** An input of a production batch as the document view has it: quantities and money are scaled. */
export type StoredBatchInput = Omit<typeof production_batch_inputs.$inferSelect, "document_sequence"> &
  CountedVariant & {
    /** The batch's location. */
    location_id: string;
    reserved_quantity: number;
    lots: LineLot[];
  };

/** Production batches with their output variant, the lot they produced and their inputs. */
export const production_batch_documents = sqliteView("production_batch_documents", {
  ...production_batch_columns,
  output_sku: text("output_sku").notNull(),
  output_decimals: integer("output_decimals").notNull(),
  output_lot_tracked: integer("output_lot_tracked", { mode: "boolean" }).notNull(),
  output_shelf_life_days: integer("output_shelf_life_days"),
  output_lot: json<{ lot_number: string; expiry_date: string | null }>("output_lot"),
  items: linesWithLots<StoredBatchInput>("items").notNull(),
}).existing();
