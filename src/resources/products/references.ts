import { type SQL, sql } from "drizzle-orm";
import { products } from "../../../drizzle/tenant";
import { build } from "../../data/database";

/** Selects the products of the variants whose ids `variant_ids` selects, for lists of variants. */
export function productsOfVariants(variant_ids: SQL) {
  const { id, name, description, category, metadata, status } = products;
  return build
    .select({ id, name, description, category, metadata, status })
    .from(products)
    .where(sql`id IN (SELECT product_id FROM variants WHERE id IN (${variant_ids}))`);
}

/** About how many bytes what a product says of itself takes, by its id. */
export function bytesOfProduct(id: SQL): SQL {
  return sql`(SELECT coalesce(length(CAST(p.description AS BLOB)), 0) + length(CAST(p.metadata AS BLOB))
    FROM products p WHERE p.id = ${id})`;
}
