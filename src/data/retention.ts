import { getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { timestamp } from "../shared/clock";
import { build, type Database } from "./database";
import { limitTo } from "./limit";
import type { Portion } from "./portion";

/** As many rows are deleted by one statement. */
export const AT_ONCE = 20_000;

/** How long events are kept, and what is recorded of what was sent and of what has arrived. */
export const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** What was written before this is not kept any longer. */
export function oldestKept({ now }: { now: Date }): string {
  return timestamp(new Date(now.getTime() - KEPT_MS));
}

type Numbered = SQLiteTable & { sequence: SQLiteColumn; created_at: SQLiteColumn };
type Reader = Pick<Database, "read">;

/** When the oldest row will be `kept_ms` old and may be deleted; null while there is at most the newest one, which stays. */
export async function dueOf(ctx: Reader, table: Numbered, kept_ms: number): Promise<Date | null> {
  const { first } = await ctx.read({
    first: build.select({ at: table.created_at }).from(table).orderBy(table.sequence).limit(2),
  });
  return first.length < 2 ? null : new Date(Date.parse(String(first[0]?.at)) + kept_ms);
}

/**
 * The portion that deletes the first of the rows created before `oldest`: at most 20,000 at once, so that no statement grows
 * with what has piled up. The newest row always stays, so that sequence numbers go on from it. `counted_as` names how many
 * rows it deletes, if nobody else deletes some meanwhile.
 */
export async function portionBefore(
  ctx: Reader,
  table: Numbered,
  oldest: string,
  counted_as: string,
): Promise<Portion> {
  const created = (offset: number, limit: number) =>
    build.select({ at: table.created_at }).from(table).orderBy(table.sequence).limit(limit).offset(offset);
  const isOld = ([row]: readonly { at: unknown }[]) => row !== undefined && String(row.at) < oldest;
  const { first } = await ctx.read({ first: created(0, 2) });
  if (first.length < 2 || !isOld(first)) return { statements: [], next: null, did: {} };
  const { beyond, old } = await ctx.read({
    beyond: created(AT_ONCE, 1),
    old: build
      .select({ rows: sql<number>`count(*)`.as("rows") })
      .from(table)
      .where(firstBefore(table, oldest)),
  });
  const name = sql.raw(getTableName(table));
  return {
    statements: [sql`DELETE FROM ${name} WHERE ${firstBefore(table, oldest)}`],
    next: isOld(beyond) ? "more" : null,
    did: { [counted_as]: Number(old[0]?.rows) },
  };
}

/** The condition of the rows that one portion deletes. */
function firstBefore(table: Numbered, oldest: string): SQL {
  const name = sql.raw(getTableName(table));
  return sql`created_at < ${oldest} AND sequence < (SELECT max(sequence) FROM ${name})
    AND sequence IN (SELECT sequence FROM ${name} ORDER BY sequence ${limitTo(AT_ONCE)})`;
}
