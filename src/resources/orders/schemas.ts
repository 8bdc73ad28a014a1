import * as z from "zod";
import {
  Amount,
  Code,
  Filter,
  Instant,
  Metadata,
  Money,
  Note,
  namesOneVariant,
  ONE_VARIANT,
  PageParameters,
  Quantity,
  Search,
  Timestamp,
  text,
  VariantReference,
} from "../../http/schemas";
import { ORDER_STATUSES } from "../../shared/statuses";
import { LotQuantities } from "../inventory_ledger/schemas";

const LocationId = z.string().min(1).max(100);

const Customer = z.strictObject({
  name: text(255).nullable().default(null),
  email: text(320).nullable().default(null),
  phone: text(50).nullable().default(null),
  external_id: text(255).nullable().default(null),
});

const NewItem = z
  .strictObject({
    ...VariantReference,
    quantity: Quantity,
    unit_price: Money.optional().meta({ description: "By default the variant's price" }),
    location_id: LocationId.optional().meta({ description: "By default the order's" }),
  })
  .refine(namesOneVariant, ONE_VARIANT);

export const NewOrder = z
  .strictObject({
    number: Code.optional().meta({ description: "Unique; made where you give none", examples: ["SO-1001"] }),
    location_id: LocationId.optional().meta({ description: "Where it ships from, unless every item names its own" }),
    customer: Customer.prefault({}),
    channel: Code.nullable()
      .default(null)
      .meta({ examples: ["webshop"] }),
    external_reference: Code.nullable().default(null),
    note: Note.default(null),
    metadata: Metadata.default({}),
    items: z.array(NewItem).min(1).max(500),
    reserve: z.boolean().default(false).meta({ description: "Reserves in the same commit, or refuses both" }),
    allow_partial: z.boolean().default(false).meta({ description: "With reserve: reserves what there is" }),
  })
  .refine((order) => !order.allow_partial || order.reserve, {
    error: "allow_partial goes with reserve: true",
    path: ["allow_partial"],
  })
  .meta({ examples: [{ location_id: "loc_…", items: [{ sku: "MUG-BLUE", quantity: 2 }], reserve: true }] });

export const ReserveOrder = z
  .strictObject({
    allow_partial: z.boolean().default(false).meta({ description: "Reserves what there is and says what is short" }),
  })
  .meta({ examples: [{ allow_partial: true }] });

export const FulfillOrder = z
  .strictObject({
    items: z
      .array(
        z
          .strictObject({
            order_item_id: z.string().optional().meta({ description: "This or sku" }),
            sku: z.string().optional().meta({ description: "This or order_item_id" }),
            quantity: Quantity,
            lot_id: z.string().optional().meta({ description: "Only for variants that are tracked by lots" }),
          })
          .refine((item) => (item.order_item_id === undefined) !== (item.sku === undefined), {
            error: "Name the line by order_item_id or by sku, exactly one of them",
            path: ["order_item_id"],
          }),
      )
      .min(1)
      .max(500)
      .optional()
      .meta({ description: "Without it the whole rest" }),
  })
  .meta({ examples: [{ items: [{ sku: "MUG-BLUE", quantity: 1 }] }] });

export const CancelOrder = z
  .strictObject({ reason: text(255).nullable().default(null) })
  .meta({ examples: [{ reason: "changed their mind" }] });

/** The customer of an order as it is answered. */
export const OrderCustomer = z.strictObject({
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  external_id: z.string().nullable(),
});

const OrderItem = z.strictObject({
  id: z.string(),
  variant_id: z.string(),
  sku: z.string(),
  location_id: z.string(),
  quantity: Amount,
  unit_price: Amount.nullable(),
  reserved_quantity: Amount,
  fulfilled_quantity: Amount,
  cancelled_quantity: Amount,
  returned_quantity: Amount,
  lots: LotQuantities,
});

const Shortage = z.strictObject({
  order_item_id: z.string(),
  sku: z.string(),
  variant_id: z.string(),
  location_id: z.string(),
  requested: Amount,
  available: Amount,
});

export const Order = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    status: z.enum(ORDER_STATUSES),
    location_id: z.string().nullable(),
    customer: OrderCustomer,
    channel: z.string().nullable(),
    external_reference: z.string().nullable(),
    note: z.string().nullable(),
    metadata: Metadata,
    cancel_reason: z.string().nullable(),
    items: z.array(OrderItem),
    shortages: z
      .array(Shortage)
      .optional()
      .meta({ description: "After a partial reserve: what was wanted and not there" }),
    placed_at: Timestamp,
    reserved_at: Timestamp.nullable(),
    fulfilled_at: Timestamp.nullable(),
    cancelled_at: Timestamp.nullable(),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({
    id: "Order",
    examples: [
      {
        id: "ord_01kaf2v7x8p5t9m4q6r3s1w2yz",
        number: "SO-1001",
        status: "reserved",
        location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
        customer: { name: "Ada Lovelace", email: "ada@example.com", phone: null, external_id: null },
        channel: "webshop",
        external_reference: null,
        note: null,
        metadata: {},
        cancel_reason: null,
        items: [
          {
            id: "ord_line_01kaf2v7x8p5t9m4q6r3s1w2yz_1",
            variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
            sku: "MUG-BLUE",
            location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
            quantity: 2,
            unit_price: 12.5,
            reserved_quantity: 2,
            fulfilled_quantity: 0,
            cancelled_quantity: 0,
            returned_quantity: 0,
            lots: [],
          },
        ],
        placed_at: "2026-11-23T08:30:00.000Z",
        reserved_at: "2026-11-23T08:30:00.000Z",
        fulfilled_at: null,
        cancelled_at: null,
        version: 1,
        created_at: "2026-11-23T08:30:00.000Z",
        updated_at: "2026-11-23T08:30:00.000Z",
      },
    ],
  });

export const OrderFilters = {
  status: z.enum(ORDER_STATUSES).optional(),
  location_id: Filter,
  sku: Filter,
  channel: Filter,
  external_reference: Filter,
  from: Instant.optional().meta({ description: "Placed at or after" }),
  to: Instant.optional().meta({ description: "Placed at or before" }),
  search: Search.optional().meta({ description: "Part of the number, the customer or the external reference" }),
  ...PageParameters,
};
