import { sql } from "drizzle-orm";
import type { Database } from "../data/database";
import { timestamp } from "../shared/clock";

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const AT_ONCE = 5_000;

/**
 * Clears away events older than 30 days, the oldest first, at most 5,000 a run. The newest event always stays, so that
 * numbers go on from it. Running it twice, or two at once, does no more than once.
 */
export async function clearOldEvents(database: Database, now: Date): Promise<void> {
  const oldest = timestamp(new Date(now.getTime() - KEPT_MS));
  await database.commit([
    sql`DELETE FROM events WHERE created_at < ${oldest} AND sequence < (SELECT max(sequence) FROM events)
      AND sequence IN (SELECT sequence FROM events ORDER BY sequence LIMIT ${AT_ONCE})`,
  ]);
}
