import { type SQL, sql } from "drizzle-orm";
import { build, type Query, type Statement } from "./database";

/** A lock and its version at the moment it was read; 0 while it was never taken. */
export type Lock = { name: string; version: number };

/**
 * Reads a lock for a command to take in its commit: for decisions on the same facts that change different rows, as two
 * recipes that only together form a cycle. `subject` narrows it to one recipe, location and so on: an id, or SQL that
 * finds one. Without a subject found there is no lock to take.
 */
export function readLock(name: string, subject?: string | SQL): Query<Lock[]> {
  const full = subject === undefined ? sql`${name}` : sql`${`${name} `} || ${subject}`;
  return build
    .select({ name: sql<string>`n.name`.as("name"), version: sql<number>`coalesce(l.version, 0)`.as("version") })
    .from(sql`(SELECT ${full} AS name) n LEFT JOIN locks l ON l.name = n.name WHERE n.name IS NOT NULL`);
}

/** Takes locks in the commit, which fails with `stale_lock` where another command has taken one since it was read. */
export function takeLocks(locks: readonly Lock[]): Statement[] {
  return locks.map(
    ({ name, version }) => sql`INSERT INTO locks (name, version) VALUES (${name}, ${version + 1})
      ON CONFLICT (name) DO UPDATE SET version = excluded.version`,
  );
}
