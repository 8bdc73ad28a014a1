import type { Database, Query, Results, Statement } from "../data/database";
import type { IfMatch } from "../data/version";
import type { Actor } from "../shared/actor";
import { dateIn } from "../shared/clock";
import type { Organization } from "../shared/organization";

/**
 * One request's dealings with one database: it reads, decides, and commits once. A commit carries the answer, so that
 * the idempotency record travels in it. A dry run's commit writes nothing.
 */
export type UnitOfWork = {
  now: Date;
  dry_run: boolean;
  if_match: IfMatch;
  read: Database["read"];
  /** Writes all statements or none and answers `data`, the body that a repetition of the request will get as well. */
  commit<T>(statements: readonly Statement[], data: T): Promise<T>;
  /**
   * As `commit`, for an answer that only the commit knows: what `queries` find then. A repetition shows the
   * resource `replay_id` again, which must be one that never changes.
   */
  commitAndRead<const Q extends readonly Query[]>(
    statements: readonly Statement[],
    replay_id: string,
    queries: Q,
  ): Promise<Results<Q>>;
};

/** All that a resource knows of its caller: an organization, its database, who acts, and the time. */
export type TenantContext = UnitOfWork & { organization: Organization; actor: Actor };

/** The organization's calendar date: what dates are judged by. */
export function today({ organization, now }: Pick<TenantContext, "organization" | "now">): string {
  return dateIn(organization.timezone, now);
}
