import { type SQL, sql } from "drizzle-orm";

/** A LIMIT with its number in the text: SQLite compiles a statement anew for each run if the number is a parameter. */
export function limitTo(rows: number): SQL {
  return sql.raw(`LIMIT ${rows}`);
}
