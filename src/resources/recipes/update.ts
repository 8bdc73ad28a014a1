import { eq } from "drizzle-orm";
import type * as z from "zod";
import { recipe_items, recipes } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { type Lock, takeLocks } from "../../data/locks";
import { nextVersion } from "../../data/version";
import { references } from "../../documents/references";
import { announce, eventOfChange } from "../../events/announce";
import { refuseAll } from "../../shared/errors";
import { fromScaled, tooFine, toScaled } from "../../shared/quantity";
import { withoutUndefined } from "../../shared/without_undefined";
import { cycleProblems, edgesBelow, readRecipesLock } from "./cycles";
import { draftItems, duplicateProblems, insertItems, variantField } from "./items";
import { recipeResource, type StoredRecipe, toRecipe } from "./queries";
import type { RecipeChange } from "./schemas";

type Change = z.output<typeof RecipeChange>;

/**
 * Changes the given members of a recipe; `items` replaces all items. Batches that are already planned keep their
 * inputs, and stock does not change. Refuses with `validation_failed` what `createRecipe` refuses, cycles only if the
 * recipe is active; and with `already_exists` a code that is taken.
 */
export async function updateRecipe(ctx: TenantContext, id: string, change: Change) {
  const { items: item_inputs, output_variant_id, output_sku, ...columns } = change;
  const changes_output = output_variant_id !== undefined || output_sku !== undefined;
  const output_reference = references({
    items: changes_output ? [{ variant_id: output_variant_id, sku: output_sku }] : [],
    pathOf: () => "output_",
  });
  const item_references = references({ items: item_inputs ?? [] });
  const { stored, outputs, edges, locks, ...rows } = await ctx.read({
    ...item_references.queries,
    stored: recipeResource.byId(id),
    outputs: output_reference.queries.variants,
    edges: edgesBelow(item_inputs ?? [], id),
    locks: readRecipesLock(),
  });
  const recipe = recipeResource.required(stored);
  const output_pair = output_reference.pair({ ...rows, variants: outputs });
  const item_pairs = item_references.pair(rows);
  const output = output_pair.items[0]?.variant ?? presentOutput(recipe);
  const output_quantity = change.output_quantity ?? fromScaled(recipe.output_quantity);
  refuseAll([
    ...output_pair.problems,
    ...(output_pair.problems.length > 0 ? [] : tooFine(output, output_quantity, "output_quantity")),
    ...item_pairs.problems,
    ...duplicateProblems(item_pairs.items),
  ]);

  const changed: StoredRecipe = {
    ...recipe,
    ...withoutUndefined(columns),
    output_variant_id: output.id,
    output_sku: output.sku,
    output_decimals: output.quantity_decimals,
    output_status: output.status,
    output_quantity: toScaled(output_quantity),
    items: item_inputs ? draftItems(item_pairs.items) : recipe.items,
    ...nextVersion(ctx, recipe),
  };
  if (changed.status === "active") {
    const changed_field = changes_output ? "output_sku" : "status";
    const fieldOf = (index: number) => (item_inputs ? variantField(item_inputs[index], index) : changed_field);
    refuseAll(cycleProblems(output, changed.items, edges, fieldOf));
  }
  const response = toRecipe(changed);
  const event = announce(ctx, eventOfChange("recipe", recipe, changed), { recipe: response });
  return ctx.commit([...statementsFor(changed, locks, item_inputs !== undefined), event], response);
}

/** The variant that a recipe produces at present. Whether it is archived is checked when a batch is planned. */
function presentOutput({ output_variant_id, output_sku, output_decimals, output_status }: StoredRecipe) {
  return { id: output_variant_id, sku: output_sku, quantity_decimals: output_decimals, status: output_status };
}

function statementsFor(recipe: StoredRecipe, locks: readonly Lock[], replaces_items: boolean): Statement[] {
  const { sequence, items, output_sku, output_decimals, output_status, ...row } = recipe;
  const update = build.update(recipes).set(row).where(eq(recipes.id, row.id));
  if (!replaces_items) return [...takeLocks(locks), update];
  return [
    ...takeLocks(locks),
    update,
    build.delete(recipe_items).where(eq(recipe_items.document_sequence, sequence)),
    insertItems(row.id, items),
  ];
}
