import * as z from "zod";
import { Amount, Filter, Instant, PageParameters, QuantityParameter, Search, Timestamp } from "../../http/schemas";

export const Level = z
  .strictObject({
    variant_id: z.string(),
    sku: z.string(),
    product_id: z.string(),
    product_name: z.string(),
    location_id: z.string(),
    location_name: z.string(),
    on_hand: Amount.meta({ description: "Quantity physically at the location" }),
    reserved: Amount.meta({ description: "Quantity reserved for orders and production batches" }),
    held: Amount.nullable().meta({
      description:
        "Unreserved quantity in lots that are expired, quarantined or recalled; null for lot-tracked variants with `as_of`, since the ledger does not record it",
    }),
    available: Amount.meta({
      description: "on_hand − reserved − held: what can be sold; below 0 if more is reserved than is on hand",
    }),
    incoming: Amount.nullable().meta({
      description:
        "Still to arrive from open purchase orders and transfers; null with `as_of`, since the ledger does not record it",
    }),
    value: Amount.meta({
      description:
        "What the stock on hand has cost, as weighted average: the sum of its ledger entries' `value_change`",
    }),
    unit_cost: Amount.nullable().meta({ description: "value ÷ on_hand, rounded; null if nothing is on hand" }),
    updated_at: Timestamp.meta({ description: "When on hand, reserved or value last changed" }),
  })
  .meta({ id: "InventoryLevel" });

export const LevelFilters = {
  location_id: Filter.meta({ description: "Only levels at this location" }),
  variant_id: Filter.meta({ description: "Only levels of this variant" }),
  sku: Filter.meta({ description: "Only levels of the variant with exactly this SKU" }),
  product_id: Filter.meta({ description: "Only levels of this product's variants" }),
  search: Search.optional().meta({
    description: "Only levels of variants with this text in their name, their SKU or their product's name",
  }),
  below: QuantityParameter.optional().meta({ description: "Only levels with less than this quantity available" }),
  as_of: Instant.optional().meta({
    description: "Returns the levels as they were at this time, computed from the ledger",
  }),
  updated_since: Instant.optional().meta({
    description: "Only levels whose on hand or reserved quantity has changed at or after this time; not with `as_of`",
  }),
  ...PageParameters,
};
