import type { SQL } from "drizzle-orm";
import type { Database, Queries, Results, Statement } from "../data/database";
import type { IfMatch } from "../data/version";
import type { Actor } from "../shared/actor";
import { dayOf } from "../shared/clock";
import type { Deployment } from "../shared/deployment";
import type { Organization } from "../shared/organization";

/**
 * One attempt at a command on one database: it reads, decides, and commits, as a rule once. A commit carries the result, so that the
 * idempotency record travels in it. In a dry run `commit` has all statements checked by the database and undone, and
 * `commitAndRead` must not be called.
 */
export type UnitOfWork = {
  now: Date;
  /** When a read sees the database, and when a commit takes effect, as SQL (`src/data/time.ts`). */
  read_time: SQL;
  commitTime: (last: SQL) => SQL;
  dry_run: boolean;
  if_match: IfMatch;
  read: Database["read"];
  /** Writes all statements or none and returns `data`, the result that a repetition of the command will get as well. */
  commit<T>(statements: readonly Statement[], data: T): Promise<T>;
  /**
   * Writes all statements or none, as a commit before the last one: without a result. A command that is cut off after it must find its
   * effect when it is repeated.
   */
  commitBefore(statements: readonly Statement[]): Promise<void>;
  /**
   * Like `commit`, when the result needs values that only the commit produces: returns the rows of `queries`. A repetition
   * shows the resource `replay_id` again, which must be one that never changes.
   */
  commitAndRead<const Q extends Queries>(
    statements: readonly Statement[],
    replay_id: string,
    queries: Q,
  ): Promise<Results<Q>>;
};

/**
 * All that a command of a resource knows of its surroundings: an organization, its database, who acts, the time, and what the
 * deployment decides about other systems.
 */
export type TenantContext = UnitOfWork & { organization: Organization; actor: Actor; deployment: Deployment };

/** The organization's calendar date, by which expiry dates are judged. */
export function today({ organization, now }: Pick<TenantContext, "organization" | "now">): string {
  return dayOf(organization.timezone, now).date;
}
