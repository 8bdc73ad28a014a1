import { eq } from "drizzle-orm";
import { products } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { timestamp } from "../../shared/clock";

/**
 * Raises a product's version with a change of its variants, which are part of what it shows: so of two who decide on the
 * same product one is told, and no variant is added to a product that is being archived.
 */
export function touch<P extends { id: string; version: number }>(ctx: TenantContext, product: P) {
  const stamp = { version: product.version + 1, updated_at: timestamp(ctx.now) };
  const statement = build.update(products).set(stamp).where(eq(products.id, product.id));
  return { product: { ...product, ...stamp }, statement };
}
