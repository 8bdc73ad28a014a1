import type { z } from "zod";
import { refuse, refuseAll } from "../../shared/errors";
import type { TenantContext } from "../../storage/context";
import { announce } from "../../webhooks/announce";
import { allBarcodes, nameProblems, namesTaken, toVariant } from "../variants/queries";
import type { NewVariant } from "../variants/schemas";
import { draftProblems, draftVariants } from "./new_variants";
import { foundProduct, productById, toProduct } from "./queries";

/** Adds a variant to a product that is not archived. A taken SKU or barcode is 409 `already_exists`. */
export async function addVariant(ctx: TenantContext, product_id: string, input: z.output<typeof NewVariant>) {
  const names = [{ sku: input.sku, barcodes: allBarcodes(input) }];
  const [rows, variants, taken] = await ctx.read([...productById(product_id), namesTaken(names)]);
  const product = foundProduct(rows);
  if (product.status === "archived") {
    throw refuse("validation_failed", "This product is archived. Restore it first: PATCH its status to active.");
  }
  refuseAll([...draftProblems(ctx, [input], () => ""), ...nameProblems(names, taken, () => "")]);

  const { drafts, statements } = draftVariants(ctx, product, [input]);
  const changed = toProduct(product, [...variants, ...drafts]);
  const [variant] = drafts.map(toVariant);
  return ctx.commit([...statements, announce(ctx, "product.updated", { product: changed })], variant);
}
