import { z } from "zod";
import { Amount, Instant, PageParameters, Search, Timestamp } from "../../http/schemas";
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
    held: Amount.meta({ description: "In lots that may not be sold" }),
    available: Amount.meta({ description: "on_hand − reserved − held" }),
    incoming: Amount.meta({ description: "Ordered or in transit, still to come" }),
    updated_at: Timestamp,
  })
  .meta({ id: "InventoryLevel" });

export const LevelFilters = {
  location_id: z.string().optional(),
  variant_id: z.string().optional(),
  sku: z.string().optional(),
  product_id: z.string().optional(),
  search: Search.optional().meta({ description: "Part of the product's or variant's name, or of the SKU" }),
  below: z.coerce
    .number()
    .refine((value) => isExact(value), "Give a number with at most 4 decimals")
    .optional()
    .meta({ description: "Levels with less than this available" }),
  as_of: Instant.optional().meta({ description: "Levels as they stood then, computed from the ledger" }),
  ...PageParameters,
};
