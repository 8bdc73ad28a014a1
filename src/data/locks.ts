import { type SQL, sql } from "drizzle-orm";
import { build, type Query, type Statement } from "./database";

/** A lock, with its version when it was read; 0 if it has never been taken. */
export type Lock = { name: string; version: number };

/**
 * Reads a lock, for a command to take in its commit. It is for decisions that depend on each other but change different
 * rows, such as two recipes that only together form a cycle. `subject` narrows the lock to one recipe, location and so
 * on: an id, or SQL that selects one. If that selects nothing, there is no lock.
 */
export function readLock(name: string, subject?: string | SQL): Query<Lock[]> {
  const full_name = subject === undefined ? sql`${name}` : sql`${`${name} `} || ${subject}`;
  return build
    .select({ name: sql<string>`n.name`.as("name"), version: sql<number>`coalesce(l.version, 0)`.as("version") })
    .from(sql`(SELECT ${full_name} AS name) n LEFT JOIN locks l ON l.name = n.name WHERE n.name IS NOT NULL`);
}

/** Takes locks in the commit, which fails with `stale_lock` if another command has taken one since it was read. */
export function takeLocks(locks: readonly Lock[]): Statement[] {
  return locks.map(
    ({ name, version }) => sql`INSERT INTO locks (name, version) VALUES (${name}, ${version + 1})
      ON CONFLICT (name) DO UPDATE SET version = excluded.version`,
  );
}
