import { quoted, readContents } from "../../src/storage/contents";
import type { Engine } from "../../src/storage/port";
import type { TestApp } from "./app";
import { sql } from "./databases";

type Value = string | number | null;

/** What a backup of a database holds, as whoever restores it reads it out of the file. */
export type Backup = { backup: string; schema_version: number; tables: Record<string, Record<string, Value>[]> };

export async function backupOf(engine: Engine, backup = "a".repeat(64)): Promise<Backup> {
  const [[version]] = (await sql(engine, "SELECT max(version) FROM schema_migrations")) as [[number]];
  const tables: Backup["tables"] = {};
  for (const { name, columns } of (await readContents(engine)).tables.slice(0, -1)) {
    const rows = (await sql(engine, `SELECT ${columns.map(quoted).join(", ")} FROM ${quoted(name)}`)) as Value[][];
    tables[name] = rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null])));
  }
  return { backup, schema_version: version, tables };
}

const path = (id: string) => `/admin/v1/organizations/${id}/restore`;
const ORGANIZATION = { name: "Restored", slug: "restored", timezone: "Europe/Paris", currency: "EUR", engine: null };

/** Restores backups by way of the operator's API. */
export function restores(app: TestApp) {
  const restore = {
    begin: ({ backup, schema_version }: Pick<Backup, "backup" | "schema_version">, organization: object = {}) =>
      app.admin("POST", "/admin/v1/organizations/restore", {
        body: { ...ORGANIZATION, ...organization, backup, schema_version },
      }),
    rows: (id: string, { backup }: Pick<Backup, "backup">, table: string, rows: unknown[][]) =>
      app.admin("POST", `${path(id)}/rows`, { body: { backup, table, rows } }),
    complete: (id: string, { backup, tables }: Backup) =>
      app.admin("POST", `${path(id)}/complete`, {
        body: { backup, tables: Object.entries(tables).map(([table, { length }]) => ({ table, rows: length })) },
      }),
    discard: (id: string) => app.admin("DELETE", path(id)),

    /** Sends the rows of all tables, as many as `most` at a time. */
    async sendAll(id: string, backup: Backup, tables: { name: string; columns: string[] }[], most = 50): Promise<void> {
      for (const { name, columns } of tables) {
        const rows = (backup.tables[name] ?? []).map((row) => columns.map((column) => row[column]));
        for (let at = 0; at < rows.length; at += most) {
          const answer = await restore.rows(id, backup, name, rows.slice(at, at + most));
          if (answer.status !== 200) throw new Error(`${name}: ${answer.text}`);
        }
      }
    },
    /** Restores all of a backup and returns the organization with its key. */
    async run(backup: Backup, organization: object = {}) {
      const begun = await restore.begin(backup, organization);
      if (begun.status !== 201) throw new Error(begun.text);
      const { id, tables } = begun.body.data;
      await restore.sendAll(id, backup, tables);
      const completed = await restore.complete(id, backup);
      if (completed.status !== 200) throw new Error(completed.text);
      return completed.body.data;
    },
  };
  return restore;
}
