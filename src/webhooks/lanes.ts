import { and, eq, sql } from "drizzle-orm";
import { event_lanes, events } from "../../drizzle/tenant";
import { build, type Query, type Statement } from "../data/database";
import type { Lane } from "./carrier";

/** Whom a lane leads to. */
export type Target = Pick<Lane, "target_id" | "consumer">;

/** What of a feed follows from its target. */
type FeedSettings = Pick<Lane, "is_active" | "event_types" | "next_attempt_at">;

/** Selects the sequence of the last event; a feed that begins with it takes what follows. */
export function selectLastEvent(): Query<{ sequence: number }[]> {
  return build.select({ sequence: sql<number>`coalesce(max(sequence), 0)`.as("sequence") }).from(events);
}

/** Opens the feed of a new target, which begins after an event. */
export function openFeed(target: Target, done_through: number, settings: FeedSettings): Statement {
  return build.insert(event_lanes).values({ id: target.target_id, ...target, kind: "feed", done_through, ...settings });
}

/** Changes the feed of a target. It goes on where it was, and its next event counts as not tried. */
export function changeFeed(target_id: string, settings: Partial<FeedSettings>): Statement {
  return build
    .update(event_lanes)
    .set({ next_attempt_at: null, ...settings, attempts: 0 })
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
