import { type SQL, sql } from "drizzle-orm";
import { AnyOf } from "./listing";

/** Conditions that each column with a value equals it; or one of its values. */
export function equalTo(filters: Record<string, string | readonly string[] | undefined>): (SQL | AnyOf)[] {
  return Object.entries(filters).flatMap(([column, value]): (SQL | AnyOf)[] => {
    if (value === undefined) return [];
    const values = [value].flat();
    return values.length > 1 ? [new AnyOf(column, values)] : [sql`t.${sql.identifier(column)} = ${values[0]}`];
  });
}

/** The condition that a column has one of the values, for lists that are walked by something else. */
export function isOneOf(column: string, values: readonly string[] | undefined): SQL[] {
  return values === undefined ? [] : [sql`+${new AnyOf(column, values).condition}`];
}

/** The condition that a column holds the id of the variant with this SKU; none without a SKU. */
export function ofSku(sku: string | undefined, column = "variant_id"): SQL[] {
  return sku === undefined ? [] : [sql`t.${sql.identifier(column)} = (SELECT id FROM variants WHERE sku = ${sku})`];
}

/** The id of a row of a feed, which is made from its sequence: `led_000000000007`. */
export function numberedId(prefix: string, sequence: number): string {
  return `${prefix}_${String(sequence).padStart(12, "0")}`;
}

/** The sequences that such ids are made from; others have none. */
export function numbersOf(prefix: string, ids: readonly string[]): number[] {
  return ids.flatMap((id) => {
    const sequence = Number(id.slice(prefix.length + 1));
    return Number.isSafeInteger(sequence) && numberedId(prefix, sequence) === id ? [sequence] : [];
  });
}
