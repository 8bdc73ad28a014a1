import { type SQL, sql } from "drizzle-orm";

/** The conditions of a list's plain filters: each column that has a value equals it. */
export function equalTo(filters: Record<string, string | undefined>): SQL[] {
  return Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql`t.${sql.identifier(column)} = ${value}`);
}

/** The condition of a list's filter by SKU, if it has one: a column holds the id of the variant with it. */
export function ofSku(sku: string | undefined, column = "variant_id"): SQL[] {
  return sku === undefined ? [] : [sql`t.${sql.identifier(column)} = (SELECT id FROM variants WHERE sku = ${sku})`];
}
