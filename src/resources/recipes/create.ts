import type * as z from "zod";
import { recipes } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { takeLocks } from "../../data/locks";
import { references } from "../../documents/references";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { toScaled } from "../../shared/quantity";
import { circleProblems, readRecipesLock, usesBelow } from "./cycles";
import { draftItems, fieldOf, insertItems, repeatedProblems } from "./items";
import { toRecipe } from "./queries";
import type { NewRecipe } from "./schemas";

/**
 * Says what something is made of. It may use what other recipes make, but not lead back to its own output
 * (`validation_failed`, with the way). A taken code is 409 `already_exists`. Changes no stock.
 */
export async function createRecipe(ctx: TenantContext, input: z.output<typeof NewRecipe>) {
  const { name, code, instructions, items: wanted, output_quantity } = input;
  const to_output = references({
    items: [{ variant_id: input.output_variant_id, sku: input.output_sku }],
    pathOf: () => "output_",
    quantitiesOf: () => ({ quantity: output_quantity }),
  });
  const to_items = references({ items: wanted });
  const { outputs, uses, locks, ...referred } = await ctx.read({
    ...to_items.queries,
    outputs: to_output.queries.variants,
    uses: usesBelow(wanted),
    locks: readRecipesLock(),
  });
  const items = to_items.pair(referred);
  const [output] = to_output.resolve({ ...referred, variants: outputs }, () => [
    ...items.problems,
    ...repeatedProblems(items.items),
  ]);
  const drafts = draftItems(items.items);
  refuseAll(circleProblems(output.variant, drafts, uses, (index) => fieldOf(wanted, index)));

  const now = timestamp(ctx.now);
  const { id: output_variant_id, sku: output_sku, quantity_decimals, status: output_status } = output.variant;
  const row = {
    id: newId("recipe", ctx.now),
    ...{ name, code, instructions, output_variant_id },
    output_quantity: toScaled(output_quantity),
    status: "active" as const,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  const known = { output_sku, output_decimals: quantity_decimals, output_status };
  return ctx.commit(
    [...takeLocks(locks), build.insert(recipes).values(row), insertItems(row.id, drafts)],
    toRecipe({ sequence: 0, ...row, ...known, items: drafts }),
  );
}
