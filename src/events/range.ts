import { type SQL, sql } from "drizzle-orm";
import { events } from "../../drizzle/tenant";
import { build, type Query } from "../data/database";
import { onlyIf } from "../data/unchanged";
import { writtenSince, writtenUntil } from "../data/written";

/** Where a range of events begins or ends: at an event, by its sequence, or at a time. */
export type EventPosition = number | string;

/**
 * Selects the first and the last of the events that are kept, from one position to another, or to the newest. Null, or a first one
 * behind the last one, if there are none.
 */
export function selectRange(
  from: EventPosition,
  to: EventPosition | undefined,
): Query<{ first: number | null; last: number | null }[]> {
  const begin = typeof from === "number" ? [sql`t.sequence >= ${from}`] : writtenSince(events, "created_at", from);
  const end =
    to === undefined
      ? []
      : typeof to === "number"
        ? [sql`t.sequence <= ${to}`]
        : writtenUntil(events, "created_at", to);
  return build
    .select({
      first: sql<number | null>`(SELECT t.sequence FROM events t WHERE ${and(begin)} ORDER BY t.sequence LIMIT 1)`.as(
        "first",
      ),
      last: sql<number | null>`(SELECT t.sequence FROM events t WHERE ${and(end)} ORDER BY t.sequence DESC LIMIT 1)`.as(
        "last",
      ),
    })
    .from(sql`(SELECT 1)`);
}

/** Selects the event whose sequence `sequence` selects, if it is still kept. */
export function isKept(sequence: SQL): Query<{ sequence: number }[]> {
  return build.select({ sequence: events.sequence }).from(events).where(sql`${events.sequence} = ${sequence}`);
}

function and(conditions: readonly SQL[]): SQL {
  return conditions.length === 0 ? sql`1` : sql.join([...conditions], sql` AND `);
}

/** The sequence that the next event will have, unless another one is written meanwhile: see `onlyIfLastEvent`. */
export function nextSequence([last]: readonly { sequence: number }[]): number {
  return (last?.sequence ?? 0) + 1;
}

/** Aborts the commit, which has written an event, unless that has this sequence. */
export function onlyIfLastEvent(sequence: number): SQL {
  return onlyIf(sql`(SELECT max(sequence) FROM events) = ${sequence}`);
}
