import type * as z from "zod";
import { recipe_items, type StoredRecipeItem } from "../../../drizzle/tenant";
import type { Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import { sequenceOf } from "../../documents/head";
import type { Problem } from "../../shared/errors";
import { toScaled } from "../../shared/quantity";
import { type NamedVariant, resolveVariants } from "../variants/references";
import type { NewRecipe } from "./schemas";

type Items = z.output<typeof NewRecipe>["items"];

/** Makes the items of a recipe, and says what is wrong with them: unknown or archived variants, and one named twice. */
export function draftItems(items: Items, variants: readonly NamedVariant[]) {
  const named = resolveVariants(
    items,
    variants,
    (index) => `items.${index}.`,
    () => ({}),
  );
  const problems: Problem[] = [...named.problems];
  const seen = new Set<string>();
  const drafts = items.flatMap((item, index): StoredRecipeItem[] => {
    const variant = named.variants[index] as NamedVariant | undefined;
    if (!variant) return [];
    if (seen.has(variant.id)) {
      const message = `${variant.sku} is in it twice. Add the quantities up.`;
      problems.push({ code: "validation_failed", message, field: fieldOf(items, index) });
    }
    seen.add(variant.id);
    return [
      {
        position: index + 1,
        variant_id: variant.id,
        sku: variant.sku,
        quantity_decimals: variant.quantity_decimals,
        variant_status: variant.status,
        quantity: toScaled(item.quantity),
        scrap_percent: toScaled(item.scrap_percent),
      },
    ];
  });
  return { drafts, problems };
}

/** The path of what names an item's variant in the request. */
export function fieldOf(items: Items, index: number): string {
  return `items.${index}.${items[index]?.sku === undefined ? "variant_id" : "sku"}`;
}

/** Inserts a recipe's items, in the commit that inserts it or replaces them. */
export function insertItems(recipe_id: string, items: readonly StoredRecipeItem[]): Statement {
  return insertRows(recipe_items, items, { document_sequence: sequenceOf("recipes", recipe_id) });
}
