import * as z from "zod";
import {
  Amount,
  Code,
  CursorParameter,
  Filter,
  Instant,
  ListParameters,
  Metadata,
  Note,
  QuantityOrZero,
  Reference,
  several,
  Timestamp,
  text,
} from "../../http/schemas";
import { CYCLE_COUNT_STATUSES } from "../../shared/statuses";

const listOf = (name: z.ZodString) => z.array(name).min(1).max(5000).optional();

export const NewCycleCount = z
  .strictObject({
    number: Code.optional().meta({
      description: "Your number for the count, unique among cycle counts; generated if omitted",
    }),
    location_id: Reference.meta({ description: "The location to count" }),
    variant_ids: listOf(Reference).meta({
      description: "The variants to count; if both this and `skus` are omitted, everything on hand at the location",
    }),
    skus: listOf(Code).meta({ description: "The variants to count, by SKU" }),
    blind: z
      .boolean()
      .default(false)
      .meta({ description: "Hides expected quantities and variances until the count is completed" }),
    note: Note.default(null),
    metadata: Metadata.default({}),
  })
  .meta({ examples: [{ location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz", skus: ["MUG-BLUE"], blind: true }] });

const CountedItem = z
  .strictObject({
    id: Reference.optional().meta({
      description: "The count's item; provide exactly one of `id`, `variant_id` and `sku`",
    }),
    variant_id: Reference.optional().meta({ description: "The variant counted" }),
    sku: Code.optional().meta({ description: "The SKU of the variant counted" }),
    lot_id: Reference.optional().meta({
      description: "The lot counted; required for lot-tracked variants unless `id` is given, refused for others",
    }),
    counted_quantity: QuantityOrZero.meta({ description: "Quantity that was counted" }),
    counted_at: Instant.optional().meta({
      description: "When it was counted; defaults to now. Up to 5 minutes in the future counts as now, more is refused",
    }),
  })
  .refine((item) => [item.id, item.variant_id, item.sku].filter((name) => name !== undefined).length === 1, {
    error: "Provide exactly one of id, variant_id and sku",
    path: ["id"],
  });

export type CountedItemInput = z.output<typeof CountedItem>;

export const CycleCountChange = z
  .strictObject({
    note: Note.optional(),
    metadata: Metadata.optional(),
    cycle_count_items_attributes: z.array(CountedItem).min(1).max(5000).optional().meta({
      description: "The items counted; those not yet on the count are added, up to 20,000 in all",
    }),
  })
  .meta({ examples: [{ cycle_count_items_attributes: [{ sku: "MUG-BLUE", counted_quantity: 23 }] }] });

export const CompleteCycleCount = z
  .strictObject({
    uncounted_as_zero: z.boolean().default(false).meta({ description: "Counts every item that was not counted as 0" }),
  })
  .meta({ examples: [{ uncounted_as_zero: false }] });

export const CancelCycleCount = z
  .strictObject({
    reason: text(255).nullable().default(null).meta({ description: "Stored as the count's `cancel_reason`" }),
  })
  .meta({ examples: [{ reason: "Started by mistake" }] });

const head = {
  id: z.string(),
  number: z.string(),
  status: z.enum(CYCLE_COUNT_STATUSES),
  location_id: z.string().meta({ description: "The location that is counted" }),
  blind: z.boolean().meta({ description: "Hides expected quantities and variances until the count is completed" }),
  variant_ids: z.array(z.string()).nullable().meta({
    description: "The variants that are counted; null for everything on hand at the location",
  }),
  items_count: z.int().meta({ description: "How many items it has" }),
  note: z.string().nullable(),
  metadata: Metadata,
  cancel_reason: z.string().nullable(),
  started_at: Timestamp.nullable(),
  completed_at: Timestamp.nullable(),
  cancelled_at: Timestamp.nullable(),
  version: z.int(),
  created_at: Timestamp,
  updated_at: Timestamp,
};

export const CycleCountHead = z.strictObject(head).meta({ id: "CycleCountHead" });

export const CycleCount = z
  .strictObject({
    ...head,
    items: z.array(
      z.strictObject({
        id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        lot_id: z.string().nullable().meta({ description: "The lot, for lot-tracked variants" }),
        expected_quantity: Amount.nullable().meta({
          description: "On hand at `counted_at`, or when it was loaded; null in a blind count until it is completed",
        }),
        counted_quantity: Amount.nullable().meta({ description: "Quantity that was counted; null if not counted yet" }),
        variance: Amount.nullable().meta({
          description: "`counted_quantity` minus `expected_quantity`; null if either is null",
        }),
        counted_at: Timestamp.nullable(),
      }),
    ),
  })
  .meta({ id: "CycleCount" });

export const CycleCountFilters = {
  location_id: Filter.meta({ description: "Only cycle counts of this location" }),
  status: several(CYCLE_COUNT_STATUSES)
    .optional()
    .meta({ description: "Only cycle counts with this status, or one of several" }),
  ...ListParameters,
  ...CursorParameter,
};
