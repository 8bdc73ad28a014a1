import type * as z from "zod";
import { recipes } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { takeLocks } from "../../data/locks";
import { references } from "../../documents/references";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { toScaled } from "../../shared/quantity";
import { cycleProblems, edgesBelow, readRecipesLock } from "./cycles";
import { draftItems, duplicateProblems, insertItems, variantField } from "./items";
import { toRecipe } from "./queries";
import type { NewRecipe } from "./schemas";

/**
 * Creates a recipe (bill of materials). Stock does not change. Refuses with `validation_failed` a variant that does not
 * exist, is archived or is listed twice, and items that lead back to the recipe's own output; with `already_exists` a
 * code that is taken.
 */
export async function createRecipe(ctx: TenantContext, input: z.output<typeof NewRecipe>) {
  const { name, code, instructions, output_quantity } = input;
  const output_reference = references({
    items: [{ variant_id: input.output_variant_id, sku: input.output_sku }],
    pathOf: () => "output_",
    quantitiesOf: () => ({ quantity: output_quantity }),
  });
  const item_references = references({ items: input.items });
  const { outputs, edges, locks, ...rows } = await ctx.read({
    ...item_references.queries,
    outputs: output_reference.queries.variants,
    edges: edgesBelow(input.items),
    locks: readRecipesLock(),
  });
  const paired = item_references.pair(rows);
  const [{ variant: output }] = output_reference.resolve({ ...rows, variants: outputs }, () => [
    ...paired.problems,
    ...duplicateProblems(paired.items),
  ]);
  const items = draftItems(paired.items);
  refuseAll(cycleProblems(output, items, edges, (index) => variantField(input.items[index], index)));

  const now = timestamp(ctx.now);
  const row = {
    id: newId("recipe", ctx.now),
    name,
    code,
    instructions,
    output_variant_id: output.id,
    output_quantity: toScaled(output_quantity),
    status: "active" as const,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  const response = toRecipe({
    ...row,
    sequence: 0,
    output_sku: output.sku,
    output_decimals: output.quantity_decimals,
    output_status: output.status,
    items,
  });
  return ctx.commit(
    [
      ...takeLocks(locks),
      build.insert(recipes).values(row),
      insertItems(row.id, items),
      announce(ctx, "recipe.created", { recipe: response }),
    ],
    response,
  );
}
