import { eq, getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { TenantContext } from "../commands/context";
import { build, type Statement } from "../data/database";
import { inPortions } from "../data/rows";
import { nextVersion } from "../data/version";

/** A document as it is stored: its head, and its lines by position. */
export type StoredDocument<Line> = { id: string; sequence: number; version: number; items: Line[] };

/** The tables of a document, and the columns of a line that record its progress. */
export type DocumentTables = {
  head: SQLiteTable & { id: SQLiteColumn };
  lines: SQLiteTable;
  progress: readonly string[];
};

/**
 * Moves a document to its next version: returns the changed document, and the statements that store it. A stale `If-Match` is
 * refused with 412 `stale_version`; the commit fails if the document was changed concurrently.
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
  const changed = items.filter(
    (item, index) => progressOf(item, progress) !== progressOf(document.items[index], progress),
  );
  statements.push(...inPortions(changed).map((portion) => setProgress(lines, progress, document.sequence, portion)));
  return { document: { ...document, ...change, ...stamp }, statements };
}

function progressOf(line: unknown, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => (line as Record<string, unknown> | undefined)?.[column]));
}

/**
 * Writes the progress of lines in one statement. Each JSON row has the whole primary key of its line, so that
 * SQLite reads the JSON once and seeks each line: with half of the key outside it would scan the JSON once per line.
 */
function setProgress(
  table: SQLiteTable,
  columns: readonly string[],
  sequence: number,
  lines: readonly { position: number }[],
): SQL {
  const rows = lines.map((line) => [
    sequence,
    line.position,
    ...columns.map((column) => (line as Record<string, unknown>)[column]),
  ]);
  const sets = columns.map(
    (column, index) => sql`${sql.identifier(column)} = j.value ->> ${sql.raw(String(index + 2))}`,
  );
  return sql`UPDATE ${sql.identifier(getTableName(table))} SET ${sql.join(sets, sql`, `)}
    FROM json_each(${JSON.stringify(rows)}) j WHERE document_sequence = j.value ->> 0 AND position = j.value ->> 1`;
}
