import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { expectVersion } from "../../data/version";
import { announce } from "../../events/announce";
import { refuse, refuseAll } from "../../shared/errors";
import { nameProblems, namesTaken, toVariant } from "../variants/queries";
import type { NewVariant } from "../variants/schemas";
import { draftProblems, draftVariants } from "./new_variants";
import { productById, productResource, toProduct } from "./queries";
import { touch } from "./references";

/** Adds a variant to a product that is not archived. A taken SKU or barcode is 409 `already_exists`. */
export async function addVariant(ctx: TenantContext, product_id: string, input: z.output<typeof NewVariant>) {
  const { products, variants, taken } = await ctx.read({ ...productById(product_id), taken: namesTaken([input]) });
  const product = productResource.required(products);
  expectVersion(ctx, product);
  if (product.status === "archived") {
    throw refuse("validation_failed", "This product is archived. Set its status to active first.");
  }
  refuseAll([...draftProblems(ctx, [input], () => ""), ...nameProblems([input], taken, () => "")]);

  const { drafts, statements } = draftVariants(ctx, product, [input]);
  const touched = touch(ctx, product);
  const changed = toProduct(touched.product, [...variants, ...drafts]);
  const [variant] = drafts.map(toVariant);
  return ctx.commit(
    [touched.statement, ...statements, announce(ctx, "product.updated", { product: changed })],
    variant,
  );
}
