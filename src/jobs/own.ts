import { eq } from "drizzle-orm";
import { job_runs } from "../../drizzle/tenant";
import { runOnce } from "../commands/run";
import type { Directory } from "../control/directory";
import { changeJob, type DirectoryJob, findWithJobs, isServed } from "../control/organizations/jobs";
import { toOrganization } from "../control/organizations/settings";
import { openDatabase } from "../data/database";
import { JOB_NAMES, type JobName } from "../shared/jobs";
import { type Engine, newMeter } from "../storage/port";
import { afterFailure, afterReport } from "./afterwards";
import { isClaimed, selectRuns } from "./claim";
import { directoryOf, type JobPlatform } from "./platform";
import { runJob, type Workplace } from "./run";
import { JOBS } from "./schedule";

const MINUTE_MS = 60_000;
/** How long to wait for the end of a move; and for an organization to be active again, which wakes it anyway. */
const MOVING_MS = 5 * MINUTE_MS;
const SUSPENDED_MS = 24 * 60 * MINUTE_MS;

/**
 * Works on the jobs of the organization whose database is at an address, next to that database, which has a clock of its own. It
 * returns when there will be something to do next; null if there is nothing, or if no organization has the database. What has
 * failed is recorded in the directory.
 */
export async function runOwnJobs(address: string, engine: Engine, platform: JobPlatform): Promise<Date | null> {
  const { clock } = platform;
  const directory = directoryOf(platform);
  const found = await findWithJobs(directory.database, { database_address: address });
  if (!found) return null;
  const { row, jobs } = found;
  if (!isServed(row)) return new Date(clock().getTime() + (row.move ? MOVING_MS : SUSPENDED_MS));
  const workplace = { organization: toOrganization(row), engine, clock };
  const times: number[] = [];
  for (const job of JOB_NAMES) {
    const known = jobs.find((each) => each.job === job);
    const due = await runOwnJob(directory, workplace, job, known);
    if (due) times.push(due.getTime());
  }
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** Works on a job if there is something to do, and returns when it is to be looked at again. */
async function runOwnJob(
  { database }: Directory,
  workplace: Workplace,
  job: JobName,
  known: DirectoryJob | undefined,
): Promise<Date | null> {
  const { organization, clock } = workplace;
  const called = () => ({ organization, job, attempts: known?.attempts ?? 0, now: clock() });
  const key = { organization_id: organization.id, job };
  try {
    const due = await whenToWork(workplace, job);
    if (due === null || due > clock()) return due;
    const report = await runJob(workplace, job);
    const afterwards = afterReport(called(), report);
    if (afterwards && (report.status === "failed" || (report.status === "finished" && known?.failed_at)))
      await database.commit([changeJob(key, afterwards)]);
    return report.status === "failed" && afterwards ? new Date(afterwards.due_at) : whenToWork(workplace, job);
  } catch (error) {
    console.error(JSON.stringify({ job, organization_id: organization.id, error: String(error) }));
    const afterwards = afterFailure(called(), error);
    await database.commit([changeJob(key, afterwards)]);
    return new Date(afterwards.due_at);
  }
}

/**
 * When an organization whose database has a clock of its own has something to do for a job: now, if a run is to be continued;
 * else from the beginning of a period on that has had no run, and in which there will be something. Null if there is nothing.
 */
export function whenToWork({ organization, engine, clock }: Workplace, job: JobName): Promise<Date | null> {
  const { period, next, wanted } = JOBS[job];
  const database = openDatabase(engine, newMeter());
  return runOnce({ organization, clock, database, actor: { type: "job", id: job } }, async (ctx) => {
    const {
      rows: [row],
    } = await ctx.read({ rows: selectRuns().where(eq(job_runs.job, job)) });
    if (row?.open_run) return isClaimed(row, ctx.now) ? new Date(row.claimed_until ?? ctx.now) : ctx.now;
    const at = await wanted(ctx);
    if (at === null) return null;
    const has_had_its_run = row?.last_run && row.last_run.period >= period(organization, ctx.now);
    const earliest = has_had_its_run ? next(organization, ctx.now) : ctx.now;
    return at > earliest ? next(organization, new Date(at.getTime() - 1)) : earliest;
  });
}
