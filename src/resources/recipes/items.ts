import type * as z from "zod";
import { recipe_items, type StoredRecipeItem } from "../../../drizzle/tenant";
import type { Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import { sequenceOf } from "../../documents/head";
import type { Paired } from "../../documents/references";
import type { Problem } from "../../shared/errors";
import { toScaled } from "../../shared/quantity";
import type { NewRecipe } from "./schemas";

type Items = z.output<typeof NewRecipe>["items"];

/** Reports the items whose variant an earlier item has. */
export function repeatedProblems(items: readonly Paired<Items[number]>[]): Problem[] {
  const seen = new Set<string>();
  return items.flatMap(({ variant, sku, index }): Problem[] => {
    const repeated = seen.has(variant.id);
    seen.add(variant.id);
    const message = `${variant.sku} is listed more than once. Combine the quantities into one item.`;
    const field = `${itemPath(index)}${sku === undefined ? "variant_id" : "sku"}`;
    return repeated ? [{ code: "validation_failed", message, field }] : [];
  });
}

const itemPath = (index: number) => `items.${index}.`;

/** The path of what names an item's variant in the request. */
export function fieldOf(items: Items, index: number): string {
  return `${itemPath(index)}${items[index]?.sku === undefined ? "variant_id" : "sku"}`;
}

/** Makes the items of a recipe. */
export function draftItems(items: readonly Paired<Items[number]>[]): StoredRecipeItem[] {
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

/** Inserts a recipe's items, in the commit that inserts it or replaces them. */
export function insertItems(recipe_id: string, items: readonly StoredRecipeItem[]): Statement {
  return insertRows(recipe_items, items, { document_sequence: sequenceOf("recipes", recipe_id) });
}
