import { eq, sql } from "drizzle-orm";
import { job_runs } from "../../drizzle/tenant";
import type { TenantContext, UnitOfWork } from "../commands/context";
import { build, type Statement } from "../data/database";
import { onlyIf } from "../data/unchanged";
import { timestamp } from "../shared/clock";
import type { FinishedRun, JobName, JobReport, OpenRun } from "../shared/jobs";
import { JOBS } from "./schedule";

/** Who works on a run has it for so long after each commit. Nothing an invocation may do between two commits takes longer. */
const LEASE_MS = 5 * 60 * 1000;

/** The right to work on a run, as its last commit has left it. */
export type Claim = {
  run: OpenRun;
  /** The version of the stored run; 0 before the first. Whoever commits another one has the claim. */
  version: number;
  /** When this invocation began to work on the run, and for how long others had. */
  began: Date;
  worked_ms: number;
  /** When the run is over, as it is stored; null before. */
  over_at: string | null;
};

/** How far the run of a job is, as it is stored. */
export type StoredRun = typeof job_runs.$inferSelect;

/** Reads how far the runs of all jobs are. */
export function selectRuns() {
  return build.select().from(job_runs);
}

/** Claims the run of a job that is due, in a commit; or reports that another one has it, or that there is nothing to do. */
export async function claim(
  ctx: TenantContext,
  job: JobName,
  by_hand: boolean,
): Promise<Claim | { report: JobReport }> {
  const {
    rows: [row],
  } = await ctx.read({ rows: selectRuns().where(eq(job_runs.job, job)) });
  if (row?.open_run && isClaimed(row, ctx.now)) return { report: reportOf(job, row.open_run, "running") };
  const run = runToWorkOn(ctx, job, row, by_hand);
  if (run === null) return { report: finishedReport(job, row?.last_run as FinishedRun) };
  const claimed = { run, version: row?.version ?? 0, began: ctx.now, worked_ms: run.duration_ms, over_at: null };
  return commitRun(ctx, job, claimed, { released: false });
}

export function isClaimed({ claimed_until }: Pick<StoredRun, "claimed_until">, now: Date): boolean {
  return claimed_until !== null && claimed_until > timestamp(now);
}

/**
 * The run to go on with. One that was cut off goes on, whichever period it is of: the next period's begins after it. One that
 * has failed is repeated until the next period begins. Null if the period has had its run, and nobody asks for another.
 */
function runToWorkOn(ctx: TenantContext, job: JobName, row: StoredRun | undefined, by_hand: boolean): OpenRun | null {
  const steps = JOBS[job].steps.map(({ name }) => name);
  const period = JOBS[job].period(ctx.organization, ctx.now);
  const { open_run, last_run } = row ?? { open_run: null, last_run: null };
  if (open_run && open_run.failed_at === null) {
    // A deployment may have brought other steps.
    const left = open_run.left.filter((name) => steps.includes(name));
    return { ...open_run, left, from: left[0] === open_run.left[0] ? open_run.from : null };
  }
  if (open_run && open_run.period >= period) {
    const failed = open_run.failures.map(({ step }) => step);
    const left = steps.filter((name) => failed.includes(name));
    return { ...open_run, left, from: null, failures: [], failed_at: null };
  }
  if (!open_run && !by_hand && last_run && last_run.period >= period) return null;
  const fresh = { did: {}, duration_ms: 0, failures: [], failed_at: null };
  return { period, started_at: timestamp(ctx.now), left: steps, from: null, ...fresh };
}

/**
 * Commits how far a run has come together with what was done, and returns the claim as it is then. The commit is refused
 * (`stale_read`) if another one has the claim by then. `released` lets anybody go on with the run; a run that is over is released.
 */
export async function commitRun(
  ctx: UnitOfWork,
  job: JobName,
  claimed: Claim,
  { released, work = [] }: { released: boolean; work?: readonly Statement[] },
): Promise<Claim> {
  const { version, began, worked_ms } = claimed;
  const run = { ...claimed.run, duration_ms: worked_ms + ctx.now.getTime() - began.getTime() };
  const over_at = run.left.length === 0 ? timestamp(ctx.now) : null;
  const claimed_until = released || over_at ? null : timestamp(new Date(ctx.now.getTime() + LEASE_MS));
  const columns = { version: version + 1, claimed_until, ...columnsOf(run, timestamp(ctx.now)) };
  await ctx.commit(
    [
      onlyIf(sql`coalesce((SELECT version FROM job_runs WHERE job = ${job}), 0) = ${version}`),
      build
        .insert(job_runs)
        .values({ job, ...columns })
        .onConflictDoUpdate({ target: job_runs.job, set: columns }),
      ...work,
    ],
    null,
  );
  return { ...claimed, run: columns.open_run ?? run, version: version + 1, over_at };
}

/** A run that is over has finished, unless a step has failed. */
function columnsOf(run: OpenRun, now: string): { open_run: OpenRun | null; last_run?: FinishedRun } {
  if (run.left.length > 0) return { open_run: run };
  if (run.failures.length > 0) return { open_run: { ...run, failed_at: now } };
  const { period, started_at, duration_ms, did } = run;
  return { open_run: null, last_run: { period, started_at, finished_at: now, duration_ms, did } };
}

/** The version of the stored run. */
export async function versionOf(ctx: UnitOfWork, job: JobName): Promise<number> {
  const { rows } = await ctx.read({
    rows: build.select({ version: job_runs.version }).from(job_runs).where(eq(job_runs.job, job)),
  });
  return rows[0]?.version ?? 0;
}

/** What is reported of a run; `finished_at` is when it was over. */
export function reportOf(
  job: JobName,
  { period, started_at, duration_ms, did, failures }: OpenRun,
  status: JobReport["status"],
  finished_at: string | null = null,
): JobReport {
  return { job, period, status, started_at, finished_at, duration_ms, did, failures };
}

function finishedReport(job: JobName, { period, started_at, finished_at, duration_ms, did }: FinishedRun): JobReport {
  return { job, period, status: "finished", started_at, finished_at, duration_ms, did, failures: [] };
}
