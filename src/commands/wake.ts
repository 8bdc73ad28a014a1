import { sql } from "drizzle-orm";
import { build, type Query } from "../data/database";
import { timestamp } from "../shared/clock";

/**
 * Selects whether a lane waits for events: one that is active, due, and that nobody works on. Events that a commit has written may be
 * for it, so whoever commits wakes the dispatcher. A lane that somebody works on needs no waking: with each step they read what is next.
 */
export function selectWaitingLane(now: Date): Query<{ id: string }[]> {
  const lanes = sql`SELECT id FROM event_lanes WHERE is_active AND claimed_until IS NULL`;
  // Two searches, each by the index of the time: one for both would scan it.
  return build
    .select({ id: sql<string>`id`.as("id") })
    .from(sql`(${lanes} AND next_attempt_at IS NULL UNION ALL ${lanes} AND next_attempt_at <= ${timestamp(now)})`)
    .limit(1);
}
