import * as z from "zod";
import { Amount, Filter, ListParameters, Note, several, Timestamp } from "../../http/schemas";
import { LOT_STATUSES, ORDER_STATUSES, PRODUCTION_BATCH_STATUSES, REFERENCE_TYPES } from "../../shared/statuses";
import { LedgerEntry } from "../inventory_ledger/schemas";
import { OrderCustomer } from "../orders/schemas";

const lot = {
  id: z.string(),
  lot_number: z.string(),
  variant_id: z.string(),
  sku: z.string(),
  status: z.enum(LOT_STATUSES).meta({ description: "`exhausted` is set automatically while nothing is on hand" }),
  expired: z.boolean().meta({ description: "True from the day after `expiry_date`, in the organization's time zone" }),
  expiry_date: z.iso.date().nullable().meta({ description: "Last usable day; null if it does not expire" }),
  manufactured_at: z.iso.date().nullable().meta({ description: "Date of manufacture" }),
  quantity_initial: Amount.meta({ description: "Quantity it was received or produced with" }),
  quantity_on_hand: Amount.meta({ description: "On hand in all locations together" }),
  quantity_reserved: Amount.meta({ description: "Reserved in all locations together" }),
  source_type: z.enum(REFERENCE_TYPES).meta({ description: "The type of document that created it" }),
  source_id: z.string().meta({ description: "The document that created it" }),
  supplier_id: z.string().nullable().meta({ description: "The supplier, if it was received with a purchase order" }),
  parent_lot_id: z.string().nullable().meta({
    description: "For returned goods kept apart: the lot they were shipped from",
  }),
  note: z.string().nullable(),
  version: z.int(),
  created_at: Timestamp,
  updated_at: Timestamp,
};

export const Lot = z.strictObject(lot).meta({ id: "Lot" });

export const LotFilters = {
  status: several(LOT_STATUSES).optional().meta({ description: "Only lots with this status, or one of several" }),
  variant_id: Filter.meta({ description: "Only lots of this variant" }),
  sku: Filter.meta({ description: "Only lots of the variant with this SKU" }),
  lot_number: Filter.meta({ description: "Only lots with exactly this number" }),
  expiring_before: z.iso.date().optional().meta({
    description: "Only lots whose `expiry_date` is before this date, earliest first",
  }),
  ...ListParameters,
};

/** That goods were received of a lot which may not be sold. */
const LotWarning = z.strictObject({
  code: z.enum(["lot_quarantined", "lot_recalled"]),
  message: z.string(),
  lot_id: z.string(),
  lot_number: z.string(),
  variant_id: z.string(),
});

export const LotWarnings = z.array(LotWarning).optional().meta({
  description:
    "After a receipt: the quarantined and recalled lots that goods were received of. They are on hand and held; set them apart",
});

const LOT_CHANGES = ["quarantine", "release", "recall", "active", "recalled"] as const;

export const LotChange = z
  .strictObject({
    status: z.enum(LOT_CHANGES).meta({
      description:
        "`quarantine`, `recall` (or `recalled`), or `release` (or `active`); `exhausted` is computed and can't be set",
    }),
    expiry_date: z.iso.date().nullable().meta({ description: "Last usable day; null if it does not expire" }),
    manufactured_at: z.iso.date().nullable().meta({ description: "Date of manufacture, not after `expiry_date`" }),
    note: Note,
  })
  .partial()
  .meta({ examples: [{ status: "recall", note: "Supplier's notice of 23 November" }] });

const Released = {
  quantity: Amount.meta({ description: "Quantity of the lot that was reserved and is now released" }),
};

export const ChangedLot = z
  .strictObject({
    ...lot,
    orders: z
      .array(z.strictObject({ order_id: z.string(), number: z.string(), status: z.enum(ORDER_STATUSES), ...Released }))
      .meta({ description: "The orders whose reservations of the lot were released" }),
    production_batches: z
      .array(
        z.strictObject({
          production_batch_id: z.string(),
          number: z.string(),
          status: z.enum(PRODUCTION_BATCH_STATUSES),
          ...Released,
        }),
      )
      .meta({ description: "The production batches whose reservations of the lot were released" }),
  })
  .meta({ id: "ChangedLot" });

const LotLine = { lot_id: z.string(), lot_number: z.string(), variant_id: z.string(), sku: z.string() };

export const TraceForward = z
  .strictObject({
    lot: Lot,
    lot_ledger_entries: z.array(LedgerEntry).meta({
      description: "The last 1,000 ledger entries of this lot, in order; `/inventory_ledger?lot_id=` lists all of them",
    }),
    lot_ledger_entries_total: z.int().meta({ description: "How many ledger entries the lot has" }),
    current_stock: z
      .array(z.strictObject({ location_id: z.string(), quantity: Amount }))
      .meta({ description: "What is on hand of the lot, by location" }),
    consumed_by: z
      .array(
        z.strictObject({
          depth: z
            .int()
            .meta({ description: "1: consumed this lot itself; 2: consumed a lot produced from it; and so on" }),
          ...LotLine,
          quantity: Amount.meta({ description: "Quantity of that lot it consumed" }),
          production_batch_id: z.string(),
          number: z.string(),
          status: z.enum(PRODUCTION_BATCH_STATUSES),
          completed_at: Timestamp.nullable(),
          output_lots: z
            .array(z.strictObject({ ...LotLine, quantity: Amount }))
            .meta({ description: "The lots it produced" }),
        }),
      )
      .meta({ description: "The batches that consumed this lot, or a lot produced from it, to any depth" }),
    shipped_to: z
      .array(
        z.strictObject({
          order_id: z.string(),
          number: z.string(),
          customer: OrderCustomer,
          quantity: Amount,
          returned_quantity: Amount.meta({ description: "How much of it was received back of this lot" }),
          fulfilled_at: Timestamp,
          depth: z.int().meta({ description: "0: this lot itself was shipped; 1: a lot produced from it; and so on" }),
          ...LotLine,
        }),
      )
      .meta({ description: "The recall list: the orders that this lot, or a lot produced from it, was shipped to" }),
    in_transit: z
      .array(
        z.strictObject({
          stock_transfer_id: z.string(),
          number: z.string(),
          to_location_id: z.string().meta({ description: "The location the goods are on their way to" }),
          quantity: Amount.meta({
            description: "Quantity that has been shipped and has neither arrived nor been lost",
          }),
          depth: z
            .int()
            .meta({ description: "0: this lot itself is in transit; 1: a lot produced from it; and so on" }),
          ...LotLine,
        }),
      )
      .meta({ description: "The transfers that this lot, or a lot produced from it, is in transit with" }),
  })
  .meta({ id: "TraceForward" });

const SourceBatch = z.strictObject({
  id: z.string(),
  number: z.string(),
  recipe_id: z.string(),
  location_id: z.string(),
  quantity: Amount,
  completed_at: Timestamp.nullable(),
});

export const TraceBackward = z
  .strictObject({
    lot: Lot,
    source_batch: SourceBatch.nullable().meta({
      description: "The batch that produced it; null if it was not produced here",
    }),
    input_lots: z
      .array(
        z.strictObject({
          depth: z.int().meta({ description: "1: went into this lot; 2: went into a lot that did; and so on" }),
          ...LotLine,
          status: z.enum(LOT_STATUSES),
          expiry_date: z.iso.date().nullable(),
          into_lot_id: z.string().meta({ description: "The lot it went into" }),
          production_batch_id: z.string().nullable().meta({
            description: "The batch that consumed it; null if `into_lot_id` is a lot of returned goods",
          }),
          quantity: Amount.meta({ description: "Quantity that went into that lot" }),
          supplier: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
          receipt: z
            .strictObject({
              source_type: z.enum(REFERENCE_TYPES),
              source_id: z.string(),
              number: z.string().nullable(),
              quantity: Amount,
              received_at: Timestamp,
            })
            .nullable()
            .meta({ description: "How it was received; null if it was produced here" }),
        }),
      )
      .meta({ description: "Every lot that went into it, to any depth" }),
  })
  .meta({ id: "TraceBackward" });
