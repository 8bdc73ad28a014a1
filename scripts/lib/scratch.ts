import { DatabaseSync } from "node:sqlite";
import { normalizeSql, type Rule } from "./rules.ts";

export const BREAKPOINT = "--> statement-breakpoint";

/** Creates a database in memory and applies the migrations to it. */
export function migratedDatabase(migrations: readonly string[]): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  for (const migration of migrations) {
    for (const statement of migration.split(BREAKPOINT)) database.exec(statement);
  }
  return database;
}

/** A rule as a database stores it; `table` is the table or view of a trigger. */
export type StoredRule = Rule & { table: string };

/** The views, triggers and full-text tables of a database. */
export function storedRules(database: DatabaseSync): StoredRule[] {
  const rows = database
    .prepare(
      `SELECT CASE type WHEN 'view' THEN 'VIEW' WHEN 'trigger' THEN 'TRIGGER' ELSE 'VIRTUAL TABLE' END AS kind, name,
        tbl_name AS "table", sql AS text FROM sqlite_schema
      WHERE type IN ('view', 'trigger') OR sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY rowid`,
    )
    .all();
  return rows as unknown as StoredRule[];
}

/**
 * The rules that a database lacks or has with another definition (`missing`), and those it should not have
 * (`obsolete`).
 */
export function differences(rules: readonly Rule[], stored: readonly StoredRule[]) {
  const stored_texts = new Map(stored.map(({ name, text }) => [name, normalizeSql(text)]));
  const names = new Set(rules.map(({ name }) => name));
  return {
    missing: rules.filter(({ name, text }) => stored_texts.get(name) !== normalizeSql(text)),
    obsolete: stored.filter(({ name }) => !names.has(name)),
  };
}

/**
 * Compiles every view, and every trigger through a statement that fires it, because SQLite stores a definition without
 * checking that its columns exist. Throws SQLite's error, with the name of the rule.
 */
export function compileRules(database: DatabaseSync): void {
  for (const { kind, name, table, text } of storedRules(database)) {
    try {
      if (kind === "VIEW") database.prepare(`SELECT * FROM "${name}"`);
      if (kind === "TRIGGER") database.prepare(firingStatement(database, table, text));
    } catch (error) {
      throw new Error(`${name}: ${(error as Error).message}`);
    }
  }
}

/** A statement that fires a trigger of `table`; it is only compiled. */
function firingStatement(database: DatabaseSync, table: string, trigger: string): string {
  if (/\bDELETE ON\b/.test(trigger)) return `DELETE FROM "${table}"`;
  const columns = database
    .prepare("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0")
    .all(table)
    .map(({ name }) => `"${name}"`);
  if (/\bINSERT ON\b/.test(trigger)) return `INSERT INTO "${table}" (${columns[0]}) VALUES (NULL)`;
  return `UPDATE "${table}" SET ${columns.map((column) => `${column} = ${column}`).join(", ")}`;
}
