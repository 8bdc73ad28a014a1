import { type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { indexOn, nameOf } from "./names";

/** No request takes so long from its time, which its rows are written with, to their commit. */
const LONGEST_REQUEST_MS = 15 * 60 * 1000;

/** Times are compared as text, which begins with the year 0 and ends with the year 9999. */
const FIRST_MOMENT = Date.parse("0000-01-01T00:00:00Z");
const LAST_MOMENT = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * The conditions of rows of `t` that never change and were written since a time. They are the last ones of the table, but for those
 * whose requests overtook each other: what precedes a row that is so much older is older than the time. The column's index has
 * every sixteenth row.
 */
export function writtenSince(table: SQLiteTable, written_at: string, since: string): SQL[] {
  const column = sql.identifier(written_at);
  const earlier = new Date(Math.max(FIRST_MOMENT, Date.parse(since) - LONGEST_REQUEST_MS)).toISOString();
  const before = sql`SELECT sequence FROM ${nameOf(table)} INDEXED BY ${indexOn(table, written_at)}
    WHERE sequence % 16 = 0 AND ${column} < ${earlier} ORDER BY ${column} DESC LIMIT 1`;
  return [sql`t.sequence > coalesce((${before}), 0)`, sql`+t.${column} >= ${since}`];
}

/** As `writtenSince`, the conditions of rows that were written until a time. */
export function writtenUntil(table: SQLiteTable, written_at: string, until: string): SQL[] {
  const column = sql.identifier(written_at);
  const later = new Date(Math.min(LAST_MOMENT, Date.parse(until) + LONGEST_REQUEST_MS)).toISOString();
  const after = sql`SELECT sequence FROM ${nameOf(table)} INDEXED BY ${indexOn(table, written_at)}
    WHERE sequence % 16 = 0 AND ${column} > ${later} ORDER BY ${column} LIMIT 1`;
  const none = sql.raw(String(Number.MAX_SAFE_INTEGER));
  return [sql`t.sequence < coalesce((${after}), ${none})`, sql`+t.${column} <= ${until}`];
}
