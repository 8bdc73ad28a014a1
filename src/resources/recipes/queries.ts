import { eq } from "drizzle-orm";
import { recipe_documents, recipes, type StoredRecipeItem } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo, ofSku } from "../../data/filters";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import { notFound } from "../../shared/errors";
import { fromScaled } from "../../shared/quantity";
import type { CatalogueStatus } from "../../shared/statuses";

/** A recipe as it is stored, with its items: quantities scaled. */
export type StoredRecipe = typeof recipe_documents.$inferSelect;

/** A recipe as it is answered. */
export function toRecipe({ sequence, output_decimals, output_status, items, ...recipe }: StoredRecipe) {
  return { ...recipe, output_quantity: fromScaled(recipe.output_quantity), items: items.map(toItem) };
}

function toItem({ variant_id, sku, quantity, scrap_percent }: StoredRecipeItem) {
  return { variant_id, sku, quantity: fromScaled(quantity), scrap_percent: fromScaled(scrap_percent) };
}

/** Finds a recipe with its items. */
export function recipeById(id: string) {
  return build.select().from(recipe_documents).where(eq(recipe_documents.id, id));
}

/** The recipe that a look-up brought; 404 `not_found` where it brought none. */
export function found([recipe]: StoredRecipe[]): StoredRecipe {
  if (!recipe) throw notFound("recipe");
  return recipe;
}

/** The recipe; 404 `not_found`. */
export async function getRecipe(ctx: TenantContext, id: string) {
  const [rows] = await ctx.read([recipeById(id)]);
  return toRecipe(found(rows));
}

type Filters = {
  status?: CatalogueStatus | undefined;
  output_variant_id?: string | undefined;
  sku?: string | undefined;
};

/** Recipes, newest first. */
export async function listRecipes(
  ctx: TenantContext,
  { page, per_page, sku, ...filters }: Filters & PageRequest,
): Promise<Page<ReturnType<typeof toRecipe>>> {
  const request = { page, per_page };
  const where = [...equalTo(filters), ...ofSku(sku, "output_variant_id")];
  const { keys, order, total } = pageQueries({ table: recipes, where }, request);
  const [rows, counted] = await ctx.read([build.select().from(recipe_documents).where(keys).orderBy(order), total]);
  return asPage(rows.map(toRecipe), request, counted);
}
