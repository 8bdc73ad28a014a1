import * as z from "zod";
import {
  Amount,
  Code,
  Filter,
  Instant,
  Metadata,
  Note,
  PageParameters,
  QuantityOrZero,
  Timestamp,
  text,
} from "../../http/schemas";
import { CYCLE_COUNT_STATUSES } from "../../shared/statuses";

const names = z.array(z.string().min(1).max(100)).min(1).max(5000).optional();

export const NewCycleCount = z
  .strictObject({
    number: Code.optional().meta({ description: "Unique; made where you give none" }),
    location_id: z.string().min(1).max(100),
    variant_ids: names.meta({ description: "What to count; without it and skus everything at the location" }),
    skus: names.meta({ description: "What to count, by SKU" }),
    blind: z.boolean().default(false).meta({ description: "Hides what is expected until the count is completed" }),
    note: Note.default(null),
    metadata: Metadata.default({}),
  })
  .meta({ examples: [{ location_id: "loc_…", skus: ["MUG-BLUE"], blind: true }] });

const CountedItem = z
  .strictObject({
    id: z.string().max(100).optional().meta({ description: "The item; or name it by variant_id or sku" }),
    variant_id: z.string().max(100).optional(),
    sku: z.string().max(100).optional(),
    lot_id: z.string().max(100).optional().meta({ description: "Only for variants that are tracked by lots" }),
    counted_quantity: QuantityOrZero,
    counted_at: Instant.optional().meta({ description: "When it was counted; by default now" }),
  })
  .refine((item) => [item.id, item.variant_id, item.sku].filter((name) => name !== undefined).length === 1, {
    error: "Name the item by id, variant_id or sku, exactly one of them",
    path: ["id"],
  });

export type CountedItemInput = z.output<typeof CountedItem>;

export const CycleCountChange = z
  .strictObject({
    note: Note.optional(),
    metadata: Metadata.optional(),
    cycle_count_items_attributes: z.array(CountedItem).min(1).max(5000).optional(),
  })
  .meta({ examples: [{ cycle_count_items_attributes: [{ sku: "MUG-BLUE", counted_quantity: 23 }] }] });

export const CompleteCycleCount = z
  .strictObject({
    uncounted_as_zero: z.boolean().default(false).meta({ description: "Takes what was not counted to be gone" }),
  })
  .meta({ examples: [{ uncounted_as_zero: false }] });

export const CancelCycleCount = z
  .strictObject({ reason: text(255).nullable().default(null) })
  .meta({ examples: [{ reason: "begun by mistake" }] });

const head = {
  id: z.string(),
  number: z.string(),
  status: z.enum(CYCLE_COUNT_STATUSES),
  location_id: z.string(),
  blind: z.boolean(),
  variant_ids: z.array(z.string()).nullable(),
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

const HEAD_EXAMPLE = {
  id: "cc_01kaf2v7x8p5t9m4q6r3s1w2yz",
  number: "CC-261123-7K2QX",
  status: "in_progress" as const,
  location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
  blind: false,
  variant_ids: null,
  note: null,
  metadata: {},
  cancel_reason: null,
  started_at: "2026-11-23T08:30:00.000Z",
  completed_at: null,
  cancelled_at: null,
  version: 3,
  created_at: "2026-11-23T08:30:00.000Z",
  updated_at: "2026-11-23T08:30:00.000Z",
};

export const CycleCountHead = z.strictObject(head).meta({ id: "CycleCountHead", examples: [HEAD_EXAMPLE] });

export const CycleCount = z
  .strictObject({
    ...head,
    items: z.array(
      z.strictObject({
        id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        lot_id: z.string().nullable(),
        expected_quantity: Amount.nullable().meta({ description: "Hidden in a blind count until it is completed" }),
        counted_quantity: Amount.nullable(),
        variance: Amount.nullable().meta({ description: "counted − expected; hidden as expected_quantity is" }),
        counted_at: Timestamp.nullable(),
      }),
    ),
  })
  .meta({
    id: "CycleCount",
    examples: [
      {
        ...HEAD_EXAMPLE,
        items: [
          {
            id: "cc_line_01kaf2v7x8p5t9m4q6r3s1w2yz_1",
            variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
            sku: "MUG-BLUE",
            lot_id: null,
            expected_quantity: 24,
            counted_quantity: 23,
            variance: -1,
            counted_at: "2026-11-23T08:35:00.000Z",
          },
        ],
      },
    ],
  });

export const CycleCountFilters = {
  location_id: Filter,
  status: z.enum(CYCLE_COUNT_STATUSES).optional(),
  ...PageParameters,
};
