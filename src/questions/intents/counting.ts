import type { Tag } from "../lexicon";
import type { Counts } from "./intent";

const OF_STOCK: readonly Tag[] = ["on_hand", "available", "left", "reserved", "held", "incoming", "unit", "low", "out"];

/**
 * True for the products, the variants and the locations themselves, not what is in stock of them: `how many products do we have`, also
 * of a category, and which variants a product has.
 */
export function areThings(counts: Counts): boolean {
  const { item, item_kind, location, asks, has, is_compared, is_ranked } = counts;
  if (location > 0 || is_compared || is_ranked || OF_STOCK.some((tag) => has(tag))) return false;
  if (item === 0) return (has("how_many") || has("list")) && (asks("product") || asks("location") || asks("category"));
  if (!asks("product")) return false;
  return item_kind === "category" ? has("how_many") : item_kind === "product" && areVariants(counts);
}

/** The variants of a product, by what they are called. */
const areVariants = ({ asks }: Counts): boolean => asks("variant_noun") || asks("option_noun");

/** A number of colours or sizes is not that of variants, which may have both. */
export const isOfOptions = ({ has, asks }: Counts): boolean => has("how_many") && asks("option_noun");
