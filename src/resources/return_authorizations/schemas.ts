import * as z from "zod";
import {
  Amount,
  Code,
  CursorParameter,
  Filter,
  ListParameters,
  Metadata,
  Money,
  Note,
  Quantity,
  Reference,
  several,
  Timestamp,
  text,
} from "../../http/schemas";
import { RETURN_CONDITIONS } from "../../shared/reasons";
import { RETURN_STATUSES } from "../../shared/statuses";

const Item = z
  .strictObject({
    order_item_id: Reference.optional().meta({
      description: "The order's item that is returned; provide either this or `sku`",
    }),
    sku: Code.optional().meta({
      description: "The order's items of this SKU, in order; provide either this or `order_item_id`",
    }),
    quantity: Quantity,
    condition: z.enum(RETURN_CONDITIONS).default("sellable").meta({
      description: "`sellable` goods go back into stock; `damaged` and `discarded` ones are only recorded",
    }),
    unit_refund: Money.nullable().default(null).meta({
      description: "Amount to refund for one, for your records; no payment is made",
    }),
    lot_id: Reference.optional().meta({
      description: "The lot it was shipped from, for lot-tracked variants only; derived from the order if possible",
    }),
  })
  .refine((item) => (item.order_item_id === undefined) !== (item.sku === undefined), {
    error: "Provide exactly one of order_item_id and sku",
    path: ["order_item_id"],
  });

export type ReturnItemInput = z.output<typeof Item>;

const fields = {
  location_id: Reference.meta({ description: "The location the goods come back to" }),
  reason: text(255).nullable().meta({ description: "Why the goods are returned" }),
  note: Note,
  metadata: Metadata,
  items: z.array(Item).min(1).max(500),
};

export const NewReturn = z
  .strictObject({
    ...fields,
    order_id: Reference.meta({ description: "The order whose items are returned" }),
    number: Code.optional().meta({
      description: "Your number for the return, unique among returns; generated if omitted",
    }),
    location_id: fields.location_id.optional().meta({
      description: "The location the goods come back to; defaults to where the first returned item shipped from",
    }),
    reason: fields.reason.default(null),
    note: fields.note.default(null),
    metadata: fields.metadata.default({}),
  })
  .meta({
    examples: [
      {
        order_id: "ord_01kaf2v7x8p5t9m4q6r3s1w2yz",
        reason: "Too small",
        items: [{ sku: "SHIRT-S", quantity: 1 }],
      },
    ],
  });

export const ReturnChange = z
  .strictObject(fields)
  .partial()
  .meta({ examples: [{ note: "Parcel expected on Monday" }] });

export const Return = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    status: z.enum(RETURN_STATUSES),
    order_id: z.string(),
    location_id: z.string().meta({ description: "The location the goods come back to" }),
    reason: z.string().nullable().meta({ description: "Why the goods are returned" }),
    note: z.string().nullable(),
    metadata: Metadata,
    items: z.array(
      z.strictObject({
        id: z.string(),
        order_item_id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        quantity: Amount,
        condition: z.enum(RETURN_CONDITIONS).meta({
          description: "`sellable` goods go back into stock; `damaged` and `discarded` ones are only recorded",
        }),
        lot_id: z.string().nullable().meta({
          description: "The lot it was shipped from, if known; once received, the lot it was received into",
        }),
        unit_refund: Amount.nullable().meta({ description: "Amount to refund for one" }),
        value: Amount.nullable().meta({
          description:
            "What the goods cost when they were shipped; null until they are received, and if it is not known",
        }),
      }),
    ),
    received_at: Timestamp.nullable(),
    cancelled_at: Timestamp.nullable(),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "ReturnAuthorization" });

export const ReturnFilters = {
  status: several(RETURN_STATUSES).optional().meta({ description: "Only returns with this status, or one of several" }),
  order_id: Filter.meta({ description: "Only returns of this order" }),
  ...ListParameters,
  ...CursorParameter,
};
