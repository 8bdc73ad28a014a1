import * as z from "zod";
import {
  Amount,
  Code,
  Flag,
  Metadata,
  Money,
  Note,
  namesOneVariant,
  ONE_VARIANT,
  PageParameters,
  Quantity,
  QuantityOrZero,
  Timestamp,
  text,
  VariantReference,
} from "../../http/schemas";
import { PURCHASE_ORDER_STATUSES } from "../../shared/statuses";

/** A moment, or a day, which means its end. */
const Expected = z
  .union([
    z.iso.date().transform((date) => `${date}T23:59:59.999Z`),
    z.iso.datetime({ offset: true }).transform((moment) => new Date(moment).toISOString()),
  ])
  .meta({ description: "A moment, or a day (UTC), which means its end", examples: ["2026-12-01"] });

const NewItem = z
  .strictObject({
    ...VariantReference,
    quantity: Quantity,
    unit_cost: Money.nullable().default(null).meta({ description: "What one costs; unknown where absent" }),
  })
  .refine(namesOneVariant, ONE_VARIANT);

const fields = {
  supplier_id: z.string().min(1).max(100),
  location_id: z.string().min(1).max(100).meta({ description: "Where it is to be received" }),
  currency: z.string().regex(/^[A-Z]{3}$/, "Give three capital letters, such as EUR"),
  expected_at: Expected.nullable(),
  note: Note,
  metadata: Metadata,
  items: z.array(NewItem).min(1).max(500),
};

export const NewPurchaseOrder = z
  .strictObject({
    ...fields,
    number: Code.optional().meta({ description: "Unique; made where you give none" }),
    currency: fields.currency.optional().meta({ description: "By default the supplier's, else the organization's" }),
    expected_at: fields.expected_at.default(null),
    note: fields.note.default(null),
    metadata: fields.metadata.default({}),
  })
  .meta({
    examples: [
      { supplier_id: "sup_…", location_id: "loc_…", items: [{ sku: "MUG-BLUE", quantity: 48, unit_cost: 4.25 }] },
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
            purchase_order_item_id: z.string().optional().meta({ description: "This or sku" }),
            sku: z.string().optional().meta({ description: "This or purchase_order_item_id" }),
            quantity: QuantityOrZero.default(0).meta({ description: "Accepted into stock" }),
            rejected_quantity: QuantityOrZero.default(0).meta({ description: "Arrived, and not accepted" }),
            unit_cost: Money.optional().meta({ description: "By default as ordered" }),
            lot_number: Code.optional().meta({ description: "Only for variants that are tracked by lots" }),
            expiry_date: z.iso.date().optional().meta({ description: "Only for variants that are tracked by lots" }),
            manufactured_at: z.iso
              .date()
              .optional()
              .meta({ description: "Only for variants that are tracked by lots" }),
          })
          .refine((item) => (item.purchase_order_item_id === undefined) !== (item.sku === undefined), {
            error: "Name the line by purchase_order_item_id or by sku, exactly one of them",
            path: ["purchase_order_item_id"],
          })
          .refine((item) => item.quantity + item.rejected_quantity > 0, {
            error: "Say how much was accepted or rejected",
            path: ["quantity"],
          }),
      )
      .min(1)
      .max(1000)
      .optional()
      .meta({ description: "Without it all that is open" }),
    allow_over_receipt: z.boolean().default(false).meta({ description: "Takes more than was ordered" }),
  })
  .meta({ examples: [{ items: [{ sku: "MUG-BLUE", quantity: 40, rejected_quantity: 2 }] }] });

export const EndPurchaseOrder = z
  .strictObject({ reason: text(255).nullable().default(null) })
  .meta({ examples: [{ reason: "supplier is out of it" }] });

export const PurchaseOrder = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    status: z.enum(PURCHASE_ORDER_STATUSES),
    supplier_id: z.string(),
    location_id: z.string(),
    currency: z.string(),
    expected_at: Timestamp.nullable(),
    note: z.string().nullable(),
    metadata: Metadata,
    cancel_reason: z.string().nullable(),
    items: z.array(
      z.strictObject({
        id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        quantity: Amount,
        unit_cost: Amount.nullable(),
        received_quantity: Amount,
        rejected_quantity: Amount,
        cancelled_quantity: Amount,
      }),
    ),
    ordered_at: Timestamp,
    received_at: Timestamp.nullable(),
    cancelled_at: Timestamp.nullable(),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({
    id: "PurchaseOrder",
    examples: [
      {
        id: "po_01kaf2v7x8p5t9m4q6r3s1w2yz",
        number: "PO-261123-7K2QX",
        status: "partially_received",
        supplier_id: "sup_01kaf2v7x8p5t9m4q6r3s1w2yz",
        location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
        currency: "EUR",
        expected_at: "2026-12-01T23:59:59.999Z",
        note: null,
        metadata: {},
        cancel_reason: null,
        items: [
          {
            id: "po_line_01kaf2v7x8p5t9m4q6r3s1w2yz_1",
            variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
            sku: "MUG-BLUE",
            quantity: 48,
            unit_cost: 4.25,
            received_quantity: 40,
            rejected_quantity: 2,
            cancelled_quantity: 0,
          },
        ],
        ordered_at: "2026-11-23T08:30:00.000Z",
        received_at: null,
        cancelled_at: null,
        version: 2,
        created_at: "2026-11-23T08:30:00.000Z",
        updated_at: "2026-11-23T08:30:00.000Z",
      },
    ],
  });

export const PurchaseOrderFilters = {
  status: z.enum(PURCHASE_ORDER_STATUSES).optional(),
  supplier_id: z.string().optional(),
  location_id: z.string().optional(),
  overdue: Flag.optional().meta({ description: "Whether something is still to come that should be there by now" }),
  ...PageParameters,
};
