import * as z from "zod";
import {
  Amount,
  Code,
  Currency,
  CursorParameter,
  ExchangeRate,
  Filter,
  Flag,
  Instant,
  ListParameters,
  Metadata,
  Money,
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
import { PURCHASE_ORDER_STATUSES } from "../../shared/statuses";
import { LotWarnings } from "../lots/schemas";

/** A time, or a date, which stands for the end of that day in the organization's time zone. */
const TimeOrDate = z.union([z.iso.date(), Instant]);

const NewItem = z
  .strictObject({
    ...VariantReference,
    quantity: Quantity,
    unit_cost: Money.nullable()
      .default(null)
      .meta({ description: "Cost of one in the purchase order's currency; unknown if null" }),
  })
  .refine(namesOneVariant, ONE_VARIANT);

const fields = {
  supplier_id: Reference,
  location_id: Reference.meta({ description: "The location the goods are delivered to" }),
  currency: Currency.meta({ description: "ISO 4217 code of the currency of `unit_cost`" }),
  exchange_rate: ExchangeRate.nullable().meta({
    description:
      "The organization's money per unit of the order's, up to 8 decimals. An order in another currency can't be received without it",
    examples: [1.17],
  }),
  expected_at: TimeOrDate.nullable().meta({
    description:
      "When it is expected to arrive: a time, or a date, which means the end of that day in the organization's time zone",
    examples: ["2026-12-01"],
  }),
  note: Note,
  metadata: Metadata,
  items: z.array(NewItem).min(1).max(500),
};

export const NewPurchaseOrder = z
  .strictObject({
    ...fields,
    number: Code.optional().meta({
      description: "Your number for the purchase order, unique among them; generated if omitted",
    }),
    currency: fields.currency.optional().meta({
      description:
        "ISO 4217 code of the currency of `unit_cost`; defaults to the organization's or, with an `exchange_rate`, to the supplier's",
    }),
    exchange_rate: fields.exchange_rate.optional(),
    expected_at: fields.expected_at.default(null),
    note: fields.note.default(null),
    metadata: fields.metadata.default({}),
  })
  .meta({
    examples: [
      {
        supplier_id: "sup_01kaf2v7x8p5t9m4q6r3s1w2yz",
        location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
        items: [{ sku: "MUG-BLUE", quantity: 48, unit_cost: 4.25 }],
      },
    ],
  });

export const PurchaseOrderChange = z
  .strictObject(fields)
  .partial()
  .meta({ examples: [{ expected_at: "2026-12-01" }] });

export const ReceivePurchaseOrder = z
  .strictObject({
    items: z
      .array(
        z
          .strictObject({
            purchase_order_item_id: Reference.optional().meta({
              description: "The item that arrived; provide either this or `sku`",
            }),
            sku: Code.optional().meta({
              description: "Receives the items of this SKU, in order; provide either this or `purchase_order_item_id`",
            }),
            quantity: QuantityOrZero.default(0).meta({ description: "Quantity accepted into stock" }),
            rejected_quantity: QuantityOrZero.default(0).meta({
              description:
                "Quantity that arrived but was not accepted; it adds no stock and is not expected again, unless all of the order was rejected",
            }),
            unit_cost: Money.optional().meta({
              description: "Actual cost of one in the order's currency; defaults to the cost ordered at",
            }),
            lot_number: Code.optional().meta({
              description:
                "The lot received into, created if new; required for lot-tracked variants, refused for others",
            }),
            expiry_date: z.iso.date().optional().meta({
              description: "The lot's last usable day, for lot-tracked variants only",
            }),
            manufactured_at: z.iso.date().optional().meta({
              description: "The lot's date of manufacture, for lot-tracked variants only",
            }),
          })
          .refine((item) => (item.purchase_order_item_id === undefined) !== (item.sku === undefined), {
            error: "Provide exactly one of purchase_order_item_id and sku",
            path: ["purchase_order_item_id"],
          })
          .refine((item) => item.quantity + item.rejected_quantity > 0, {
            error: "quantity or rejected_quantity must be greater than 0",
            path: ["quantity"],
          }),
      )
      .min(1)
      .max(1000)
      .optional()
      .meta({ description: "If omitted, everything still open" }),
    exchange_rate: ExchangeRate.optional().meta({
      description: "The organization's money per unit of the order's, for this receipt and those after it",
      examples: [1.17],
    }),
    allow_over_receipt: z.boolean().default(false).meta({
      description: "Accepts more than is still open, which is refused otherwise",
    }),
  })
  .meta({ examples: [{ items: [{ sku: "MUG-BLUE", quantity: 40, rejected_quantity: 2 }] }] });

const Reason = z.strictObject({
  reason: text(255).nullable().default(null).meta({ description: "Stored as the purchase order's `cancel_reason`" }),
});

export const CancelPurchaseOrder = Reason.meta({ examples: [{ reason: "Supplier is out of stock" }] });

export const ClosePurchaseOrder = Reason.meta({ examples: [{ reason: "The rest is no longer needed" }] });

export const PurchaseOrder = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    status: z.enum(PURCHASE_ORDER_STATUSES).meta({
      description: "What is open counts as `incoming` while `ordered` or `partially_received`",
    }),
    supplier_id: z.string(),
    location_id: z.string().meta({ description: "The location the goods are delivered to" }),
    currency: z.string().meta({ description: "ISO 4217 code of the currency of `unit_cost`" }),
    exchange_rate: Amount.nullable().meta({
      description:
        "The organization's money per unit of the order's; null if it is not known, or the order is in the organization's currency",
    }),
    expected_at: Timestamp.nullable().meta({ description: "When it is expected to arrive" }),
    note: z.string().nullable(),
    metadata: Metadata,
    cancel_reason: z.string().nullable().meta({ description: "Why it was cancelled or closed" }),
    items: z.array(
      z.strictObject({
        id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        quantity: Amount.meta({ description: "Quantity ordered" }),
        unit_cost: Amount.nullable().meta({ description: "Cost of one as ordered; null if unknown" }),
        received_quantity: Amount.meta({ description: "Accepted into stock so far" }),
        rejected_quantity: Amount.meta({ description: "Arrived but not accepted" }),
        cancelled_quantity: Amount.meta({ description: "Cancelled or closed short: no longer expected" }),
      }),
    ),
    warnings: LotWarnings,
    ordered_at: Timestamp,
    received_at: Timestamp.nullable().meta({ description: "When everything that was still open had arrived" }),
    cancelled_at: Timestamp.nullable().meta({ description: "When it was cancelled or closed" }),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "PurchaseOrder" });

export const PurchaseOrderFilters = {
  status: several(PURCHASE_ORDER_STATUSES)
    .optional()
    .meta({ description: "Only purchase orders with this status, or one of several" }),
  supplier_id: Filter.meta({ description: "Only purchase orders from this supplier" }),
  location_id: Filter.meta({ description: "Only purchase orders delivered to this location" }),
  overdue: Flag.optional().meta({
    description: "`true`: only those still open after `expected_at`; `false`: only the others",
  }),
  ...ListParameters,
  ...CursorParameter,
};
