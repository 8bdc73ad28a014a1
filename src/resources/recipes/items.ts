import type * as z from "zod";
import { recipe_items, type StoredRecipeItem } from "../../../drizzle/tenant";
import type { Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import { sequenceOf } from "../../documents/head";
import type { Paired } from "../../documents/references";
import type { Problem } from "../../shared/errors";
import { toScaled } from "../../shared/quantity";
import type { NewRecipe } from "./schemas";

type Item = z.output<typeof NewRecipe>["items"][number];

/** The problems of items whose variant an earlier item already has: 422 `validation_failed`. */
export function duplicateProblems(items: readonly Paired<Item>[]): Problem[] {
  const seen = new Set<string>();
  return items.flatMap((item): Problem[] => {
    const { id, sku } = item.variant;
    const is_duplicate = seen.has(id);
    seen.add(id);
    const message = `${sku} is listed more than once. Combine the quantities into one item.`;
    return is_duplicate ? [{ code: "validation_failed", message, field: variantField(item, item.index) }] : [];
  });
}

/** The field of the request by which an item refers to its variant. */
export function variantField(item: Pick<Item, "sku"> | undefined, index: number): string {
  return `items.${index}.${item?.sku === undefined ? "variant_id" : "sku"}`;
}

/** The items of a recipe as they are stored, quantities and percentages scaled. */
export function draftItems(items: readonly Paired<Item>[]): StoredRecipeItem[] {
  return items.map(({ variant, quantity, scrap_percent }, index) => ({
    position: index + 1,
    variant_id: variant.id,
    sku: variant.sku,
    quantity_decimals: variant.quantity_decimals,
    variant_status: variant.status,
    quantity: toScaled(quantity),
    scrap_percent: toScaled(scrap_percent),
  }));
}

/** Inserts a recipe's items, in the commit that inserts the recipe or replaces its items. */
export function insertItems(recipe_id: string, items: readonly StoredRecipeItem[]): Statement {
  return insertRows(recipe_items, items, { document_sequence: sequenceOf("recipes", recipe_id) });
}
