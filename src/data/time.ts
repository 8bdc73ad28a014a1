import { type SQL, sql } from "drizzle-orm";
import { type Clock, systemClock, timestamp } from "../shared/clock";

/**
 * When a statement runs, as SQL: the database's own time, the same for all rows of the statement. Of a moment that has
 * passed, a read sees all that will ever have been written at or before it, since what is committed later is stamped with
 * a later time: `commitTime` is rounded up to the next millisecond and later than `last`, the time of the commit before it;
 * `read_time` is rounded down. A clock that is set by hand, in tests and the demo, gives both.
 */
export function databaseTimes(clock: Clock, now: Date): { read_time: SQL; commitTime: (last: SQL) => SQL } {
  if (clock !== systemClock) return { read_time: sql`${timestamp(now)}`, commitTime: () => sql`${timestamp(now)}` };
  const time = (of: SQL, later: string) => sql`strftime('%Y-%m-%dT%H:%M:%fZ', ${of}, ${sql.raw(`'${later}'`)})`;
  return {
    read_time: time(sql`'now'`, "+0 seconds"),
    commitTime: (last) =>
      sql`max(${time(sql`'now'`, "+0.001 seconds")}, coalesce(${time(last, "+0.001 seconds")}, ''))`,
  };
}
