import { eq } from "drizzle-orm";
import type * as z from "zod";
import { recipe_items, recipes } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { takeLocks } from "../../data/locks";
import { nextVersion } from "../../data/version";
import { references } from "../../documents/references";
import { refuseAll } from "../../shared/errors";
import { fromScaled, tooFine, toScaled } from "../../shared/quantity";
import { withoutUndefined } from "../../shared/without_undefined";
import { circleProblems, readRecipesLock, usesBelow } from "./cycles";
import { draftItems, fieldOf, insertItems, repeatedProblems } from "./items";
import { recipeResource, type StoredRecipe, toRecipe } from "./queries";
import type { RecipeChange } from "./schemas";

type Change = z.output<typeof RecipeChange>;

/**
 * Changes the fields given; `items` replaces all. Batches that were planned stay as they are. An active recipe must not lead
 * back to its own output (`validation_failed`); a taken code is 409 `already_exists`. Changes no stock.
 */
export async function updateRecipe(ctx: TenantContext, id: string, change: Change) {
  const { items: wanted, output_variant_id, output_sku, ...plain } = change;
  const names_output = output_variant_id !== undefined || output_sku !== undefined;
  const to_output = references({
    items: names_output ? [{ variant_id: output_variant_id, sku: output_sku }] : [],
    pathOf: () => "output_",
  });
  const to_items = references({ items: wanted ?? [] });
  const { rows, outputs, uses, locks, ...referred } = await ctx.read({
    ...to_items.queries,
    rows: recipeResource.byId(id),
    outputs: to_output.queries.variants,
    uses: usesBelow(wanted ?? [], id),
    locks: readRecipesLock(),
  });
  const recipe = recipeResource.required(rows);
  const named = { output: to_output.pair({ ...referred, variants: outputs }), items: to_items.pair(referred) };
  refuseAll([...named.output.problems, ...named.items.problems, ...repeatedProblems(named.items.items)]);

  const output = named.output.items[0]?.variant ?? outputOf(recipe);
  const output_quantity = change.output_quantity ?? fromScaled(recipe.output_quantity);
  refuseAll(tooFine(output, output_quantity, "output_quantity"));

  const changed: StoredRecipe = {
    ...recipe,
    ...withoutUndefined(plain),
    output_variant_id: output.id,
    output_sku: output.sku,
    output_decimals: output.quantity_decimals,
    output_status: output.status,
    output_quantity: toScaled(output_quantity),
    items: wanted ? draftItems(named.items.items) : recipe.items,
    ...nextVersion(ctx, recipe),
  };
  const field = (index: number) =>
    wanted ? fieldOf(wanted, index) : output_sku || output_variant_id ? "output_sku" : "status";
  if (changed.status === "active") refuseAll(circleProblems(output, changed.items, uses, field));

  const { sequence, items, output_sku: _, output_decimals: __, output_status: ___, ...row } = changed;
  const statements: Statement[] = [...takeLocks(locks), build.update(recipes).set(row).where(eq(recipes.id, id))];
  if (wanted) {
    statements.push(build.delete(recipe_items).where(eq(recipe_items.document_sequence, sequence)));
    statements.push(insertItems(id, items));
  }
  return ctx.commit(statements, toRecipe(changed));
}

/** The variant that the recipe makes as it stands; whether it is active is asked when a batch is planned. */
function outputOf({ output_variant_id, output_sku, output_decimals, output_status }: StoredRecipe) {
  return { id: output_variant_id, sku: output_sku, quantity_decimals: output_decimals, status: output_status };
}
