import { type SQL, sql } from "drizzle-orm";

/**
 * The columns of a row as one JSON text, for lists of thousands of rows: libSQL returns at most 10 MB, in which each value of
 * a row of its own takes some 30 bytes more. A boolean is to be selected as `json('true')` or `json('false')`.
 */
export function packed<Row>(columns: Readonly<Record<keyof Row & string, SQL>>): SQL<Row> {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const values = names.map((name) => columns[name]);
  return sql`json_array(${sql.join(values, sql`, `)})`.mapWith((text: string): Row => {
    const row: unknown[] = JSON.parse(text);
    return Object.fromEntries(names.map((name, at) => [name, row[at]])) as Row;
  }) as SQL<Row>;
}
