import * as z from "zod";
import { Amount, Filter, Instant, PageParameters, Search, Timestamp } from "../../http/schemas";
import { isExact } from "../../shared/quantity";

export const Level = z
  .strictObject({
    variant_id: z.string(),
    sku: z.string(),
    product_id: z.string(),
    product_name: z.string(),
    location_id: z.string(),
    location_name: z.string(),
    on_hand: Amount,
    reserved: Amount,
    held: Amount.nullable().meta({
      description: "Not reserved, in lots that may not be sold; null with as_of, as the ledger does not hold it",
    }),
    available: Amount.meta({ description: "on_hand − reserved − held" }),
    incoming: Amount.nullable().meta({
      description: "Ordered or in transit, still to come; null with as_of, as the ledger does not hold it",
    }),
    updated_at: Timestamp,
  })
  .meta({
    id: "InventoryLevel",
    examples: [
      {
        variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
        sku: "MUG-BLUE",
        product_id: "prd_01kaf2v7x8p5t9m4q6r3s1w2yz",
        product_name: "Mug",
        location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
        location_name: "Main warehouse",
        on_hand: 24,
        reserved: 2,
        held: 0,
        available: 22,
        incoming: 0,
        updated_at: "2026-11-23T08:30:00.000Z",
      },
    ],
  });

export const LevelFilters = {
  location_id: Filter,
  variant_id: Filter,
  sku: Filter,
  product_id: Filter,
  search: Search.optional().meta({ description: "Part of the product's or variant's name, or of the SKU" }),
  below: z.coerce
    .number()
    .refine((value) => isExact(value), "Give a number with at most 4 decimals")
    .optional()
    .meta({ description: "Levels with less than this available" }),
  as_of: Instant.optional().meta({ description: "Levels as they stood then, computed from the ledger" }),
  ...PageParameters,
};
