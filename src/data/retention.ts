import { getTableName, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { build, type Database, type Statement } from "./database";
import { limitTo } from "./limit";

/** As many rows are deleted by one statement. */
export const AT_ONCE = 20_000;

type Numbered = SQLiteTable & { sequence: SQLiteColumn; created_at: SQLiteColumn };
type Work = Pick<Database, "read"> & { commit(statements: readonly Statement[], data: null): Promise<null> };

/** When the oldest row will be `kept_ms` old and may be deleted; null while there is at most the newest one, which stays. */
export async function dueOf(ctx: Pick<Database, "read">, table: Numbered, kept_ms: number): Promise<Date | null> {
  const { first } = await ctx.read({
    first: build.select({ at: table.created_at }).from(table).orderBy(table.sequence).limit(2),
  });
  return first.length < 2 ? null : new Date(Date.parse(String(first[0]?.at)) + kept_ms);
}

/**
 * Deletes rows created before `oldest`, the first ones first, and returns whether there are more: at most 20,000 at once, so
 * that no statement grows with what has piled up. The newest row always stays, so that sequence numbers go on from it.
 */
export async function deleteBefore(ctx: Work, table: Numbered, oldest: string): Promise<boolean> {
  const name = sql.raw(getTableName(table));
  const created = (offset: number, limit: number) =>
    build.select({ at: table.created_at }).from(table).orderBy(table.sequence).limit(limit).offset(offset);
  const { first, beyond } = await ctx.read({ first: created(0, 2), beyond: created(AT_ONCE, 1) });
  const isOld = ([row]: readonly { at: unknown }[]) => row !== undefined && String(row.at) < oldest;
  if (first.length < 2 || !isOld(first)) return false;
  await ctx.commit(
    [
      sql`DELETE FROM ${name} WHERE created_at < ${oldest} AND sequence < (SELECT max(sequence) FROM ${name})
        AND sequence IN (SELECT sequence FROM ${name} ORDER BY sequence ${limitTo(AT_ONCE)})`,
    ],
    null,
  );
  return isOld(beyond);
}
