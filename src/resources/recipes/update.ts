import { eq } from "drizzle-orm";
import type * as z from "zod";
import { recipe_items, recipes } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { takeLocks } from "../../data/locks";
import { nextVersion } from "../../data/version";
import { refuseAll } from "../../shared/errors";
import { fromScaled, toScaled } from "../../shared/quantity";
import { variantsNamed } from "../variants/references";
import { circleProblems, readRecipesLock, usesBelow } from "./cycles";
import { draftItems, fieldOf, insertItems } from "./items";
import { outputOf } from "./output";
import { found, recipeById, type StoredRecipe, toRecipe } from "./queries";
import type { RecipeChange } from "./schemas";

type Change = z.output<typeof RecipeChange>;

/**
 * Changes the fields given; `items` replaces all. Batches that were planned stay as they are. An active recipe must not lead
 * back to its own output (`validation_failed`); a taken code is 409 `already_exists`. Changes no stock.
 */
export async function updateRecipe(ctx: TenantContext, id: string, change: Change) {
  const { items: wanted, output_variant_id, output_sku, ...plain } = change;
  const [rows, variants, uses, locks] = await ctx.read([
    recipeById(id),
    variantsNamed([{ variant_id: output_variant_id, sku: output_sku }, ...(wanted ?? [])]),
    usesBelow(wanted ?? [], id),
    readRecipesLock(),
  ]);
  const recipe = found(rows);
  const output = outputAfter(recipe, change, variants);
  const drafted = wanted ? draftItems(wanted, variants) : { drafts: recipe.items, problems: [] };
  refuseAll([...output.problems, ...drafted.problems]);

  const { id: variant_id, sku, quantity_decimals: output_decimals, status: output_status } = output.variant;
  const changed: StoredRecipe = {
    ...recipe,
    ...plain,
    ...{ output_variant_id: variant_id, output_sku: sku, output_decimals, output_status },
    output_quantity: change.output_quantity === undefined ? recipe.output_quantity : toScaled(change.output_quantity),
    items: drafted.drafts,
    ...nextVersion(ctx, recipe),
  };
  const field = (index: number) =>
    wanted ? fieldOf(wanted, index) : output_sku || output_variant_id ? "output_sku" : "status";
  if (changed.status === "active") refuseAll(circleProblems(output.variant, changed.items, uses, field));

  const { sequence, items, output_sku: _, output_decimals: __, output_status: ___, ...row } = changed;
  const statements: Statement[] = [...takeLocks(locks), build.update(recipes).set(row).where(eq(recipes.id, id))];
  if (wanted) {
    statements.push(build.delete(recipe_items).where(eq(recipe_items.document_sequence, sequence)));
    statements.push(insertItems(id, items));
  }
  return ctx.commit(statements, toRecipe(changed));
}

/** The variant the recipe makes from now on: another if one is named; whether it is active is asked when a batch is planned. */
function outputAfter(recipe: StoredRecipe, change: Change, variants: Parameters<typeof outputOf>[1]) {
  const output_quantity = change.output_quantity ?? fromScaled(recipe.output_quantity);
  if (change.output_variant_id !== undefined || change.output_sku !== undefined) {
    return outputOf({ ...change, output_quantity }, variants);
  }
  const { output_variant_id, output_decimals: quantity_decimals, output_sku: sku } = recipe;
  const known = { id: output_variant_id, sku, quantity_decimals, price: null, lot_tracked: false };
  const found = outputOf({ output_quantity, output_variant_id }, [{ ...known, status: "active" }]);
  return { ...found, variant: { ...found.variant, status: recipe.output_status } };
}
