import { type SQL, sql } from "drizzle-orm";

/** Conditions that each column with a value equals it. */
export function equalTo(filters: Record<string, string | undefined>): SQL[] {
  return Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql`t.${sql.identifier(column)} = ${value}`);
}

/** The condition that a column holds the id of the variant with this SKU; none without a SKU. */
export function ofSku(sku: string | undefined, column = "variant_id"): SQL[] {
  return sku === undefined ? [] : [sql`t.${sql.identifier(column)} = (SELECT id FROM variants WHERE sku = ${sku})`];
}
