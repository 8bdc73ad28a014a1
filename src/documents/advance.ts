import { eq, getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { TenantContext } from "../commands/context";
import { build, type Statement } from "../data/database";
import { nextVersion } from "../data/version";

/** A document as it is stored: its head, and its lines in order. */
export type StoredDocument<Line> = { id: string; sequence: number; version: number; items: Line[] };

/** Where a document is stored: its head, its lines, and the columns of a line that change as it moves on. */
export type DocumentTables = {
  head: SQLiteTable & { id: SQLiteColumn };
  lines: SQLiteTable;
  progress: readonly string[];
};

/**
 * Moves a document on: the document as it will be, and the statements that make it so. Refuses with 412 where `If-Match` is
 * stale; the commit fails where another was faster.
 */
export function advance<D extends StoredDocument<{ position: number }>>(
  ctx: TenantContext,
  { head, lines, progress }: DocumentTables,
  document: D,
  change: Partial<D>,
): { document: D; statements: Statement[] } {
  const stamp = nextVersion(ctx, document);
  const { items = document.items, ...columns } = change;
  const statements: Statement[] = [
    build
      .update(head)
      .set({ ...columns, ...stamp } as never)
      .where(eq(head.id, document.id)),
  ];
  const moved = items.filter((item, at) => progressOf(item, progress) !== progressOf(document.items[at], progress));
  if (moved.length > 0) statements.push(setProgress(lines, progress, document.sequence, moved));
  return { document: { ...document, ...change, ...stamp }, statements };
}

function progressOf(line: unknown, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => (line as Record<string, unknown> | undefined)?.[column]));
}

/** Writes the progress of any number of lines by one statement. */
function setProgress(
  table: SQLiteTable,
  columns: readonly string[],
  sequence: number,
  lines: readonly { position: number }[],
): SQL {
  const rows = lines.map((line) => [
    line.position,
    ...columns.map((column) => (line as Record<string, unknown>)[column]),
  ]);
  const sets = columns.map((column, at) => sql`${sql.identifier(column)} = j.value ->> ${sql.raw(String(at + 1))}`);
  return sql`UPDATE ${sql.identifier(getTableName(table))} SET ${sql.join(sets, sql`, `)}
    FROM json_each(${JSON.stringify(rows)}) j WHERE document_sequence = ${sequence} AND position = j.value ->> 0`;
}
