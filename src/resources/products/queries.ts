import { type SQL, sql } from "drizzle-orm";
import { products, variant_documents, variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo, isOneOf } from "../../data/filters";
import type { Listing } from "../../data/listing";
import { firstWithin, type ListRequest, pageQueries, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { matches } from "../../data/search";
import type { CatalogueStatus } from "../../shared/statuses";
import { type StoredVariant, toVariant, VARIANT_SIZE, variantsOf, variantsWithBarcode } from "../variants/queries";

export type ProductRow = typeof products.$inferSelect;

/** A product with its variants as the API returns it. */
export function toProduct({ sequence, ...product }: ProductRow, variants: readonly StoredVariant[]) {
  return { ...product, variants: variants.map(toVariant) };
}

/** About how many bytes a product `t` takes with its variants. */
const PRODUCT_BYTES = bytesOfRow(
  ["description", "metadata"],
  sql`(SELECT coalesce(sum(1000 + length(CAST(v.metadata AS BLOB)) + length(CAST(v.options AS BLOB))), 0)
    FROM variants v WHERE v.product_id = t.id)`,
);

export const productResource = resource({
  name: "product",
  table: products,
  bytes: PRODUCT_BYTES,
  select: (where, order) => build.select().from(products).where(where).orderBy(order),
  parts: (ids) => ({ variants: variantsOf(ids) }),
  render: (_, parts) => {
    const variants_by_product = Map.groupBy(parts.variants, ({ product_id }) => product_id);
    return (row) => toProduct(row, variants_by_product.get(row.id) ?? []);
  },
});

/** Selects a product and its variants. */
export function productById(id: string | SQL) {
  return { products: productResource.byId(id), variants: variantsOf(sql`${id}`) };
}

/** Selects, with their variants, the first of some products, as many as have so many bytes together, but at least one. */
export function productsWithin(most: number, ids: readonly string[]) {
  const within = firstWithin(most, products, sql`SELECT value FROM json_each(${JSON.stringify(ids)})`, PRODUCT_BYTES);
  return {
    products: build.select().from(products).where(within),
    variants: variantsOf(sql`SELECT id FROM products WHERE ${within}`),
  };
}

type Filters = {
  search?: string | undefined;
  sku?: string | undefined;
  barcode?: string | undefined;
  category?: string | undefined;
  status?: CatalogueStatus[] | undefined;
};

/** A page of products that match all filters, newest first. */
export function listProducts(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, filters] = splitRequest(query);
  const listing = { where: conditions(filters), found_by: searchIndex(filters) };
  return productResource.list(ctx, request, listing);
}

function conditions({ search, sku, barcode, category, status }: Filters): Listing["where"] {
  return [
    ...(sku ? [sql`t.id = (SELECT product_id FROM variants WHERE sku = ${sku})`] : []),
    ...(barcode ? [sql`t.id IN (SELECT product_id FROM variants WHERE id IN (${variantsWithBarcode(barcode)}))`] : []),
    ...(category ? [sql`t.category = ${category}`] : []),
    ...(category ? isOneOf("status", status) : equalTo({ status })),
    ...(search ? [sku || barcode ? matchesSearch(search) : matches("product_search", search)] : []),
  ];
}

function matchesSearch(search: string): SQL {
  return sql`EXISTS (SELECT 1 FROM product_search WHERE rowid = t.sequence AND ${matches("product_search", search)})`;
}

/** A search walks the text index, newest first, unless a SKU or barcode already leads to the product. */
function searchIndex({ search, sku, barcode, ...others }: Filters) {
  if (!search || sku || barcode) return undefined;
  const is_only_filter = Object.values(others).every((value) => value === undefined);
  return {
    from: is_only_filter
      ? sql`product_search`
      : sql`product_search CROSS JOIN products t ON t.sequence = product_search.rowid`,
    key: sql`product_search.rowid`,
  };
}

/** A page of a product's variants, newest first; 404 `not_found` if the product does not exist. */
export async function listProductVariants(ctx: TenantContext, product_id: string, request: ListRequest) {
  const where = [sql`t.product_id = ${product_id}`];
  const { keys, order, total, page } = pageQueries({ table: variants, where, ...VARIANT_SIZE }, request);
  const { products, rows, counted } = await ctx.read({
    products: productResource.byId(product_id),
    rows: build.select().from(variant_documents).where(keys).orderBy(order),
    counted: total,
  });
  productResource.required(products);
  return page(rows, counted, toVariant);
}
