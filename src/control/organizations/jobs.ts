import { and, eq, gt, inArray, isNotNull, lte, sql } from "drizzle-orm";
import { organization_jobs, organizations } from "../../../drizzle/control";
import { build, type Database, type Query, type Statement } from "../../data/database";
import { timestamp } from "../../shared/clock";
import type { OrganizationRow } from "./settings";

/** When a job of an organization is due, and how it has failed, as the directory keeps it. */
export type DirectoryJob = typeof organization_jobs.$inferSelect;

type Key = Pick<DirectoryJob, "organization_id" | "job">;

export type DueJob = Key & Pick<OrganizationRow, "status" | "engine" | "database_address" | "move" | "version">;

/** No job is due later than this, unless the clock that said so was ahead. */
const FURTHEST_MS = 7 * 24 * 60 * 60 * 1000;

/** Makes jobs due at once that a clock which was ahead has made due in a distant future. */
export function recallFromFuture(now: Date): Statement {
  return build
    .update(organization_jobs)
    .set({ due_at: timestamp(now) })
    .where(gt(organization_jobs.due_at, timestamp(new Date(now.getTime() + FURTHEST_MS))));
}

/** The first jobs that are due, at most so many, with what decides whether they can be run. */
export function selectDue(now: Date, most: number): Query<DueJob[]> {
  const { organization_id, job, due_at } = organization_jobs;
  const { status, engine, database_address, move, version } = organizations;
  return build
    .select({ organization_id, job, status, engine, database_address, move, version })
    .from(organization_jobs)
    .innerJoin(organizations, eq(organizations.id, organization_id))
    .where(lte(due_at, timestamp(now)))
    .orderBy(due_at)
    .limit(most);
}

/** Makes jobs due at a later time, unless they have been given one meanwhile, or the organization was changed. */
export function postpone(jobs: readonly DueJob[], now: Date, due_at: Date): Statement {
  const read = JSON.stringify(jobs.map(({ organization_id, job, version }) => [organization_id, job, version]));
  const unchanged = sql`SELECT o.id, j.value ->> 1 FROM (SELECT value FROM json_each(${read}) LIMIT -1) j
    CROSS JOIN organizations o ON o.id = j.value ->> 0 AND o.version = j.value ->> 2`;
  return build
    .update(organization_jobs)
    .set({ due_at: timestamp(due_at) })
    .where(and(lte(organization_jobs.due_at, timestamp(now)), sql`(organization_id, job) IN (${unchanged})`));
}

/** What the directory records of an attempt at a job: when the job is due next, and whether it failed. */
export type Outcome = Partial<Pick<DirectoryJob, "attempts" | "failed_at" | "error">> & { due_at: string };

/** Records the outcome of an attempt at a job. If a change of the organization has made the job due meanwhile, it stays due. */
export function recordOutcome({ organization_id, job, due_at }: DirectoryJob, outcome: Outcome): Statement {
  const next = sql`CASE due_at WHEN ${due_at} THEN ${outcome.due_at} ELSE min(due_at, ${outcome.due_at}) END`;
  return build
    .update(organization_jobs)
    .set({ ...outcome, due_at: next })
    .where(and(eq(organization_jobs.organization_id, organization_id), eq(organization_jobs.job, job)));
}

/** The ids of the organizations that have a failed job, as part of a query. */
export function withFailedJobs() {
  return build
    .select({ id: organization_jobs.organization_id })
    .from(organization_jobs)
    .where(isNotNull(organization_jobs.failed_at));
}

/** An organization with its jobs, by its id or by the address of its database; null if there is none. */
export async function findWithJobs(
  database: Pick<Database, "read">,
  by: { id: string } | { database_address: string },
): Promise<{ row: OrganizationRow; jobs: DirectoryJob[] } | null> {
  const condition = "id" in by ? eq(organizations.id, by.id) : eq(organizations.database_address, by.database_address);
  const id = build.select({ id: organizations.id }).from(organizations).where(condition);
  const { rows, jobs } = await database.read({
    rows: build.select().from(organizations).where(condition),
    jobs: build.select().from(organization_jobs).where(inArray(organization_jobs.organization_id, id)),
  });
  return rows[0] ? { row: rows[0], jobs } : null;
}

/** Whether jobs may run on an organization: it is active, and its database stays where it is. */
export function isServed({ status, database_address, move }: Pick<DueJob, "status" | "database_address" | "move">) {
  return status === "active" && database_address !== null && move === null;
}
