import type * as z from "zod";
import { recipes } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { takeLocks } from "../../data/locks";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { toScaled } from "../../shared/quantity";
import { variantsNamed } from "../variants/references";
import { circleProblems, readRecipesLock, usesBelow } from "./cycles";
import { draftItems, fieldOf, insertItems } from "./items";
import { outputOf } from "./output";
import { toRecipe } from "./queries";
import type { NewRecipe } from "./schemas";

/**
 * Says what something is made of. It may use what other recipes make, but not lead back to its own output
 * (`validation_failed`, with the way). A taken code is 409 `already_exists`. Changes no stock.
 */
export async function createRecipe(ctx: TenantContext, input: z.output<typeof NewRecipe>) {
  const { name, code, instructions, items: wanted, output_quantity } = input;
  const [variants, uses, locks] = await ctx.read([
    variantsNamed([{ variant_id: input.output_variant_id, sku: input.output_sku }, ...wanted]),
    usesBelow(wanted),
    readRecipesLock(),
  ]);
  const output = outputOf(input, variants);
  const { drafts, problems } = draftItems(wanted, variants);
  refuseAll([...output.problems, ...problems]);
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
