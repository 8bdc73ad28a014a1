import * as z from "zod";
import {
  Amount,
  Code,
  Money,
  Note,
  namesOneVariant,
  ONE_VARIANT,
  QuantityOrZero,
  Reference,
  SignedQuantity,
  Timestamp,
  VariantReference,
} from "../../http/schemas";
import { ADJUSTMENT_REASONS } from "../../shared/reasons";
import { LedgerEntry } from "../inventory_ledger/schemas";

const Line = z
  .strictObject({
    ...VariantReference,
    location_id: Reference,
    quantity: SignedQuantity.refine((value) => value !== 0, "must not be 0")
      .optional()
      .meta({ description: "The signed change of on hand; provide either this or `set_to`", examples: [10] }),
    set_to: QuantityOrZero.optional().meta({
      description: "The quantity on hand afterwards; provide either this or `quantity`",
    }),
    expected_on_hand: QuantityOrZero.optional().meta({
      description: "With `set_to`: the adjustment is refused if another quantity is on hand",
    }),
    reason: z.enum(ADJUSTMENT_REASONS),
    note: Note.default(null),
    unit_cost: Money.nullable().default(null).meta({
      description:
        "Cost of one of what is added; 0 for a gift. Without it, stock is added at the average cost of the level or, if it has no stock, of the variant. What is taken away takes its share of the level's value",
    }),
    lot_id: Code.optional().meta({
      description: "The lot; for lot-tracked variants only, which require either this or `lot_number`",
    }),
    lot_number: Code.optional().meta({
      description: "The lot's number, instead of `lot_id`; if it is new and stock is added, the lot is created",
    }),
    expiry_date: z.iso
      .date()
      .optional()
      .meta({ description: "The last day the lot may be used; must be the same if the lot exists and has one" }),
    external_reference: Code.nullable()
      .default(null)
      .meta({ description: "The adjustment's reference in another system" }),
  })
  .refine(namesOneVariant, ONE_VARIANT)
  .refine((line) => (line.quantity === undefined) !== (line.set_to === undefined), {
    error: "Provide exactly one of quantity and set_to",
    path: ["quantity"],
  })
  .refine((line) => line.expected_on_hand === undefined || line.set_to !== undefined, {
    error: "expected_on_hand requires set_to",
    path: ["expected_on_hand"],
  });

export type AdjustmentInput = z.output<typeof Line>;

export const NewAdjustment = z.union([Line, z.strictObject({ adjustments: z.array(Line).min(1).max(1000) })]).meta({
  examples: [{ sku: "MUG-BLUE", location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz", quantity: 24, reason: "received" }],
});

const LineResponse = z.strictObject({
  variant_id: z.string(),
  sku: z.string(),
  location_id: z.string(),
  quantity: Amount.meta({ description: "The signed change of on hand" }),
  set_to: Amount.nullable().meta({ description: "The quantity on hand that was asked for; null for a change" }),
  expected_on_hand: Amount.nullable().meta({ description: "The quantity that had to be on hand before, as given" }),
  reason: z.enum(ADJUSTMENT_REASONS),
  note: z.string().nullable(),
  unit_cost: Amount.nullable().meta({ description: "Cost of one unit, as given" }),
  external_reference: z.string().nullable(),
  lot_id: z.string().optional().meta({ description: "The lot; absent if the variant is not lot-tracked" }),
  lot_number: z.string().optional().meta({ description: "The lot's number; absent if the variant is not lot-tracked" }),
});

const summary = {
  id: z.string(),
  ...LineResponse.partial().shape,
  lines_count: z.int().meta({
    description: "How many lines it has. If there is only one, its members are also members of the adjustment itself",
  }),
  api_key_id: z.string().nullable().meta({ description: "The API key that made the adjustment" }),
  created_at: Timestamp,
};

export const AdjustmentSummary = z.strictObject(summary).meta({ id: "InventoryAdjustmentSummary" });

export const Adjustment = z
  .strictObject({
    ...summary,
    adjustments: z.array(LineResponse).meta({
      description: "Its lines, or the page of them that was asked for",
    }),
    ledger_entries: z.array(LedgerEntry).meta({
      description: "The entries that these lines caused; a line that changed nothing has none",
    }),
  })
  .meta({ id: "InventoryAdjustment" });
