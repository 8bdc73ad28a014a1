import { type SQL, sql } from "drizzle-orm";
import { build } from "../../data/database";
import type { Named } from "./mentions";
import { tokensOf } from "./pieces";
import type { Term } from "./terms";

/** All products of an organization that has no more of them are read. */
const WHOLE = 300;
const OF_WHOLE = 1_000_000;
/** So many products are read for one term, and so many in all. */
const PER_TERM = 101;
const MOST_PRODUCTS = 1000;
const MOST_VARIANTS = 2500;

const whole = (number: number): SQL => sql.raw(String(number));

/** Selects the products whose names match a term, those of the first terms first, with their variants. */
export function productsOf(matches: string) {
  const rows = sql`(WITH hits AS MATERIALIZED (
      SELECT h.value AS sequence, t.key AS place FROM json_each(${matches}) t, json_each((
        SELECT json_group_array(f.row) FROM (
          SELECT rowid AS row FROM product_search WHERE product_search MATCH t.value LIMIT ${whole(PER_TERM)}) f)) h
      UNION ALL SELECT p.sequence, ${whole(OF_WHOLE)} FROM products p
        WHERE p.sequence <= ${whole(WHOLE)} AND (SELECT max(sequence) FROM products) <= ${whole(WHOLE)}),
    picked AS MATERIALIZED (SELECT sequence, min(place) AS place, json_group_array(place) AS places FROM hits
      GROUP BY sequence ORDER BY min(place), sequence LIMIT ${whole(MOST_PRODUCTS)})
    SELECT p.id AS product_id, p.name AS product_name, p.status = 'archived' AS is_archived, k.places AS places, v.sku AS sku,
      v.name AS variant_name, v.options AS options, v.status = 'archived' AS is_variant_archived
    FROM picked k CROSS JOIN products p ON p.sequence = k.sequence JOIN variants v ON v.product_id = p.id
    ORDER BY k.place, k.sequence, v.sequence LIMIT ${whole(MOST_VARIANTS)})`;
  return build
    .select({
      product_id: sql<string>`product_id`,
      product_name: sql<string>`product_name`,
      is_archived: sql<number>`is_archived`,
      places: sql<string>`places`,
      sku: sql<string>`sku`,
      variant_name: sql<string>`variant_name`,
      options: sql<string>`options`,
      is_variant_archived: sql<number>`is_variant_archived`,
    })
    .from(rows);
}
export type ProductRow = ReturnType<typeof productsOf>["_"]["result"][number];

type Name = Named & { tokens: string[]; own: string[]; is_archived: number };

/** Products, and their variants, of which those without a name of their own are called as their product is. */
export function namesOf(rows: readonly ProductRow[]): Name[] {
  const products = new Map(rows.map((row) => [row.product_id, row]));
  return [
    ...[...products.values()].map(({ product_id, product_name, is_archived }): Name => {
      const tokens = tokensOf(product_name);
      return { kind: "product", id: product_id, name: product_name, code: null, tokens, own: [], is_archived };
    }),
    ...rows.map(variantFrom),
  ];
}

function variantFrom(row: ProductRow): Name {
  const { product_id, product_name, sku, variant_name } = row;
  const product = tokensOf(product_name);
  const own = ownTokens(row, product);
  const name = own.length === 0 || variant_name === product_name ? product_name : `${product_name} ${variant_name}`;
  const is_archived = row.is_archived === 1 || row.is_variant_archived === 1 ? 1 : 0;
  // Without a name of its own, it is only found by its SKU.
  const tokens = own.length === 0 ? [] : [...product, ...own];
  return { kind: "variant", id: sku, name, code: sku, product_id, tokens, own, is_archived };
}

/** What a variant's name says beyond its product's, or its options, if the name says nothing. */
function ownTokens({ variant_name, options }: ProductRow, product: readonly string[]): string[] {
  const beyond = (text: string) => tokensOf(text).filter((token) => !product.includes(token));
  const of_name = variant_name === "Default" ? [] : beyond(variant_name);
  if (of_name.length > 0) return of_name;
  const values = Object.values<unknown>(JSON.parse(options));
  return values.flatMap((value) => (typeof value === "string" && value !== "Default" ? beyond(value) : []));
}

/** Says whether products may have pieces of the question in their names and were not read: no term of them was read to its end. */
export function cutProducts(
  rows: readonly ProductRow[],
  terms: readonly Term[],
): (pieces: readonly number[]) => boolean {
  const products = new Map(rows.map((row) => [row.product_id, JSON.parse(row.places) as number[]]));
  const isFull = products.size >= MOST_PRODUCTS || rows.length >= MOST_VARIANTS;
  const counts = new Map<number, number>();
  for (const place of [...products.values()].flat()) counts.set(place, (counts.get(place) ?? 0) + 1);
  if (counts.has(OF_WHOLE)) return () => isFull;
  const complete = terms.filter((_, at) => !isFull && (counts.get(at) ?? 0) < PER_TERM);
  return (pieces) => !complete.some((term) => term.pieces.every((piece) => pieces.includes(piece)));
}
