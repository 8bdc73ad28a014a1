import { eq, sql } from "drizzle-orm";
import type * as z from "zod";
import { products } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { nextVersion } from "../../data/version";
import { openDocuments, refuseInUse } from "../../documents/open_documents";
import { announce } from "../../events/announce";
import { stockPresent } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { productById, productResource, toProduct } from "./queries";
import type { ProductChange } from "./schemas";

/**
 * Changes the fields given. Archiving archives the variants with it and is 422 `in_use` while stock or open documents
 * exist; `status: "active"` restores the product and its variants.
 */
export async function updateProduct(ctx: TenantContext, id: string, change: z.output<typeof ProductChange>) {
  const of_product = sql`SELECT v.id FROM variants v WHERE v.product_id = ${id}`;
  const {
    products: rows,
    variants,
    stock,
    documents,
  } = await ctx.read({
    ...productById(id),
    stock: stockPresent(sql`variant_id IN (${of_product})`),
    documents: openDocuments({ variants: of_product }),
  });
  const product = productResource.required(rows);
  const changed = { ...product, ...change, ...nextVersion(ctx, product) };
  const moved = changed.status !== product.status;
  if (moved && changed.status === "archived") refuseInUse("product", stock, documents);

  const { sequence, ...columns } = changed;
  const statements: Statement[] = [build.update(products).set(columns).where(eq(products.id, id))];
  if (moved) statements.push(moveVariants(ctx, id, changed.status));
  const answer = toProduct(
    changed,
    variants.map((variant) =>
      moved && variant.status !== changed.status
        ? { ...variant, status: changed.status, version: variant.version + 1, updated_at: timestamp(ctx.now) }
        : variant,
    ),
  );
  const event = moved && changed.status === "archived" ? "product.archived" : "product.updated";
  return ctx.commit([...statements, announce(ctx, event, { product: answer })], answer);
}

function moveVariants(ctx: TenantContext, product_id: string, status: "active" | "archived"): Statement {
  return sql`UPDATE variants SET status = ${status}, version = version + 1, updated_at = ${timestamp(ctx.now)}
    WHERE product_id = ${product_id} AND status <> ${status}`;
}
