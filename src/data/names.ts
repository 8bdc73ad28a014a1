import { getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** The name of a table, as SQL. */
export function nameOf(table: SQLiteTable): SQL {
  return sql`${sql.identifier(getTableName(table))}`;
}

/** The name of a table's index on a column, `<table>_by_<column>`, as SQL. */
export function indexOn(table: SQLiteTable, column: string): SQL {
  return sql`${sql.identifier(`${getTableName(table)}_by_${column}`)}`;
}
