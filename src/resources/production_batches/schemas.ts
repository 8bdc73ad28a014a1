import * as z from "zod";
import {
  Amount,
  Code,
  Filter,
  Metadata,
  Note,
  PageParameters,
  Quantity,
  QuantityOrZero,
  Timestamp,
  text,
} from "../../http/schemas";
import { PRODUCTION_BATCH_STATUSES } from "../../shared/statuses";
import { LotQuantities } from "../inventory_ledger/schemas";

export const NewBatch = z
  .strictObject({
    number: Code.optional().meta({ description: "Unique; made where you give none" }),
    recipe_id: z.string().min(1).max(100),
    location_id: z.string().min(1).max(100).meta({ description: "Where the ingredients are, and the output will be" }),
    planned_quantity: Quantity.meta({ description: "How much of the recipe's output is to be made" }),
    notes: Note.default(null),
    metadata: Metadata.default({}),
  })
  .meta({ examples: [{ recipe_id: "rec_…", location_id: "loc_…", planned_quantity: 12 }] });

export const CompleteBatch = z
  .strictObject({
    actual_quantity_produced: QuantityOrZero,
    inputs: z
      .array(
        z.strictObject({
          production_batch_input_id: z.string().min(1).max(100),
          actual_quantity: QuantityOrZero.optional().meta({ description: "What went into it; by default as planned" }),
          waste_quantity: QuantityOrZero.optional().meta({
            description: "What was wasted beside that; by default none",
          }),
        }),
      )
      .max(500)
      .optional()
      .meta({ description: "Those that were not used as planned" }),
    lot_number: Code.optional().meta({
      description: "Only where the output is tracked by lots; by default the batch's number",
    }),
    expiry_date: z.iso.date().optional().meta({ description: "Of the output's lot; by default by its shelf life" }),
    manufactured_at: z.iso.date().optional().meta({ description: "Of the output's lot; by default today" }),
    notes: Note.optional(),
  })
  .meta({
    examples: [
      {
        actual_quantity_produced: 11,
        inputs: [{ production_batch_input_id: "bat_line_…_1", actual_quantity: 6, waste_quantity: 0.25 }],
      },
    ],
  });

export const CancelBatch = z
  .strictObject({ reason: text(255).nullable().default(null) })
  .meta({ examples: [{ reason: "oven is broken" }] });

export const ProductionBatch = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    status: z.enum(PRODUCTION_BATCH_STATUSES),
    recipe_id: z.string(),
    location_id: z.string(),
    output_variant_id: z.string(),
    output_sku: z.string(),
    planned_quantity: Amount,
    actual_quantity_produced: Amount.nullable(),
    yield_percent: Amount.nullable().meta({ description: "What was produced, in per cent of what was planned" }),
    unit_cost: Amount.nullable().meta({ description: "What one of the output came to cost, waste included" }),
    notes: z.string().nullable(),
    metadata: Metadata,
    cancel_reason: z.string().nullable(),
    inputs: z.array(
      z.strictObject({
        id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        planned_quantity: Amount,
        reserved_quantity: Amount,
        actual_quantity: Amount.nullable(),
        waste_quantity: Amount.nullable(),
        lots: LotQuantities.meta({ description: "What of each lot is set aside for it, or was used" }),
      }),
    ),
    outputs: z.array(
      z.strictObject({
        variant_id: z.string(),
        sku: z.string(),
        quantity: Amount,
        lot_id: z.string().nullable(),
        lot_number: z.string().nullable(),
        expiry_date: z.iso.date().nullable(),
      }),
    ),
    planned_at: Timestamp,
    started_at: Timestamp.nullable(),
    completed_at: Timestamp.nullable(),
    cancelled_at: Timestamp.nullable(),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({
    id: "ProductionBatch",
    examples: [
      {
        id: "bat_01kaf2v7x8p5t9m4q6r3s1w2yz",
        number: "PB-261123-7K2QX",
        status: "completed",
        recipe_id: "rec_01kaf2v7x8p5t9m4q6r3s1w2yz",
        location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
        output_variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yb",
        output_sku: "BREAD",
        planned_quantity: 12,
        actual_quantity_produced: 11,
        yield_percent: 91.6667,
        unit_cost: 0.8523,
        notes: null,
        metadata: {},
        cancel_reason: null,
        inputs: [
          {
            id: "bat_line_01kaf2v7x8p5t9m4q6r3s1w2yz_1",
            variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
            sku: "FLOUR",
            planned_quantity: 6,
            reserved_quantity: 0,
            actual_quantity: 6,
            waste_quantity: 0.25,
            lots: [{ lot_id: "lot_01kaf2v7x8p5t9m4q6r3s1w2yz", lot_number: "FLOUR-2611", quantity: 6.25 }],
          },
        ],
        outputs: [
          {
            variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yb",
            sku: "BREAD",
            quantity: 11,
            lot_id: "lot_01kaf2v7x8p5t9m4q6r3s1w2yb",
            lot_number: "PB-261123-7K2QX",
            expiry_date: "2026-11-26",
          },
        ],
        planned_at: "2026-11-23T04:30:00.000Z",
        started_at: "2026-11-23T05:00:00.000Z",
        completed_at: "2026-11-23T08:30:00.000Z",
        cancelled_at: null,
        version: 3,
        created_at: "2026-11-23T04:30:00.000Z",
        updated_at: "2026-11-23T08:30:00.000Z",
      },
    ],
  });

export const BatchFilters = {
  status: z.enum(PRODUCTION_BATCH_STATUSES).optional(),
  recipe_id: Filter,
  location_id: Filter,
  ...PageParameters,
};
