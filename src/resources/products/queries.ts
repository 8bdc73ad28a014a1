import { eq, type SQL, sql } from "drizzle-orm";
import { products, variant_documents, variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import { matches } from "../../data/search";
import { notFound } from "../../shared/errors";
import type { CatalogueStatus } from "../../shared/statuses";
import { type StoredVariant, toVariant, variantsOf, variantsWithBarcode } from "../variants/queries";

export type ProductRow = typeof products.$inferSelect;

/** A product as it is answered, with its variants. */
export function toProduct({ sequence, ...product }: ProductRow, made: readonly StoredVariant[]) {
  return { ...product, variants: made.map(toVariant) };
}

/** Finds a product and its variants. */
export function productById(id: string | SQL) {
  return { products: build.select().from(products).where(eq(products.id, id)), variants: variantsOf(sql`${id}`) };
}

/** The product that a look-up brought; 404 `not_found` where it brought none. */
export function foundProduct([product]: ProductRow[]): ProductRow {
  if (!product) throw notFound("product");
  return product;
}

/** The product; 404 `not_found`. */
export async function getProduct(ctx: TenantContext, id: string) {
  const { products, variants } = await ctx.read(productById(id));
  return toProduct(foundProduct(products), variants);
}

type Filters = {
  search?: string | undefined;
  sku?: string | undefined;
  barcode?: string | undefined;
  category?: string | undefined;
  status?: CatalogueStatus | undefined;
};

/** Products, newest first. */
export async function listProducts(
  ctx: TenantContext,
  { page, per_page, ...filters }: Filters & PageRequest,
): Promise<Page<ReturnType<typeof toProduct>>> {
  const request = { page, per_page };
  const { keys, order, total } = pageQueries(
    { table: products, where: conditions(filters), found_by: foundBySearch(filters) },
    request,
  );
  const { rows, made, counted } = await ctx.read({
    rows: build.select().from(products).where(keys).orderBy(order),
    made: variantsOf(sql`SELECT id FROM products WHERE ${keys}`),
    counted: total,
  });
  const variants_of = Map.groupBy(made, (variant) => variant.product_id);
  return asPage(
    rows.map((row) => toProduct(row, variants_of.get(row.id) ?? [])),
    request,
    counted,
  );
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
  const { found, rows, counted } = await ctx.read({
    found: build.select().from(products).where(eq(products.id, product_id)),
    rows: build.select().from(variant_documents).where(keys).orderBy(order),
    counted: total,
  });
  foundProduct(found);
  return asPage(rows.map(toVariant), page, counted);
}
