import { Column, getTableName, is, type SQL, sql } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";

type Field = { field: unknown };
type Options = { isSingleTable?: boolean };

/** Drizzle's dialect by the methods that are used here: its types hide the one that is called for every selection. */
type Selecting = {
  buildSelection(fields: Field[], options?: Options): SQL;
  sqlToQuery(query: SQL): { sql: string; params: unknown[] };
};
const SelectingDialect = SQLiteSyncDialect as unknown as new () => Selecting;

/**
 * Drizzle's dialect, which writes the names of selected columns as one text: Drizzle makes an object of each part of each name,
 * and to tell what these are takes longer than most queries run.
 */
export class Dialect extends SelectingDialect {
  override buildSelection(fields: Field[], options: Options = {}): SQL {
    const parts: SQL[] = [];
    let names: string[] = [];
    const endNames = () => {
      if (names.length > 0) parts.push(sql.raw(names.join(", ")));
      names = [];
    };
    for (const selected of fields) {
      if (is(selected.field, Column)) {
        names.push(nameOf(selected.field, options));
        continue;
      }
      endNames();
      parts.push(super.buildSelection([selected], options));
    }
    endNames();
    return parts.length === 1 ? (parts[0] as SQL) : sql.join(parts, sql`, `);
  }
}

function nameOf({ table, name }: Column, { isSingleTable = false }: Options): string {
  return isSingleTable ? `"${name}"` : `"${getTableName(table)}"."${name}"`;
}
