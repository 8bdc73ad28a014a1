import { eq } from "drizzle-orm";
import { products } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { timestamp } from "../../shared/clock";

/**
 * Raises a product's version because one of its variants changes: variants are part of what a product shows. The commit
 * fails if the product was changed concurrently, so no variant is added to a product that is being archived.
 */
export function touchProduct<P extends { id: string; version: number }>(ctx: TenantContext, product: P) {
  const stamp = { version: product.version + 1, updated_at: timestamp(ctx.now) };
  const statement = build.update(products).set(stamp).where(eq(products.id, product.id));
  return { product: { ...product, ...stamp }, statement };
}
