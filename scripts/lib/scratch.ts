import { DatabaseSync } from "node:sqlite";
import { essenceOf, type Rule } from "./rules.ts";

export const BREAKPOINT = "--> statement-breakpoint";

/** A database in memory that has had these migrations. */
export function migrated(migrations: readonly string[]): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  for (const migration of migrations) {
    for (const statement of migration.split(BREAKPOINT)) database.exec(statement);
  }
  return database;
}

/** A rule that a database has; `on` is the table or view of a trigger. */
export type StoredRule = Rule & { on: string };

/** The views, triggers and full-text tables that a database has. */
export function storedRules(database: DatabaseSync): StoredRule[] {
  const rows = database
    .prepare(
      `SELECT CASE type WHEN 'view' THEN 'VIEW' WHEN 'trigger' THEN 'TRIGGER' ELSE 'VIRTUAL TABLE' END AS kind, name,
        tbl_name AS "on", sql AS text FROM sqlite_schema
      WHERE type IN ('view', 'trigger') OR sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY rowid`,
    )
    .all();
  return rows as unknown as StoredRule[];
}

/** What has to be made and what has to go for a database to have exactly the rules `wanted`. */
export function differences(wanted: readonly Rule[], stored: readonly StoredRule[]) {
  const essences = new Map(stored.map(({ name, text }) => [name, essenceOf(text)]));
  const names = new Set(wanted.map(({ name }) => name));
  return {
    missing: wanted.filter(({ name, text }) => essences.get(name) !== essenceOf(text)),
    gone: stored.filter(({ name }) => !names.has(name)),
  };
}

/**
 * Compiles every view, and every trigger by way of a statement that fires it: SQLite stores a definition without asking
 * whether its columns exist. Throws SQLite's own error.
 */
export function compileRules(database: DatabaseSync): void {
  for (const { kind, name, on, text } of storedRules(database)) {
    try {
      if (kind === "VIEW") database.prepare(`SELECT * FROM "${name}"`);
      if (kind === "TRIGGER") database.prepare(firing(database, on, text));
    } catch (error) {
      throw new Error(`${name}: ${(error as Error).message}`);
    }
  }
}

function firing(database: DatabaseSync, table: string, trigger: string): string {
  if (/\bDELETE ON\b/.test(trigger)) return `DELETE FROM "${table}"`;
  const columns = database
    .prepare("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0")
    .all(table)
    .map(({ name }) => `"${name}"`);
  if (/\bINSERT ON\b/.test(trigger)) return `INSERT INTO "${table}" (${columns[0]}) VALUES (NULL)`;
  return `UPDATE "${table}" SET ${columns.map((column) => `${column} = ${column}`).join(", ")}`;
}
