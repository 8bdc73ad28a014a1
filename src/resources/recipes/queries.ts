import { recipe_documents, recipe_items, recipes, type StoredRecipeItem } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo, ofSku } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { bytesOfLines } from "../../documents/bytes";
import { fromScaled } from "../../shared/quantity";
import type { CatalogueStatus } from "../../shared/statuses";

/** A recipe as stored: quantities and percentages are scaled. */
export type StoredRecipe = typeof recipe_documents.$inferSelect;

/** A recipe as the API returns it. */
export function toRecipe({ sequence, output_decimals, output_status, items, ...recipe }: StoredRecipe) {
  return { ...recipe, output_quantity: fromScaled(recipe.output_quantity), items: items.map(toItem) };
}

function toItem({ variant_id, sku, quantity, scrap_percent }: StoredRecipeItem) {
  return { variant_id, sku, quantity: fromScaled(quantity), scrap_percent: fromScaled(scrap_percent) };
}

export const recipeResource = resource({
  name: "recipe",
  table: recipes,
  bytes: bytesOfRow(["instructions"], bytesOfLines(recipe_items)),
  select: (where, order) => build.select().from(recipe_documents).where(where).orderBy(order),
  render: () => toRecipe,
});

type Filters = {
  status?: CatalogueStatus[] | undefined;
  output_variant_id?: string | undefined;
  sku?: string | undefined;
};

/** A page of the recipes that match all filters, newest first. */
export function listRecipes(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, { sku, ...filters }] = splitRequest(query);
  const where = [...equalTo(filters), ...ofSku(sku, "output_variant_id")];
  return recipeResource.list(ctx, request, { where });
}
