import { eq, sql } from "drizzle-orm";
import { job_runs } from "../../drizzle/tenant";
import type { TenantContext, UnitOfWork } from "../commands/context";
import { build, type Statement } from "../data/database";
import { onlyIf } from "../data/unchanged";
import { timestamp } from "../shared/clock";
import type { FinishedRun, JobOfSteps, JobReport, OpenRun, StepFailure } from "../shared/jobs";
import { JOBS } from "./schedule";

/** How long a claim lasts after each commit of the run. No invocation takes so long between two commits. */
const LEASE_MS = 5 * 60 * 1000;

/** The clocks of two machines differ by less than this. What lies further in the future was written while a clock was wrong. */
const CLOCKS_DIFFER_MS = 5 * 60 * 1000;

/**
 * After so many invocations in a row that made no progress and didn't release their claim, the step has failed: it exceeds a limit
 * of the platform, which ends an invocation without an error.
 */
const MOST_CUT_OFFS = 3;

/** The claim of a run, as of its last commit. */
export type Claim = {
  run: OpenRun;
  /** The version of the stored row; 0 before the first run. Every commit of the run asserts and raises it. */
  version: number;
  /** When this invocation began, and how long earlier ones have worked on the run. */
  began: Date;
  worked_ms: number;
  /** When the run ended, once that is stored. */
  over_at: string | null;
};

/** The stored row of a job. */
export type StoredRun = typeof job_runs.$inferSelect;

/** Selects the runs of all jobs. */
export function selectRuns() {
  return build.select().from(job_runs);
}

/** Claims the run of a job in a commit; or reports that it is running, or that the period has had its run. */
export async function claim(
  ctx: TenantContext,
  job: JobOfSteps,
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

/** Whether somebody works on the job. A claim of a clock that was far ahead doesn't hold. */
export function isClaimed({ claimed_until }: Pick<StoredRun, "claimed_until">, now: Date): boolean {
  if (claimed_until === null) return false;
  const left = Date.parse(claimed_until) - now.getTime();
  return left > 0 && left <= LEASE_MS + CLOCKS_DIFFER_MS;
}

/** Whether a period has had its run. A run of a clock that was far ahead doesn't count. */
export function hasRun(row: StoredRun | undefined, period: string, now: Date): boolean {
  const last = row?.last_run;
  return Boolean(last && last.period >= period && Date.parse(last.started_at) <= now.getTime() + CLOCKS_DIFFER_MS);
}

/**
 * The run to work on. An interrupted run is continued, even if its period is over; the run of the next period follows. A failed run
 * is repeated until the next period begins. Null if the period has had its run, unless `by_hand`.
 */
function runToWorkOn(
  ctx: TenantContext,
  job: JobOfSteps,
  row: StoredRun | undefined,
  by_hand: boolean,
): OpenRun | null {
  const steps = JOBS[job].steps.map(({ name }) => name);
  const period = JOBS[job].period(ctx.organization, ctx.now);
  const open_run = row?.open_run;
  if (open_run && open_run.failed_at === null) {
    // A deployment may have brought other steps.
    const left = open_run.left.filter((name) => steps.includes(name));
    const resumed = { ...open_run, left, from: left[0] === open_run.left[0] ? open_run.from : null };
    return row?.claimed_until ? afterCutOff(ctx, job, resumed) : resumed;
  }
  if (open_run && open_run.period >= period) {
    const failed = open_run.failures.map(({ step }) => step);
    const left = steps.filter((name) => failed.includes(name));
    return { ...open_run, left, from: null, failures: [], failed_at: null, cut_offs: 0 };
  }
  if (!open_run && !by_hand && hasRun(row, period, ctx.now)) return null;
  const fresh = { did: {}, duration_ms: 0, failures: [], failed_at: null };
  return { period, started_at: timestamp(ctx.now), left: steps, from: null, ...fresh };
}

/** The run after an invocation that was cut off: it goes on where it was, but without a step that was cut off too often. */
function afterCutOff({ organization }: TenantContext, job: JobOfSteps, run: OpenRun): OpenRun {
  const [step] = run.left;
  const cut_offs = (run.cut_offs ?? 0) + 1;
  if (cut_offs < MOST_CUT_OFFS || step === undefined) return { ...run, cut_offs };
  const error = `Cut off ${cut_offs} times in a row without any progress, probably by a limit of the platform`;
  console.error(JSON.stringify({ job, step, organization_id: organization.id, error }));
  return withoutStep(run, [{ step, error }]);
}

/** The run after its first remaining step, which has ended or failed. */
export function withoutStep(run: OpenRun, failures: readonly StepFailure[] = []): OpenRun {
  return { ...run, left: run.left.slice(1), from: null, failures: [...run.failures, ...failures], cut_offs: 0 };
}

/**
 * Commits the progress of a run together with its work, and returns the claim as of that commit. The commit is refused
 * (`stale_read`) if the claim was taken over. `released` gives the claim up; a run that has ended gives it up anyway.
 */
export async function commitRun(
  ctx: UnitOfWork,
  job: JobOfSteps,
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

/** How a run is stored: an ended one has finished, unless a step failed. */
function columnsOf(run: OpenRun, now: string): { open_run: OpenRun | null; last_run?: FinishedRun } {
  if (run.left.length > 0) return { open_run: run };
  if (run.failures.length > 0) return { open_run: { ...run, failed_at: now } };
  const { period, started_at, duration_ms, did } = run;
  return { open_run: null, last_run: { period, started_at, finished_at: now, duration_ms, did } };
}

/** The version of the stored run. */
export async function versionOf(ctx: UnitOfWork, job: JobOfSteps): Promise<number> {
  const { rows } = await ctx.read({
    rows: build.select({ version: job_runs.version }).from(job_runs).where(eq(job_runs.job, job)),
  });
  return rows[0]?.version ?? 0;
}

/** The report of a run; `finished_at` is when it ended. */
export function reportOf(
  job: JobOfSteps,
  { period, started_at, duration_ms, did, failures }: OpenRun,
  status: JobReport["status"],
  finished_at: string | null = null,
): JobReport {
  return { job, period, status, started_at, finished_at, duration_ms, did, failures };
}

function finishedReport(
  job: JobOfSteps,
  { period, started_at, finished_at, duration_ms, did }: FinishedRun,
): JobReport {
  return { job, period, status: "finished", started_at, finished_at, duration_ms, did, failures: [] };
}
