import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { expectVersion } from "../../data/version";
import { announce } from "../../events/announce";
import { refuse, refuseAll } from "../../shared/errors";
import { touchProduct } from "../products/effects";
import { productById, productResource, toProduct } from "../products/queries";
import { insertVariants, MAX_VARIANTS } from "./effects";
import { toVariant } from "./queries";
import { identifierProblems, selectTakenIdentifiers, trackingProblems } from "./references";
import type { NewVariant } from "./schemas";

/**
 * Adds a variant, without stock, to a product; raises the product's version. An archived product, and one that has
 * 400 variants, is refused with `validation_failed`, a SKU or barcode that is taken with 409 `already_exists`, and lot tracking without the module
 * traceability with 403 `module_disabled`.
 */
export async function createVariant(ctx: TenantContext, product_id: string, input: z.output<typeof NewVariant>) {
  const { products, variants, taken } = await ctx.read({
    ...productById(product_id),
    taken: selectTakenIdentifiers([input]),
  });
  const product = productResource.required(products);
  expectVersion(ctx, product);
  if (product.status === "archived") {
    throw refuse("validation_failed", "This product is archived. Set its status to active first.");
  }
  if (variants.length >= MAX_VARIANTS) {
    throw refuse(
      "validation_failed",
      `A product can have at most ${MAX_VARIANTS} variants. Add it to another product.`,
    );
  }
  refuseAll([...trackingProblems(ctx, [input], () => ""), ...identifierProblems([input], taken, () => "")]);

  const inserted = insertVariants(ctx, product, [input]);
  const touched = touchProduct(ctx, product);
  const changed = toProduct(touched.product, [...variants, ...inserted.variants]);
  const [variant] = inserted.variants.map(toVariant);
  return ctx.commit(
    [touched.statement, ...inserted.statements, announce(ctx, "product.updated", { product: changed })],
    variant,
  );
}
