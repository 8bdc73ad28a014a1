import { type SQL, sql } from "drizzle-orm";
import { products, variant_documents, variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { asPage, type PageRequest, pageQueries } from "../../data/page";
import { resource } from "../../data/resource";
import { matches } from "../../data/search";
import type { CatalogueStatus } from "../../shared/statuses";
import { type StoredVariant, toVariant, variantsOf, variantsWithBarcode } from "../variants/queries";

export type ProductRow = typeof products.$inferSelect;

/** A product as it is answered, with its variants. */
export function toProduct({ sequence, ...product }: ProductRow, made: readonly StoredVariant[]) {
  return { ...product, variants: made.map(toVariant) };
}

export const productResource = resource({
  name: "product",
  table: products,
  select: (where, order) => build.select().from(products).where(where).orderBy(order),
  parts: (ids) => ({ variants: variantsOf(ids) }),
  render: (_, parts) => {
    const variants_of = Map.groupBy(parts.variants, ({ product_id }) => product_id);
    return (row) => toProduct(row, variants_of.get(row.id) ?? []);
  },
});

/** Selects a product and its variants. */
export function productById(id: string | SQL) {
  return { products: productResource.byId(id), variants: variantsOf(sql`${id}`) };
}

type Filters = {
  search?: string | undefined;
  sku?: string | undefined;
  barcode?: string | undefined;
  category?: string | undefined;
  status?: CatalogueStatus | undefined;
};

/** Products, newest first. */
export function listProducts(ctx: TenantContext, { page, per_page, ...filters }: Filters & PageRequest) {
  const listing = { where: conditions(filters), found_by: foundBySearch(filters) };
  return productResource.list(ctx, { page, per_page }, listing);
}

function conditions({ search, sku, barcode, category, status }: Filters): SQL[] {
  return [
    ...(sku ? [sql`t.id = (SELECT product_id FROM variants WHERE sku = ${sku})`] : []),
    ...(barcode ? [sql`t.id IN (SELECT product_id FROM variants WHERE id IN (${variantsWithBarcode(barcode)}))`] : []),
    ...(category ? [sql`t.category = ${category}`] : []),
    ...(status ? [sql`${sql.raw(category ? "+" : "")}t.status = ${status}`] : []),
    ...(search ? [sku || barcode ? isFoundBy(search) : matches("product_search", search)] : []),
  ];
}

function isFoundBy(search: string): SQL {
  return sql`EXISTS (SELECT 1 FROM product_search WHERE rowid = t.sequence AND ${matches("product_search", search)})`;
}

/** A search walks the text index, newest first, unless a name already leads to the product. */
function foundBySearch({ search, sku, barcode, ...others }: Filters) {
  if (!search || sku || barcode) return undefined;
  const alone = Object.values(others).every((value) => value === undefined);
  return {
    from: alone ? sql`product_search` : sql`product_search CROSS JOIN products t ON t.sequence = product_search.rowid`,
    key: sql`product_search.rowid`,
  };
}

/** The variants of a product, newest first; 404 `not_found` where there is no such product. */
export async function listVariantsOf(ctx: TenantContext, product_id: string, page: PageRequest) {
  const where = [sql`t.product_id = ${product_id}`];
  const { keys, order, total } = pageQueries({ table: variants, where }, page);
  const { products, rows, counted } = await ctx.read({
    products: productResource.byId(product_id),
    rows: build.select().from(variant_documents).where(keys).orderBy(order),
    counted: total,
  });
  productResource.required(products);
  return asPage(rows.map(toVariant), page, counted);
}
