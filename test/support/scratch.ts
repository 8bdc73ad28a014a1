import { sql } from "drizzle-orm";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { build, type Database, openDatabase } from "../../src/data/database";
import { newMeter } from "../../src/storage/port";
import { spareDatabase } from "./databases";

/** A table numbered without a gap, as those of documents are. */
export const things = sqliteTable("things", {
  sequence: integer("sequence").primaryKey(),
  kind: text("kind").notNull(),
});

/** An empty database with `counters`, and with `things` from the number `first` on: every third one is odd, the others are even. */
export async function openThings(count: number, first = 1): Promise<Database> {
  const database = openDatabase((await spareDatabase()).engine, newMeter());
  const whole = (value: number) => sql.raw(String(value));
  await database.commit([
    sql`CREATE TABLE things (sequence INTEGER PRIMARY KEY, kind TEXT NOT NULL)`,
    sql`CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)`,
    sql`WITH RECURSIVE n(i) AS (SELECT ${whole(first)} UNION ALL SELECT i + 1 FROM n WHERE i < ${whole(first + count - 1)})
      INSERT INTO things SELECT i, iif(i % 3 = 0, 'odd', 'even') FROM n WHERE ${whole(count)} > 0`,
  ]);
  return database;
}

export const selectThings = () => build.select().from(things).$dynamic();
