import { type SQL, sql } from "drizzle-orm";

/** What a row takes in a response besides its long texts. */
const ROW_BYTES = 1000;

/** About how many bytes of a response a row of a list takes (`Listing.bytes`): its columns of long text, and what else there is. */
export function bytesOfRow(columns: readonly string[], ...more: readonly SQL[]): SQL {
  const texts = columns.map((column) => sql`coalesce(length(CAST(t.${sql.identifier(column)} AS BLOB)), 0)`);
  return sql.join([sql.raw(String(ROW_BYTES)), ...texts, ...more], sql` + `);
}
