import type * as z from "zod";
import { products } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { nameProblems, namesTaken } from "../variants/queries";
import { draftProblems, draftVariants } from "./new_variants";
import { toProduct } from "./queries";
import type { NewProduct } from "./schemas";

/**
 * Makes a product with its variants; no stock yet. A SKU or barcode that is taken is 409 `already_exists`, every one of
 * them named.
 */
export async function createProduct(ctx: TenantContext, input: z.output<typeof NewProduct>) {
  const { name, description, category, metadata, variants, sku = "", ...ofOneVariant } = input;
  const wanted = variants ?? [{ ...ofOneVariant, sku, name }];
  const at = (index: number) => (variants ? `variants.${index}.` : "");
  refuseAll(draftProblems(ctx, wanted, at));

  const { taken } = await ctx.read({ taken: namesTaken(wanted) });
  refuseAll(nameProblems(wanted, taken, at));

  const now = timestamp(ctx.now);
  const row = {
    id: newId("product", ctx.now),
    name,
    description,
    category,
    metadata,
    status: "active" as const,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  const { drafts, statements } = draftVariants(ctx, row, wanted);
  const product = toProduct({ sequence: 0, ...row }, drafts);
  return ctx.commit(
    [build.insert(products).values(row), ...statements, announce(ctx, "product.created", { product })],
    product,
  );
}
