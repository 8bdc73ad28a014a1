import type * as z from "zod";
import { products } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { insertVariants } from "../variants/effects";
import { identifierProblems, selectTakenIdentifiers, trackingProblems } from "../variants/references";
import { toProduct } from "./queries";
import type { NewProduct } from "./schemas";

/**
 * Creates a product with its variants, without stock. SKUs and barcodes that are taken are 409 `already_exists`, all reported
 * at once; lot tracking without the module traceability is 403 `module_disabled`.
 */
export async function createProduct(ctx: TenantContext, input: z.output<typeof NewProduct>) {
  const { name, description, category, metadata, variants, sku = "", ...variant_fields } = input;
  const variant_inputs = variants ?? [{ ...variant_fields, sku, name }];
  const pathOf = (index: number) => (variants ? `variants.${index}.` : "");
  refuseAll(trackingProblems(ctx, variant_inputs, pathOf));

  const { taken } = await ctx.read({ taken: selectTakenIdentifiers(variant_inputs) });
  refuseAll(identifierProblems(variant_inputs, taken, pathOf));

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
  const inserted = insertVariants(ctx, row, variant_inputs);
  const product = toProduct({ sequence: 0, ...row }, inserted.variants);
  return ctx.commit(
    [build.insert(products).values(row), ...inserted.statements, announce(ctx, "product.created", { product })],
    product,
  );
}
