import { getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** About how many bytes a line, and each lot of it, takes in the JSON of a document, as the database returns it. */
const [LINE_BYTES, LOT_BYTES] = [500, 400];

/** About how many bytes of a response the lines of a document `t` take, for `bytesOfRow`; their positions follow each other. */
export function bytesOfLines(lines: SQLiteTable): SQL {
  return sql`${sql.raw(String(LINE_BYTES))} * coalesce((SELECT max(position) - min(position) + 1 FROM ${sql.identifier(getTableName(lines))}
    WHERE document_sequence = t.sequence), 0)`;
}

/** As `bytesOfLines`, for lines that show the lots reserved for them or taken by them, of which there may be thousands. */
export function bytesOfLinesWithLots(lines: SQLiteTable): SQL {
  return sql`(SELECT coalesce(sum(${sql.raw(String(LINE_BYTES))} + ${sql.raw(String(LOT_BYTES))} * (
      SELECT count(*) FROM line_lots r WHERE r.line_id = i.id)), 0)
    FROM ${sql.identifier(getTableName(lines))} i WHERE i.document_sequence = t.sequence)`;
}
