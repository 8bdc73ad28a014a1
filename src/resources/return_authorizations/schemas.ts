import * as z from "zod";
import {
  Amount,
  Code,
  Filter,
  Metadata,
  Money,
  Note,
  PageParameters,
  Quantity,
  Timestamp,
  text,
} from "../../http/schemas";
import { RETURN_CONDITIONS } from "../../shared/reasons";
import { RETURN_STATUSES } from "../../shared/statuses";

const Item = z
  .strictObject({
    order_item_id: z.string().optional().meta({ description: "This or sku" }),
    sku: z.string().optional().meta({ description: "This or order_item_id" }),
    quantity: Quantity,
    condition: z.enum(RETURN_CONDITIONS).default("sellable").meta({ description: "Only what is sellable adds stock" }),
    unit_refund: Money.nullable().default(null),
    lot_id: z.string().optional().meta({ description: "Only for variants that are tracked by lots" }),
  })
  .refine((item) => (item.order_item_id === undefined) !== (item.sku === undefined), {
    error: "Name the order's line by order_item_id or by sku, exactly one of them",
    path: ["order_item_id"],
  });

export type ReturnItemInput = z.output<typeof Item>;

const fields = {
  location_id: z.string().min(1).max(100),
  reason: text(255).nullable(),
  note: Note,
  metadata: Metadata,
  items: z.array(Item).min(1).max(500),
};

export const NewReturn = z
  .strictObject({
    ...fields,
    order_id: z.string().min(1).max(100),
    number: Code.optional().meta({ description: "Unique; made where you give none" }),
    location_id: fields.location_id.optional().meta({ description: "By default where the order shipped from" }),
    reason: fields.reason.default(null),
    note: fields.note.default(null),
    metadata: fields.metadata.default({}),
  })
  .meta({ examples: [{ order_id: "ord_…", reason: "too small", items: [{ sku: "SHIRT-S", quantity: 1 }] }] });

export const ReturnChange = z
  .strictObject(fields)
  .partial()
  .meta({ examples: [{ note: "parcel announced for Monday" }] });

export const Return = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    status: z.enum(RETURN_STATUSES),
    order_id: z.string(),
    location_id: z.string(),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    metadata: Metadata,
    items: z.array(
      z.strictObject({
        id: z.string(),
        order_item_id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        quantity: Amount,
        condition: z.enum(RETURN_CONDITIONS),
        lot_id: z.string().nullable(),
        unit_refund: Amount.nullable(),
      }),
    ),
    received_at: Timestamp.nullable(),
    cancelled_at: Timestamp.nullable(),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({
    id: "ReturnAuthorization",
    examples: [
      {
        id: "rma_01kaf2v7x8p5t9m4q6r3s1w2yz",
        number: "RMA-261123-7K2QX",
        status: "pending",
        order_id: "ord_01kaf2v7x8p5t9m4q6r3s1w2yz",
        location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
        reason: "too small",
        note: null,
        metadata: {},
        items: [
          {
            id: "rma_line_01kaf2v7x8p5t9m4q6r3s1w2yz_1",
            order_item_id: "ord_line_01kaf2v7x8p5t9m4q6r3s1w2yz_1",
            variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
            sku: "SHIRT-S",
            quantity: 1,
            condition: "sellable",
            lot_id: null,
            unit_refund: 20,
          },
        ],
        received_at: null,
        cancelled_at: null,
        version: 1,
        created_at: "2026-11-23T08:30:00.000Z",
        updated_at: "2026-11-23T08:30:00.000Z",
      },
    ],
  });

export const ReturnFilters = {
  status: z.enum(RETURN_STATUSES).optional(),
  order_id: Filter,
  ...PageParameters,
};
