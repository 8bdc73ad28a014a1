import * as z from "zod";
import {
  Amount,
  Code,
  Money,
  Note,
  namesOneVariant,
  ONE_VARIANT,
  QuantityOrZero,
  SignedQuantity,
  Timestamp,
  VariantReference,
} from "../../http/schemas";
import { ADJUSTMENT_REASONS } from "../../shared/reasons";
import { LEDGER_ENTRY_EXAMPLE, LedgerEntry } from "../inventory_ledger/schemas";

const Line = z
  .strictObject({
    ...VariantReference,
    location_id: z.string().min(1).max(100),
    quantity: SignedQuantity.refine((value) => value !== 0, "Give the change, which is not 0")
      .optional()
      .meta({ description: "The signed change; this or set_to", examples: [10] }),
    set_to: QuantityOrZero.optional().meta({ description: "What is on hand after; this or quantity" }),
    expected_on_hand: QuantityOrZero.optional().meta({
      description: "With set_to: refuses with 409 conflict if another quantity is on hand by now",
    }),
    reason: z.enum(ADJUSTMENT_REASONS),
    note: Note.default(null),
    unit_cost: Money.nullable().default(null),
    lot_id: Code.optional().meta({ description: "Only for variants that are tracked by lots: this or lot_number" }),
    lot_number: Code.optional().meta({ description: "As lot_id; a new number makes a new lot" }),
    expiry_date: z.iso.date().optional().meta({ description: "Of a new lot" }),
    external_reference: Code.nullable().default(null),
  })
  .refine(namesOneVariant, ONE_VARIANT)
  .refine((line) => (line.quantity === undefined) !== (line.set_to === undefined), {
    error: "Give the change as quantity, or the result as set_to, exactly one of them",
    path: ["quantity"],
  })
  .refine((line) => line.expected_on_hand === undefined || line.set_to !== undefined, {
    error: "expected_on_hand goes with set_to",
    path: ["expected_on_hand"],
  });

export type AdjustmentInput = z.output<typeof Line>;

export const NewAdjustment = z
  .union([Line, z.strictObject({ adjustments: z.array(Line).min(1).max(1000) })])
  .meta({ examples: [{ sku: "MUG-BLUE", location_id: "loc_…", quantity: 24, reason: "received" }] });

const AnsweredLine = z.strictObject({
  variant_id: z.string(),
  sku: z.string(),
  location_id: z.string(),
  quantity: Amount.meta({ description: "The signed change that was made" }),
  set_to: Amount.nullable(),
  expected_on_hand: Amount.nullable(),
  reason: z.enum(ADJUSTMENT_REASONS),
  note: z.string().nullable(),
  unit_cost: Amount.nullable(),
  external_reference: z.string().nullable(),
  lot_id: z.string().optional().meta({ description: "Where the variant is tracked by lots" }),
  lot_number: z.string().optional(),
});

const LINE_EXAMPLE = {
  variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
  sku: "MUG-BLUE",
  location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
  quantity: 24,
  set_to: null,
  expected_on_hand: null,
  reason: "received",
  note: null,
  unit_cost: 4.25,
  external_reference: null,
} as const;

export const Adjustment = z
  .strictObject({
    id: z.string(),
    ...AnsweredLine.partial().shape,
    adjustments: z.array(AnsweredLine).meta({
      description: "Every line; of an adjustment with one line its members stand beside the id as well",
    }),
    ledger_entries: z.array(LedgerEntry),
    api_key_id: z.string().nullable(),
    created_at: Timestamp,
  })
  .meta({
    id: "InventoryAdjustment",
    examples: [
      {
        id: "adj_01kaf2v7x8p5t9m4q6r3s1w2yz",
        ...LINE_EXAMPLE,
        adjustments: [LINE_EXAMPLE],
        ledger_entries: [LEDGER_ENTRY_EXAMPLE],
        api_key_id: "key_01kaf2v7x8p5t9m4q6r3s1w2yz",
        created_at: "2026-11-23T08:30:00.000Z",
      },
    ],
  });
