import { type SQL, sql } from "drizzle-orm";
import { refuse } from "../shared/errors";
import type { Database, Query } from "./database";
import type { Page } from "./page";

export type CursorRequest = { cursor?: string | undefined; order?: "asc" | "desc" | undefined };

/** The cursor that follows a row. */
export function cursorAfter(sequence: number): string {
  return `cur_${sequence.toString(36)}`;
}

/** The sequence of the row that a cursor follows; a malformed cursor is 422 `validation_failed`. */
export function sequenceIn(cursor: string): number {
  const after = /^cur_([0-9a-z]{1,11})$/.exec(cursor)?.[1];
  if (after !== undefined) return Number.parseInt(after, 36);
  throw refuse("validation_failed", "cursor must be a value of meta.next_cursor or meta.resume_cursor.", {
    field: "cursor",
  });
}

/**
 * The rows that follow a cursor, at the same cost at any depth and without a total. `next_cursor` is null at the end;
 * `resume_cursor` continues from there once there is more. A malformed cursor is 422 `validation_failed`.
 */
export async function followCursor<Row extends { sequence: number }>(
  ctx: Pick<Database, "read">,
  { where, ascending }: { where: readonly SQL[]; ascending: boolean },
  { cursor, per_page }: { cursor: string; per_page: number },
  rowsOf: (where: SQL, order: SQL, limit: number) => Query<Row[]>,
): Promise<Page<Row>> {
  const beyond = sql`sequence ${sql.raw(ascending ? ">" : "<")} ${sequenceIn(cursor)}`;
  const order = sql`sequence ${sql.raw(ascending ? "ASC" : "DESC")}`;
  const { rows } = await ctx.read({ rows: rowsOf(sql.join([beyond, ...where], sql` AND `), order, per_page + 1) });
  const data = rows.slice(0, per_page);
  const last = data.at(-1);
  const resume_cursor = last ? cursorAfter(last.sequence) : cursor;
  return { data, per_page, next_cursor: rows.length > per_page ? resume_cursor : null, resume_cursor };
}

/** A numbered page with the cursors that continue from its end. */
export function withCursor<T extends { sequence: number }>(page: Page<T>): Page<T> {
  const last = page.data.at(-1);
  const resume_cursor = last ? cursorAfter(last.sequence) : null;
  return { ...page, next_cursor: page.data.length === page.per_page ? resume_cursor : null, resume_cursor };
}
