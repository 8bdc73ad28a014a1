import * as z from "zod";
import {
  Amount,
  Code,
  Filter,
  Metadata,
  Note,
  namesOneVariant,
  ONE_VARIANT,
  PageParameters,
  Quantity,
  Timestamp,
  text,
  VariantReference,
} from "../../http/schemas";
import { STOCK_TRANSFER_STATUSES } from "../../shared/statuses";
import { LotQuantities } from "../inventory_ledger/schemas";

const LocationId = z.string().min(1).max(100);

export const NewStockTransfer = z
  .strictObject({
    number: Code.optional().meta({ description: "Unique; made where you give none" }),
    from_location_id: LocationId,
    to_location_id: LocationId,
    note: Note.default(null),
    metadata: Metadata.default({}),
    items: z
      .array(z.strictObject({ ...VariantReference, quantity: Quantity }).refine(namesOneVariant, ONE_VARIANT))
      .min(1)
      .max(500),
  })
  .refine((transfer) => transfer.from_location_id !== transfer.to_location_id, {
    error: "Name two different locations",
    path: ["to_location_id"],
  })
  .meta({
    examples: [{ from_location_id: "loc_…a", to_location_id: "loc_…b", items: [{ sku: "MUG-BLUE", quantity: 6 }] }],
  });

const lines = (quantity: string) =>
  z
    .array(
      z
        .strictObject({
          stock_transfer_item_id: z.string().optional().meta({ description: "This or sku" }),
          sku: z.string().optional().meta({ description: "This or stock_transfer_item_id" }),
          quantity: Quantity,
          lot_id: z.string().optional().meta({ description: "Only for variants that are tracked by lots" }),
        })
        .refine((item) => (item.stock_transfer_item_id === undefined) !== (item.sku === undefined), {
          error: "Name the line by stock_transfer_item_id or by sku, exactly one of them",
          path: ["stock_transfer_item_id"],
        }),
    )
    .min(1)
    .max(500)
    .optional()
    .meta({ description: `Without it ${quantity}` });

export const ShipStockTransfer = z
  .strictObject({ items: lines("all that was planned") })
  .meta({ examples: [{ items: [{ sku: "MUG-BLUE", quantity: 5 }] }] });

export const ReceiveStockTransfer = z
  .strictObject({
    items: lines("all that is in transit"),
    close: z.boolean().default(false).meta({ description: "Writes off as lost what is in transit then" }),
  })
  .meta({ examples: [{ items: [{ sku: "MUG-BLUE", quantity: 4 }], close: true }] });

export const CancelStockTransfer = z
  .strictObject({ reason: text(255).nullable().default(null) })
  .meta({ examples: [{ reason: "not needed any more" }] });

export const StockTransfer = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    status: z.enum(STOCK_TRANSFER_STATUSES),
    from_location_id: z.string(),
    to_location_id: z.string(),
    note: z.string().nullable(),
    metadata: Metadata,
    cancel_reason: z.string().nullable(),
    items: z.array(
      z.strictObject({
        id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        quantity: Amount,
        shipped_quantity: Amount,
        received_quantity: Amount,
        lost_quantity: Amount,
        unit_cost: Amount.nullable().meta({ description: "What one cost when it left" }),
        lots: LotQuantities,
      }),
    ),
    shipped_at: Timestamp.nullable(),
    received_at: Timestamp.nullable(),
    cancelled_at: Timestamp.nullable(),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({
    id: "StockTransfer",
    examples: [
      {
        id: "st_01kaf2v7x8p5t9m4q6r3s1w2yz",
        number: "ST-261123-7K2QX",
        status: "in_transit",
        from_location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2ya",
        to_location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yb",
        note: null,
        metadata: {},
        cancel_reason: null,
        items: [
          {
            id: "st_line_01kaf2v7x8p5t9m4q6r3s1w2yz_1",
            variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
            sku: "MUG-BLUE",
            quantity: 6,
            shipped_quantity: 6,
            received_quantity: 0,
            lost_quantity: 0,
            unit_cost: 4.25,
            lots: [],
          },
        ],
        shipped_at: "2026-11-23T08:30:00.000Z",
        received_at: null,
        cancelled_at: null,
        version: 2,
        created_at: "2026-11-23T08:30:00.000Z",
        updated_at: "2026-11-23T08:30:00.000Z",
      },
    ],
  });

export const StockTransferFilters = {
  status: z.enum(STOCK_TRANSFER_STATUSES).optional(),
  location_id: Filter.meta({ description: "Either where from or where to" }),
  ...PageParameters,
};
