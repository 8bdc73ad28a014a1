import { eq } from "drizzle-orm";
import { job_runs } from "../../drizzle/tenant";
import { runOnce } from "../commands/run";
import type { Directory } from "../control/directory";
import { type DirectoryJob, findWithJobs, isServed, recordOutcome } from "../control/organizations/jobs";
import { toOrganization } from "../control/organizations/settings";
import { openDatabase } from "../data/database";
import { JOB_NAMES, type JobName } from "../shared/jobs";
import { type Engine, newMeter } from "../storage/port";
import { hasRun, isClaimed, selectRuns } from "./claim";
import { failure, outcomeOf } from "./outcome";
import { directoryOf, type JobPlatform } from "./platform";
import { runJob, type Workplace } from "./run";
import { timingOf } from "./schedule";

const MINUTE_MS = 60_000;
/** The delay before a moving organization's jobs are considered again, and a suspended one's, whose activation sets the alarm anyway. */
const MOVING_MS = 5 * MINUTE_MS;
const SUSPENDED_MS = 24 * 60 * MINUTE_MS;

/**
 * Runs the jobs of the organization whose database is at this address, next to that database, which has a clock of its own. Returns
 * when there will be something to do next; null if there is nothing, or if no organization has the database. A failure is recorded
 * in the directory.
 */
export async function runOwnJobs(address: string, engine: Engine, platform: JobPlatform): Promise<Date | null> {
  const { clock, deployment } = platform;
  const directory = directoryOf(platform);
  const target = await findWithJobs(directory.database, { database_address: address });
  if (!target) return null;
  const { row, jobs } = target;
  if (!isServed(row)) return new Date(clock().getTime() + (row.move ? MOVING_MS : SUSPENDED_MS));
  const times: number[] = [];
  const again = async (delay_seconds: number) => {
    times.push(clock().getTime() + delay_seconds * 1000);
  };
  const workplace = { organization: toOrganization(row), engine, clock, deployment, again };
  for (const entry of jobs.filter(({ job }) => JOB_NAMES.includes(job))) {
    const due = await runOwnJob(directory, workplace, entry);
    if (due) times.push(due.getTime());
  }
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** Runs a job if there is something to do, and returns when there will be something next; null if there is nothing. */
async function runOwnJob({ database }: Directory, workplace: Workplace, entry: DirectoryJob): Promise<Date | null> {
  const { organization, clock } = workplace;
  const { job } = entry;
  const attempt = () => ({ organization, entry, now: clock() });
  try {
    const due = await whenToWork(workplace, job);
    if (due === null || due > clock()) return due;
    const report = await runJob(workplace, job);
    const outcome = outcomeOf(attempt(), report);
    const is_news = report.status === "failed" || (report.status === "finished" && entry.failed_at);
    if (outcome && is_news) await database.commit([recordOutcome(entry, outcome)]);
    return outcome && report.status === "failed" ? new Date(outcome.due_at) : whenToWork(workplace, job);
  } catch (error) {
    console.error(JSON.stringify({ job, organization_id: organization.id, error: String(error) }));
    const outcome = failure(attempt(), error);
    await database.commit([recordOutcome(entry, outcome)]);
    return new Date(outcome.due_at);
  }
}

/**
 * When a job of an organization whose database has a clock of its own has something to do: now if a run is to be continued, else in
 * the first period without a run in which there is something. Null if there is nothing.
 */
export function whenToWork({ organization, engine, clock, deployment }: Workplace, job: JobName): Promise<Date | null> {
  const { period, next, wanted } = timingOf(job);
  const database = openDatabase(engine, newMeter());
  return runOnce({ organization, clock, deployment, database, actor: { type: "job", id: job } }, async (ctx) => {
    if (job === "deliveries") return wanted(ctx);
    const {
      rows: [row],
    } = await ctx.read({ rows: selectRuns().where(eq(job_runs.job, job)) });
    if (row?.open_run) return isClaimed(row, ctx.now) ? new Date(row.claimed_until ?? ctx.now) : ctx.now;
    const at = await wanted(ctx);
    if (at === null) return null;
    const earliest = hasRun(row, period(organization, ctx.now), ctx.now) ? next(organization, ctx.now) : ctx.now;
    return at > earliest ? next(organization, new Date(at.getTime() - 1)) : earliest;
  });
}
