import { type SQL, sql } from "drizzle-orm";
import { type Clock, systemClock, timestamp } from "../shared/clock";

/**
 * When a statement runs, as SQL: the database's own time, the same for all rows of the statement. Of a moment that has
 * passed, a read sees all that will ever have been written at or before it, since what is committed later is stamped with
 * a later time: `commit_time` is rounded up to the next millisecond, `read_time` down. A clock that is set by hand, in
 * tests and the demo, gives both.
 */
export function databaseTimes(clock: Clock, now: Date): { read_time: SQL; commit_time: SQL } {
  if (clock !== systemClock) return { read_time: sql`${timestamp(now)}`, commit_time: sql`${timestamp(now)}` };
  return {
    read_time: sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
    commit_time: sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+0.001 seconds')`,
  };
}
