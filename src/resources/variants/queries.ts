import { asc, type SQL, sql } from "drizzle-orm";
import { variant_documents, variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo, isOneOf } from "../../data/filters";
import type { Listing } from "../../data/listing";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { matches } from "../../data/search";
import { fromScaledOrNull } from "../../shared/quantity";
import type { CatalogueStatus } from "../../shared/statuses";
import { bytesOfProduct, productsOfVariants } from "../products/references";
import { normalizeGtin } from "./gtin";

/** A variant with its barcodes, money in stored units. */
export type StoredVariant = typeof variants.$inferSelect & { barcodes: string[] };

/** A variant with its barcodes and some fields of its product. */
export type VariantDocument = typeof variant_documents.$inferSelect;

/** A variant as the API returns it. */
export function toVariant({ sequence, archived_alone, ...variant }: StoredVariant | VariantDocument) {
  const { barcodes, price, cost, ...columns } = "product_name" in variant ? withoutProduct(variant) : variant;
  return {
    ...columns,
    barcode: barcodes[0] ?? null,
    barcodes,
    price: fromScaledOrNull(price),
    cost: fromScaledOrNull(cost),
  };
}

function withoutProduct<V extends Omit<VariantDocument, "sequence" | "archived_alone">>(variant: V) {
  const { product_name, product_category, product_status, ...own } = variant;
  return own;
}

/** Selects the variants of the products whose ids `product_ids` selects, oldest first. */
export function variantsOf(product_ids: SQL) {
  return build
    .select()
    .from(variant_documents)
    .where(sql`product_id IN (${product_ids})`)
    .orderBy(asc(variant_documents.sequence));
}

/** What a variant takes in a response. */
export const VARIANT_SIZE = { bytes: bytesOfRow(["options", "metadata"]), small: true };

export const variantResource = resource({
  name: "variant",
  table: variants,
  ...VARIANT_SIZE,
  select: (where, order) => build.select().from(variant_documents).where(where).orderBy(order),
  render: () => toVariant,
});

/** Variants, each with what its product is called and belongs to. */
const variantsWithProduct = resource({
  name: "variant",
  table: variants,
  bytes: bytesOfRow(["options", "metadata"], bytesOfProduct(sql`t.product_id`)),
  select: (where, order) => build.select().from(variant_documents).where(where).orderBy(order),
  parts: (ids) => ({ products: productsOfVariants(ids) }),
  render: (_, parts) => {
    const by_id = new Map(parts.products.map(({ id, ...product }) => [id, product]));
    return (row) => ({ ...toVariant(row), product: by_id.get(row.product_id) });
  },
});

type Filters = {
  include?: readonly string[] | undefined;
  sku?: string | undefined;
  barcode?: string | undefined;
  product_id?: string | undefined;
  status?: CatalogueStatus[] | undefined;
  search?: string | undefined;
};

/** A page of variants that match all filters, newest first; with `include`, each with its product. */
export async function listVariants(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, { include, ...filters }] = splitRequest(query);
  const listing = { where: conditions(filters), found_by: searchIndex(filters) };
  return include ? variantsWithProduct.list(ctx, request, listing) : variantResource.list(ctx, request, listing);
}

function conditions({ sku, barcode, product_id, status, search }: Filters): Listing["where"] {
  return [
    ...(sku ? [sql`t.sku = ${sku}`] : []),
    ...(barcode ? [sql`t.id IN (${variantsWithBarcode(barcode)})`] : []),
    ...(product_id ? [sql`t.product_id = ${product_id}`] : []),
    ...(product_id ? isOneOf("status", status) : equalTo({ status })),
    ...(search ? [sku || barcode || product_id ? matchesSearch(search) : matches("variant_search", search)] : []),
  ];
}

function matchesSearch(search: string): SQL {
  return sql`EXISTS (SELECT 1 FROM variant_search WHERE rowid = t.sequence AND ${matches("variant_search", search)})`;
}

/** A search walks the text index, newest first, unless another filter already leaves only a few variants. */
function searchIndex({ search, sku, barcode, product_id, ...others }: Filters) {
  if (!search || sku || barcode || product_id) return undefined;
  const is_only_filter = Object.values(others).every((value) => value === undefined);
  return {
    from: is_only_filter
      ? sql`variant_search`
      : sql`variant_search CROSS JOIN variants t ON t.sequence = variant_search.rowid`,
    key: sql`variant_search.rowid`,
  };
}

/** Selects the ids of the variants that have a barcode, or the same GTIN in another form. */
export function variantsWithBarcode(barcode: string): SQL {
  const gtin = normalizeGtin(barcode);
  const same_gtin = gtin === null ? sql`` : sql` UNION SELECT variant_id FROM variant_barcodes WHERE gtin = ${gtin}`;
  return sql`SELECT variant_id FROM variant_barcodes WHERE barcode = ${barcode}${same_gtin}`;
}
