import * as z from "zod";
import {
  Amount,
  CursorParameter,
  Filter,
  IdsParameter,
  Note,
  namesOneVariant,
  ONE_VARIANT,
  PageParameters,
  Quantity,
  Reference,
  sinceParameter,
  Timestamp,
  VariantReference,
} from "../../http/schemas";
import { WASTE_REASONS } from "../../shared/reasons";
import { LedgerEntry, LotQuantities } from "../inventory_ledger/schemas";

export const NewWasteRecord = z
  .strictObject({
    ...VariantReference,
    location_id: Reference.meta({ description: "The location the stock is taken from" }),
    quantity: Quantity,
    reason: z.enum(WASTE_REASONS),
    lot_record_id: Reference.optional().meta({
      description:
        "The lot, for lot-tracked variants only; if omitted, first expired, first out, expired lots included",
    }),
    notes: Note.default(null),
  })
  .refine(namesOneVariant, ONE_VARIANT)
  .meta({ examples: [{ sku: "MILK", location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz", quantity: 2, reason: "expired" }] });

export const WasteRecord = z
  .strictObject({
    id: z.string(),
    variant_id: z.string(),
    sku: z.string(),
    location_id: z.string().meta({ description: "The location the stock was taken from" }),
    quantity: Amount.meta({ description: "Quantity thrown away" }),
    reason: z.enum(WASTE_REASONS),
    lot_record_id: z.string().nullable().meta({
      description: "The lot it was taken from; null for several lots, or for a variant that is not lot-tracked",
    }),
    lots: LotQuantities.meta({ description: "For lot-tracked variants: how much was taken from each lot" }),
    notes: z.string().nullable(),
    ledger_entries: z.array(LedgerEntry).meta({ description: "The ledger entries it made, one for each lot" }),
    api_key_id: z.string().nullable().meta({ description: "The API key it was recorded with, if any" }),
    recorded_at: Timestamp,
  })
  .meta({ id: "WasteRecord" });

export const WasteFilters = {
  variant_id: Filter.meta({ description: "Only waste records of this variant" }),
  sku: Filter.meta({ description: "Only waste records of the variant with this SKU" }),
  location_id: Filter.meta({ description: "Only waste records at this location" }),
  reason: z.enum(WASTE_REASONS).optional().meta({ description: "Only waste records with this reason" }),
  ...IdsParameter,
  ...sinceParameter("recorded_at"),
  ...PageParameters,
  ...CursorParameter,
};
