import { getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/**
 * Aborts the commit (`stale_read`) unless a condition still holds, so that a command is decided again if what it has read
 * was changed meanwhile. It is for what no constraint or version of a row holds: a value that was copied, or a rule between
 * rows that only this command knows.
 */
export function onlyIf(condition: SQL): SQL {
  return sql`INSERT INTO outdated_reads (outdated) SELECT 1 WHERE NOT coalesce((${condition}), 0)`;
}

/** As `onlyIf`, for rows that still have to be the versions that were read. */
export function onlyIfUnchanged(table: SQLiteTable, rows: readonly { id: string; version: number }[]): SQL {
  const read = JSON.stringify(rows.map(({ id, version }) => [id, version]));
  return onlyIf(sql`NOT EXISTS (SELECT 1 FROM json_each(${read}) j CROSS JOIN ${sql.identifier(getTableName(table))} t
    ON t.id = j.value ->> 0 WHERE t.version <> j.value ->> 1)`);
}
