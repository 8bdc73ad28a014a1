import * as z from "zod";
import {
  Amount,
  Code,
  CursorParameter,
  Filter,
  Instant,
  ListParameters,
  Metadata,
  Money,
  Note,
  namesOneVariant,
  ONE_VARIANT,
  Quantity,
  Reference,
  Search,
  several,
  Timestamp,
  text,
  VariantReference,
} from "../../http/schemas";
import { ORDER_STATUSES } from "../../shared/statuses";
import { LotQuantities } from "../inventory_ledger/schemas";

const LocationId = Reference;

const Customer = z.strictObject({
  name: text(255).nullable().default(null),
  email: text(320).nullable().default(null),
  phone: text(50).nullable().default(null),
  external_id: text(255).nullable().default(null).meta({ description: "The customer's id in your own system" }),
});

const NewItem = z
  .strictObject({
    ...VariantReference,
    quantity: Quantity,
    unit_price: Money.optional().meta({ description: "Price of one; defaults to the variant's price" }),
    location_id: LocationId.optional().meta({
      description: "The location it ships from; defaults to the order's",
    }),
  })
  .refine(namesOneVariant, ONE_VARIANT);

export const NewOrder = z
  .strictObject({
    number: Code.optional().meta({
      description: "Your number for the order, unique among orders; generated if omitted",
      examples: ["SO-1001"],
    }),
    location_id: LocationId.optional().meta({
      description: "The location the order ships from; required unless every item has its own",
    }),
    customer: Customer.prefault({}).meta({ description: "Who placed the order" }),
    channel: Code.nullable()
      .default(null)
      .meta({ description: "The sales channel it came through", examples: ["webshop"] }),
    external_reference: Code.nullable()
      .default(null)
      .meta({ description: "The order's reference in another system; need not be unique" }),
    note: Note.default(null),
    metadata: Metadata.default({}),
    items: z.array(NewItem).min(1).max(500),
    reserve: z.boolean().default(false).meta({
      description: "Also reserves stock for the items; the order is refused if they can't be reserved",
    }),
    allow_partial: z.boolean().default(false).meta({
      description: "With `reserve`, creates the order even if not all of its items can be reserved",
    }),
  })
  .refine((order) => !order.allow_partial || order.reserve, {
    error: "allow_partial requires reserve: true",
    path: ["allow_partial"],
  })
  .meta({
    examples: [
      {
        location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
        items: [{ sku: "MUG-BLUE", quantity: 2 }],
        reserve: true,
      },
    ],
  });

export const ReserveOrder = z
  .strictObject({
    allow_partial: z.boolean().default(false).meta({
      description: "Reserves what is available and returns the rest as `shortages`, instead of refusing",
    }),
  })
  .meta({ examples: [{ allow_partial: true }] });

export const FulfillOrder = z
  .strictObject({
    items: z
      .array(
        z
          .strictObject({
            order_item_id: Reference.optional().meta({
              description: "The item to fulfill; provide either this or `sku`",
            }),
            sku: Code.optional().meta({
              description:
                "Fulfills the order's items of this SKU: first what is reserved, then what is available, then in their order; provide either this or `order_item_id`",
            }),
            quantity: Quantity,
            lot_id: Reference.optional().meta({
              description: "The lot to ship, for lot-tracked variants only; first expired, first out if omitted",
            }),
          })
          .refine((item) => (item.order_item_id === undefined) !== (item.sku === undefined), {
            error: "Provide exactly one of order_item_id and sku",
            path: ["order_item_id"],
          }),
      )
      .min(1)
      .max(500)
      .optional()
      .meta({ description: "If omitted, everything still open" }),
  })
  .meta({ examples: [{ items: [{ sku: "MUG-BLUE", quantity: 1 }] }] });

export const CancelOrder = z
  .strictObject({
    reason: text(255).nullable().default(null).meta({ description: "Stored as the order's `cancel_reason`" }),
  })
  .meta({ examples: [{ reason: "Customer changed their mind" }] });

/** The customer of an order, in responses. */
export const OrderCustomer = z.strictObject({
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  external_id: z.string().nullable().meta({ description: "The customer's id in your own system" }),
});

const OrderItem = z.strictObject({
  id: z.string(),
  variant_id: z.string(),
  sku: z.string(),
  location_id: z.string().meta({ description: "The location it ships from" }),
  quantity: Amount.meta({ description: "Quantity ordered" }),
  unit_price: Amount.nullable().meta({ description: "Price of one; null if the variant has none" }),
  reserved_quantity: Amount.meta({ description: "Reserved for this item and not yet shipped" }),
  fulfilled_quantity: Amount.meta({ description: "Shipped so far" }),
  cancelled_quantity: Amount.meta({ description: "Cancelled; what is neither fulfilled nor cancelled is open" }),
  returned_quantity: Amount.meta({ description: "Shipped, and received back with return authorizations" }),
  lots: LotQuantities.meta({
    description:
      "For lot-tracked variants: how much of each lot is reserved for or was shipped with this item; at most 5,000 lots in all items together",
  }),
});

const Shortage = z.strictObject({
  order_item_id: z.string(),
  sku: z.string(),
  variant_id: z.string(),
  location_id: z.string(),
  requested: Amount.meta({ description: "Quantity that was to be reserved" }),
  available: Amount.meta({ description: "Quantity that was available and is now reserved" }),
});

export const Order = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    status: z.enum(ORDER_STATUSES).meta({
      description: "Derived from the quantities of its items until the order is cancelled",
    }),
    location_id: z.string().nullable().meta({
      description: "The order's own location; null if it has none and its items ship from several",
    }),
    customer: OrderCustomer,
    channel: z.string().nullable().meta({ description: "The sales channel it came through" }),
    external_reference: z.string().nullable().meta({ description: "The order's reference in another system" }),
    note: z.string().nullable(),
    metadata: Metadata,
    cancel_reason: z.string().nullable(),
    cost_of_goods: Amount.nullable().meta({
      description:
        "What the shipped items cost, by their ledger entries; returns do not change it. Null if some were shipped before costs were recorded",
    }),
    margin: Amount.nullable().meta({
      description: "The price of the shipped items less `cost_of_goods`; null if some of them have no price",
    }),
    items: z.array(OrderItem),
    shortages: z.array(Shortage).optional().meta({
      description: "After a reservation with `allow_partial`: the items that could not be fully reserved",
    }),
    placed_at: Timestamp,
    reserved_at: Timestamp.nullable().meta({ description: "When stock was first reserved" }),
    fulfilled_at: Timestamp.nullable().meta({ description: "When the order was completely fulfilled" }),
    cancelled_at: Timestamp.nullable(),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Order" });

export const OrderFilters = {
  status: several(ORDER_STATUSES).optional().meta({ description: "Only orders with this status, or one of several" }),
  location_id: Filter.meta({ description: "Only orders with this `location_id`, or with an item that ships from it" }),
  sku: Filter.meta({ description: "Only orders with an item of this SKU" }),
  channel: Filter.meta({ description: "Only orders from this sales channel" }),
  external_reference: Filter.meta({ description: "Only orders with exactly this external reference" }),
  from: Instant.optional().meta({ description: "Only orders placed at or after this time" }),
  to: Instant.optional().meta({ description: "Only orders placed at or before this time" }),
  search: Search.optional().meta({
    description: "Only orders with this text in their number, customer or external reference",
  }),
  ...ListParameters,
  ...CursorParameter,
};
