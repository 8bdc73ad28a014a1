import { and, eq, sql } from "drizzle-orm";
import { event_lanes, events } from "../../drizzle/tenant";
import { build, type Query, type Statement } from "../data/database";
import type { Lane } from "./carrier";
import { lastDoneOf } from "./claims";

/** Whom a lane leads to. */
export type Target = Pick<Lane, "target_id" | "consumer">;

/** What of a feed follows from its target. */
type FeedSettings = Pick<Lane, "is_active" | "event_types" | "next_attempt_at">;

const LAST_EVENT = sql<number>`coalesce(max(sequence), 0)`;

/** Selects the sequence of the last event. */
export function selectLastEvent(): Query<{ sequence: number }[]> {
  return build.select({ sequence: LAST_EVENT.as("sequence") }).from(events);
}

/** Opens the feed of a new target. It begins after the last event that there is when the statement runs. */
export function openFeed(target: Target, settings: FeedSettings): Statement {
  const done_through = sql`(SELECT ${LAST_EVENT} FROM events)`;
  return build.insert(event_lanes).values({ id: target.target_id, ...target, kind: "feed", done_through, ...settings });
}

/** Selects the sequence of the last event that the feed of a target is done with, as `changeFeed` will note it. */
export function selectLastDone(target_id: string): Query<{ sequence: number }[]> {
  return build.select({ sequence: lastDoneOf(target_id).as("sequence") }).from(sql`(SELECT 1)`);
}

/**
 * Changes the feed of a target. It goes on with the first event that it still has to send, which counts as not tried: of types that it
 * takes from now on, it does not send what is older.
 */
export function changeFeed(target_id: string, settings: Partial<FeedSettings>): Statement {
  return build
    .update(event_lanes)
    .set({
      ...{ next_attempt_at: null, ...settings },
      ...{ done_through: lastDoneOf(target_id), attempts: 0, is_behind: true },
    })
    .where(and(eq(event_lanes.target_id, target_id), eq(event_lanes.kind, "feed")));
}

/** Opens a lane that repeats the events after one up to another, in order. */
export function openReplay(
  target: Target,
  id: string,
  range: Pick<Lane, "event_types" | "done_through" | "ends_with">,
): Statement {
  return build.insert(event_lanes).values({ id, ...target, kind: "replay", is_active: true, ...range });
}

/** Opens a lane that makes one attempt at the delivery of one event. One that is there already stays. */
export function openRequest(target: Target, delivery_id: string, event_sequence: number): Statement {
  const range = { done_through: event_sequence - 1, ends_with: event_sequence, event_types: null };
  return build
    .insert(event_lanes)
    .values({ id: delivery_id, ...target, kind: "request", is_active: true, ...range })
    .onConflictDoNothing();
}

/** Closes all lanes of a target that is deleted. */
export function closeLanes(target_id: string): Statement {
  return build.delete(event_lanes).where(eq(event_lanes.target_id, target_id));
}
