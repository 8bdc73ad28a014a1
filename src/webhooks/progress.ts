import { and, eq, gt, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { event_lanes } from "../../drizzle/tenant";
import { build, type Query, type Statement } from "../data/database";
import { onlyIf } from "../data/unchanged";
import type { Lane } from "./carrier";

/** How far a feed is: the last event that it is done with, how often the next one failed, and when that is tried again. */
export type Feed = Pick<Lane, "target_id" | "done_through" | "attempts" | "next_attempt_at">;

/** Selects the feeds of the targets whose ids `target_ids` selects. */
export function selectFeeds(target_ids: SQL): Query<Feed[]> {
  const { id, target_id, done_through, attempts, next_attempt_at } = event_lanes;
  // The id of a feed is that of its target.
  return build
    .select({ target_id, done_through, attempts, next_attempt_at })
    .from(event_lanes)
    .where(sql`${id} IN (${target_ids})`);
}

/** Selects how many replays of a target are under way. */
export function countReplays(target_id: string): Query<{ replays: number }[]> {
  return build
    .select({ replays: sql<number>`count(*)`.as("replays") })
    .from(event_lanes)
    .where(isReplayOf(target_id));
}

/** Aborts the commit unless a target has fewer replays than so many. */
export function onlyIfFewerReplays(target_id: string, most: number): SQL {
  return onlyIf(sql`(SELECT count(*) FROM event_lanes WHERE ${isReplayOf(target_id)}) < ${most}`);
}

function isReplayOf(target_id: string) {
  return and(eq(event_lanes.target_id, target_id), eq(event_lanes.kind, "replay"));
}

/** Halts the replays and requests of a target that is disabled, or lets them go on. Its feed is changed by `changeFeed`. */
export function haltOthers(target_id: string, halted: boolean): Statement {
  return build
    .update(event_lanes)
    .set({ is_active: !halted })
    .where(and(eq(event_lanes.target_id, target_id), ne(event_lanes.kind, "feed")));
}

/** Makes the lanes of a target on which an event is still to be sent due at once. */
export function hasten(target_id: string, event_sequence: number): Statement {
  return build
    .update(event_lanes)
    .set({ next_attempt_at: null })
    .where(
      and(
        eq(event_lanes.target_id, target_id),
        lt(event_lanes.done_through, event_sequence),
        or(isNull(event_lanes.ends_with), gt(event_lanes.ends_with, event_sequence - 1)),
      ),
    );
}
