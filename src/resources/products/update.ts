import { eq, sql } from "drizzle-orm";
import type * as z from "zod";
import { products } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { nextVersion } from "../../data/version";
import { openDocuments, refuseInUse } from "../../documents/open_documents";
import { announce, eventOfChange } from "../../events/announce";
import { stockPresent } from "../../ledger";
import { withoutUndefined } from "../../shared/without_undefined";
import { setVariantStatus } from "../variants/effects";
import { productById, productResource, toProduct } from "./queries";
import type { ProductChange } from "./schemas";

/**
 * Changes the given fields. `status` archives or restores the product with its variants, except those
 * that were archived on their own. Archiving is refused with 422
 * `in_use` while a variant has stock, open documents or active recipes.
 */
export async function updateProduct(ctx: TenantContext, id: string, change: z.output<typeof ProductChange>) {
  const variant_ids = sql`SELECT v.id FROM variants v WHERE v.product_id = ${id}`;
  const archives = change.status === "archived";
  const { variants, stock, documents, ...rows } = await ctx.read({
    ...productById(id),
    stock: archives ? stockPresent(sql`variant_id IN (${variant_ids})`) : null,
    documents: archives ? openDocuments({ variants: variant_ids }) : null,
  });
  const product = productResource.required(rows.products);
  const changed = { ...product, ...withoutUndefined(change), ...nextVersion(ctx, product) };
  const status_changed = changed.status !== product.status;
  if (status_changed && changed.status === "archived") refuseInUse("product", stock, documents);

  const { sequence, ...columns } = changed;
  const statements: Statement[] = [build.update(products).set(columns).where(eq(products.id, id))];
  const following = setVariantStatus(ctx, id, changed.status, variants);
  if (status_changed) statements.push(following.statement);
  const result = toProduct(changed, status_changed ? following.variants : variants);
  const event = eventOfChange("product", product, changed);
  return ctx.commit([...statements, announce(ctx, event, { product: result })], result);
}
