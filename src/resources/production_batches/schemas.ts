import * as z from "zod";
import {
  Amount,
  Code,
  CursorParameter,
  Filter,
  ListParameters,
  Metadata,
  Note,
  Quantity,
  QuantityOrZero,
  Reference,
  several,
  Timestamp,
  text,
} from "../../http/schemas";
import { PRODUCTION_BATCH_STATUSES } from "../../shared/statuses";
import { LotQuantities } from "../inventory_ledger/schemas";

export const NewBatch = z
  .strictObject({
    number: Code.optional().meta({
      description: "Your number for the batch, unique among production batches; generated if omitted",
    }),
    recipe_id: Reference.meta({ description: "The recipe to produce, which must be active" }),
    location_id: z
      .string()
      .min(1)
      .max(100)
      .meta({ description: "The location that inputs are taken from and the output is added to" }),
    planned_quantity: Quantity.meta({ description: "Quantity of the recipe's output to produce" }),
    notes: Note.default(null),
    metadata: Metadata.default({}),
  })
  .meta({
    examples: [
      {
        recipe_id: "rec_01kaf2v7x8p5t9m4q6r3s1w2yz",
        location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
        planned_quantity: 12,
      },
    ],
  });

export const CompleteBatch = z
  .strictObject({
    actual_quantity_produced: QuantityOrZero.meta({ description: "Quantity of the output that was produced" }),
    inputs: z
      .array(
        z.strictObject({
          production_batch_input_id: Reference.meta({ description: "The `id` of the batch's input" }),
          actual_quantity: QuantityOrZero.optional().meta({
            description: "Quantity used; defaults to the planned quantity",
          }),
          waste_quantity: QuantityOrZero.optional().meta({
            description: "Quantity wasted in addition to `actual_quantity`; defaults to 0",
          }),
        }),
      )
      .max(500)
      .optional()
      .meta({ description: "The inputs whose consumption differs from the plan; the others are consumed as planned" }),
    lot_number: Code.optional().meta({
      description: "Number of the lot produced, for lot-tracked outputs only; defaults to the batch's number",
    }),
    expiry_date: z.iso
      .date()
      .optional()
      .meta({ description: "Last usable day of the lot produced; defaults to the variant's shelf life" }),
    manufactured_at: z.iso
      .date()
      .optional()
      .meta({ description: "Date of manufacture of the lot produced; defaults to today" }),
    notes: Note.optional().meta({ description: "Replaces the batch's notes; if omitted, they stay as they are" }),
  })
  .meta({
    examples: [
      {
        actual_quantity_produced: 11,
        inputs: [
          {
            production_batch_input_id: "bat_line_01kaf2v7x8p5t9m4q6r3s1w2yz_1",
            actual_quantity: 6,
            waste_quantity: 0.25,
          },
        ],
      },
    ],
  });

export const CancelBatch = z
  .strictObject({
    reason: text(255).nullable().default(null).meta({ description: "Stored as the batch's `cancel_reason`" }),
  })
  .meta({ examples: [{ reason: "The oven is broken" }] });

export const ProductionBatch = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    status: z.enum(PRODUCTION_BATCH_STATUSES),
    recipe_id: z.string(),
    location_id: z.string().meta({ description: "The location that inputs are taken from and the output is added to" }),
    output_variant_id: z.string().meta({ description: "The variant produced" }),
    output_sku: z.string().meta({ description: "The SKU of the variant produced" }),
    planned_quantity: Amount.meta({ description: "Quantity of the output to produce" }),
    actual_quantity_produced: Amount.nullable().meta({
      description: "Quantity of the output that was produced; null until the batch is completed",
    }),
    yield_percent: Amount.nullable().meta({ description: "Quantity produced as a percentage of the quantity planned" }),
    input_value: Amount.nullable().meta({
      description: "What was consumed and wasted has cost, which is what the output is worth; null before completion",
    }),
    unit_cost: Amount.nullable().meta({
      description: "Actual cost of one of the output, waste included, rounded; null if nothing was produced",
    }),
    notes: z.string().nullable(),
    metadata: Metadata,
    cancel_reason: z.string().nullable(),
    inputs: z.array(
      z.strictObject({
        id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        planned_quantity: Amount.meta({ description: "Quantity to use, scaled from the recipe, scrap included" }),
        reserved_quantity: Amount.meta({ description: "Reserved for this input and not yet consumed" }),
        actual_quantity: Amount.nullable().meta({
          description: "Quantity used; null until the batch is completed",
        }),
        waste_quantity: Amount.nullable().meta({
          description: "Quantity wasted in addition to `actual_quantity`; null until the batch is completed",
        }),
        lots: LotQuantities.meta({
          description: "For lot-tracked variants: how much of each lot is reserved for or was consumed by this input",
        }),
      }),
    ),
    outputs: z
      .array(
        z.strictObject({
          variant_id: z.string(),
          sku: z.string(),
          quantity: Amount,
          lot_id: z
            .string()
            .nullable()
            .meta({ description: "The lot produced; null if the variant is not lot-tracked" }),
          lot_number: z.string().nullable(),
          expiry_date: z.iso.date().nullable(),
        }),
      )
      .meta({ description: "What was produced; empty until the batch is completed" }),
    planned_at: Timestamp,
    started_at: Timestamp.nullable(),
    completed_at: Timestamp.nullable(),
    cancelled_at: Timestamp.nullable(),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "ProductionBatch" });

export const BatchFilters = {
  status: several(PRODUCTION_BATCH_STATUSES)
    .optional()
    .meta({ description: "Only batches with this status, or one of several" }),
  recipe_id: Filter.meta({ description: "Only batches of this recipe" }),
  location_id: Filter.meta({ description: "Only batches at this location" }),
  ...ListParameters,
  ...CursorParameter,
};
