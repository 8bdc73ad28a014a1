import * as z from "zod";
import {
  Amount,
  Code,
  CursorParameter,
  Filter,
  ListParameters,
  Metadata,
  Note,
  namesOneVariant,
  ONE_VARIANT,
  Quantity,
  QuantityOrZero,
  Reference,
  several,
  Timestamp,
  text,
  VariantReference,
} from "../../http/schemas";
import { STOCK_TRANSFER_STATUSES } from "../../shared/statuses";
import { LotQuantities } from "../inventory_ledger/schemas";
import { LotWarnings } from "../lots/schemas";

const LocationId = Reference;

export const NewStockTransfer = z
  .strictObject({
    number: Code.optional().meta({
      description: "Your number for the transfer, unique among transfers; generated if omitted",
    }),
    from_location_id: LocationId.meta({ description: "The source: the location the goods leave" }),
    to_location_id: LocationId.meta({ description: "The destination: the location the goods go to" }),
    note: Note.default(null),
    metadata: Metadata.default({}),
    items: z
      .array(z.strictObject({ ...VariantReference, quantity: Quantity }).refine(namesOneVariant, ONE_VARIANT))
      .min(1)
      .max(500),
  })
  .refine((transfer) => transfer.from_location_id !== transfer.to_location_id, {
    error: "to_location_id must differ from from_location_id",
    path: ["to_location_id"],
  })
  .meta({
    examples: [
      {
        from_location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2ya",
        to_location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yb",
        items: [{ sku: "MUG-BLUE", quantity: 6 }],
      },
    ],
  });

/** The items that a transfer ships or receives: at least `minimum`, each with a quantity by the given schema. */
const itemsToMove = (by_default: string, quantity: z.ZodNumber, minimum: 0 | 1) =>
  z
    .array(
      z
        .strictObject({
          stock_transfer_item_id: Reference.optional().meta({
            description: "The item; provide either this or `sku`",
          }),
          sku: Code.optional().meta({
            description: "The transfer's items of this SKU, in order; provide either this or `stock_transfer_item_id`",
          }),
          quantity,
          lot_id: Reference.optional().meta({
            description: "The lot, for lot-tracked variants only; first expired, first out if omitted",
          }),
        })
        .refine((item) => (item.stock_transfer_item_id === undefined) !== (item.sku === undefined), {
          error: "Provide exactly one of stock_transfer_item_id and sku",
          path: ["stock_transfer_item_id"],
        }),
    )
    .min(minimum)
    .max(500)
    .optional()
    .meta({ description: `If omitted, ${by_default}` });

export const ShipStockTransfer = z
  .strictObject({ items: itemsToMove("everything as planned", Quantity, 1) })
  .meta({ examples: [{ items: [{ sku: "MUG-BLUE", quantity: 5 }] }] });

export const ReceiveStockTransfer = z
  .strictObject({
    items: itemsToMove("everything in transit", QuantityOrZero, 0),
    close: z.boolean().default(false).meta({
      description:
        "Writes off as lost what is in transit after this receipt. With it, `items` may be empty and quantities may be 0, if nothing arrived",
    }),
  })
  .superRefine(({ items, close }, context) => {
    if (close || items === undefined) return;
    const report = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path: ["items", ...path], message });
    if (items.length === 0) report([], "must have at least 1 item, unless close is true");
    items.forEach(({ quantity }, index) => {
      if (quantity === 0) report([index, "quantity"], "must be more than 0, unless close is true");
    });
  })
  .meta({ examples: [{ items: [{ sku: "MUG-BLUE", quantity: 4 }], close: true }] });

export const CancelStockTransfer = z
  .strictObject({
    reason: text(255).nullable().default(null).meta({ description: "Stored as the transfer's `cancel_reason`" }),
  })
  .meta({ examples: [{ reason: "No longer needed" }] });

export const StockTransfer = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    status: z.enum(STOCK_TRANSFER_STATUSES).meta({
      description:
        "What is in transit counts as `incoming` at the destination while `in_transit` or `partially_received`",
    }),
    from_location_id: z.string().meta({ description: "The source: the location the goods leave" }),
    to_location_id: z.string().meta({ description: "The destination: the location the goods go to" }),
    note: z.string().nullable(),
    metadata: Metadata,
    cancel_reason: z.string().nullable(),
    items: z.array(
      z.strictObject({
        id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        quantity: Amount.meta({ description: "Quantity planned" }),
        shipped_quantity: Amount.meta({ description: "Left the source" }),
        received_quantity: Amount.meta({ description: "Arrived at the destination so far" }),
        lost_quantity: Amount.meta({ description: "Shipped, and written off as lost" }),
        unit_cost: Amount.nullable().meta({
          description: "What one cost when it was shipped, rounded; null before",
        }),
        shipped_value: Amount.meta({ description: "What the shipped goods cost: their share of the source's value" }),
        received_value: Amount.meta({ description: "How much of that has arrived" }),
        lost_value: Amount.meta({ description: "How much of it was written off as lost; the rest is in transit" }),
        lots: LotQuantities.meta({
          description:
            "For lot-tracked variants: how much of each lot was shipped; at most 5,000 lots in all items together",
        }),
      }),
    ),
    warnings: LotWarnings,
    shipped_at: Timestamp.nullable(),
    received_at: Timestamp.nullable().meta({
      description: "When nothing was left in transit, after the last receipt or write-off",
    }),
    cancelled_at: Timestamp.nullable(),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "StockTransfer" });

export const StockTransferFilters = {
  status: several(STOCK_TRANSFER_STATUSES)
    .optional()
    .meta({ description: "Only transfers with this status, or one of several" }),
  location_id: Filter.meta({ description: "Only transfers from or to this location" }),
  ...ListParameters,
  ...CursorParameter,
};
