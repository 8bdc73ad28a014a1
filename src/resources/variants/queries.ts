import { asc, type SQL, sql } from "drizzle-orm";
import { variant_documents, variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import type { PageRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { matches } from "../../data/search";
import type { Problem } from "../../shared/errors";
import { fromScaledOrNull } from "../../shared/quantity";
import type { CatalogueStatus } from "../../shared/statuses";
import { normalizeGtin } from "./gtin";

/** A variant with its barcodes, money in stored units. */
export type StoredVariant = typeof variants.$inferSelect & { barcodes: string[] };

/** A variant together with what its product says. */
export type VariantDocument = typeof variant_documents.$inferSelect;

/** A variant as it is answered. */
export function toVariant({ sequence, ...variant }: StoredVariant | VariantDocument) {
  const { barcodes, price, cost, ...columns } = "product_name" in variant ? withoutProduct(variant) : variant;
  return {
    ...columns,
    barcode: barcodes[0] ?? null,
    barcodes,
    price: fromScaledOrNull(price),
    cost: fromScaledOrNull(cost),
  };
}

function withoutProduct<V extends Omit<VariantDocument, "sequence">>(variant: V) {
  const { product_name, product_category, product_status, ...own } = variant;
  return own;
}

/** The variants of the products that `of` selects, first made first. */
export function variantsOf(of: SQL) {
  return build
    .select()
    .from(variant_documents)
    .where(sql`product_id IN (${of})`)
    .orderBy(asc(variant_documents.sequence));
}

export const variantResource = resource({
  name: "variant",
  table: variants,
  select: (where, order) => build.select().from(variant_documents).where(where).orderBy(order),
  render: () => toVariant,
});

type Filters = {
  sku?: string | undefined;
  barcode?: string | undefined;
  product_id?: string | undefined;
  status?: CatalogueStatus | undefined;
  search?: string | undefined;
};

/** Variants, newest first. */
export function listVariants(ctx: TenantContext, { page, per_page, ...filters }: Filters & PageRequest) {
  const listing = { where: conditions(filters), found_by: foundBySearch(filters) };
  return variantResource.list(ctx, { page, per_page }, listing);
}

function conditions({ sku, barcode, product_id, status, search }: Filters): SQL[] {
  return [
    ...(sku ? [sql`t.sku = ${sku}`] : []),
    ...(barcode ? [sql`t.id IN (${variantsWithBarcode(barcode)})`] : []),
    ...(product_id ? [sql`t.product_id = ${product_id}`] : []),
    ...(status ? [sql`${sql.raw(product_id ? "+" : "")}t.status = ${status}`] : []),
    ...(search ? [sku || barcode || product_id ? isFoundBy(search) : matches("variant_search", search)] : []),
  ];
}

function isFoundBy(search: string): SQL {
  return sql`EXISTS (SELECT 1 FROM variant_search WHERE rowid = t.sequence AND ${matches("variant_search", search)})`;
}

/** A search walks the text index, newest first, unless a name already leads to few variants. */
function foundBySearch({ search, sku, barcode, product_id, ...others }: Filters) {
  if (!search || sku || barcode || product_id) return undefined;
  const alone = Object.values(others).every((value) => value === undefined);
  return {
    from: alone ? sql`variant_search` : sql`variant_search CROSS JOIN variants t ON t.sequence = variant_search.rowid`,
    key: sql`variant_search.rowid`,
  };
}

/** Selects the ids of the variants that have a barcode, in any of its forms. */
export function variantsWithBarcode(barcode: string): SQL {
  const gtin = normalizeGtin(barcode);
  const same_number = gtin === null ? sql`` : sql` UNION SELECT variant_id FROM variant_barcodes WHERE gtin = ${gtin}`;
  return sql`SELECT variant_id FROM variant_barcodes WHERE barcode = ${barcode}${same_number}`;
}

/** The names by which a variant is known to the outside, and must be alone, as a request gives them. */
type Names = {
  sku?: string | undefined;
  barcode?: string | null | undefined;
  barcodes?: readonly string[] | undefined;
};

/** Finds who has the SKUs and barcodes that variants want. */
export function namesTaken(wanted: readonly Names[]) {
  const all = wanted.flatMap((names) => allBarcodes(names));
  const gtins = all.map(normalizeGtin).filter((gtin) => gtin !== null);
  const list = (values: readonly unknown[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
  const skus = wanted.map((names) => names.sku).filter((sku) => sku !== undefined);
  return build
    .select({
      variant_id: sql<string>`variant_id`,
      sku: sql<string | null>`sku`,
      barcode: sql<string | null>`barcode`,
    })
    .from(
      sql`(SELECT id AS variant_id, sku, NULL AS barcode FROM variants WHERE sku IN ${list(skus)}
        UNION ALL SELECT variant_id, NULL, barcode FROM variant_barcodes WHERE barcode IN ${list(all)}
        UNION ALL SELECT variant_id, NULL, barcode FROM variant_barcodes WHERE gtin IN ${list(gtins)})`,
    );
}

/**
 * Says which SKUs and barcodes are taken, by another variant or by an earlier one of the same request: 409
 * `already_exists` with the path of each. Two forms of one GTIN are the same barcode.
 */
export function nameProblems(
  wanted: readonly Names[],
  taken: readonly { variant_id: string; sku: string | null; barcode: string | null }[],
  at: (index: number) => string,
  own_id?: string,
): Problem[] {
  const others = taken.filter((row) => row.variant_id !== own_id);
  const skus = new Set(others.map((row) => row.sku));
  const barcodes = new Set(others.flatMap((row) => (row.barcode === null ? [] : [sameNumber(row.barcode)])));
  return wanted.flatMap((names, index) => {
    const own = allBarcodes(names);
    const clashing = own.filter((barcode) => barcodes.has(sameNumber(barcode)));
    const field = (barcode: string) =>
      barcode === names.barcode ? "barcode" : `barcodes.${names.barcodes?.indexOf(barcode)}`;
    const problems = [
      ...(names.sku !== undefined && skus.has(names.sku)
        ? [alreadyExists(`The SKU ${names.sku}`, `${at(index)}sku`)]
        : []),
      ...clashing.map((barcode) => alreadyExists(`The barcode ${barcode}`, `${at(index)}${field(barcode)}`)),
    ];
    if (names.sku !== undefined) skus.add(names.sku);
    for (const barcode of own) barcodes.add(sameNumber(barcode));
    return problems;
  });
}

function alreadyExists(what: string, field: string): Problem {
  return {
    code: "already_exists",
    message: `${what} is already taken. Choose another, or update the variant that has it.`,
    field,
  };
}

function sameNumber(barcode: string): string {
  return normalizeGtin(barcode) ?? barcode;
}

/** A variant's barcodes as rows: of several forms of one GTIN the first is found by the number. */
export function barcodeRows(variant_id: string, barcodes: readonly string[]) {
  const seen = new Set<string | null>();
  return barcodes.map((barcode, position) => {
    const gtin = normalizeGtin(barcode);
    const first = gtin !== null && !seen.has(gtin);
    seen.add(gtin);
    return { barcode, variant_id, position, gtin: first ? gtin : null };
  });
}

/** All barcodes of an input, the main one first, each once. */
export function allBarcodes({ barcode, barcodes }: Omit<Names, "sku">, now: readonly string[] = []): string[] {
  if (barcode === undefined) return [...new Set(barcodes ?? now)];
  const rest = barcodes ?? now.slice(1);
  return [...new Set(barcode === null ? rest : [barcode, ...rest])];
}
