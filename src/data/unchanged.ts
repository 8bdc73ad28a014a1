import { type SQL, sql } from "drizzle-orm";

/**
 * Aborts the commit (`stale_read`) unless a condition still holds, so that a command is decided again if what it has read
 * was changed meanwhile. It is for what no constraint or version of a row holds: a value that was copied, or a rule between
 * rows that only this command knows.
 */
export function onlyIf(condition: SQL): SQL {
  return sql`INSERT INTO outdated_reads (outdated) SELECT 1 WHERE NOT coalesce((${condition}), 0)`;
}
