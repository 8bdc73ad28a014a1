import { runOnce } from "../commands/run";
import type { Directory } from "../control/directory";
import { changeJob, type DirectoryJob, findWithJobs, isServed } from "../control/organizations/jobs";
import { toOrganization } from "../control/organizations/settings";
import { openDatabase } from "../data/database";
import { JOB_NAMES, type JobName } from "../shared/jobs";
import { type Engine, newMeter } from "../storage/port";
import { afterFailure, afterReport } from "./afterwards";
import { selectRuns } from "./claim";
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
    const wanted = await whenWanted(workplace, job);
    if (wanted === null || wanted > clock()) return wanted && startFrom(workplace, job, wanted);
    const report = await runJob(workplace, job);
    const afterwards = afterReport(called(), report);
    if (!afterwards) return new Date(clock().getTime() + MINUTE_MS);
    if (report.status === "unfinished") return clock();
    if (report.status === "failed" || known?.failed_at) await database.commit([changeJob(key, afterwards)]);
    const due = new Date(afterwards.due_at);
    if (report.status === "failed") return due;
    const wanted_next = await whenWanted(workplace, job);
    return wanted_next && (wanted_next > due ? startFrom(workplace, job, wanted_next) : due);
  } catch (error) {
    console.error(JSON.stringify({ job, organization_id: organization.id, error: String(error) }));
    const afterwards = afterFailure(called(), error);
    await database.commit([changeJob(key, afterwards)]);
    return new Date(afterwards.due_at);
  }
}

/** When there is something to do, as things stand: at once where a run is to be continued; null if there is nothing. */
function whenWanted({ organization, engine, clock }: Workplace, job: JobName): Promise<Date | null> {
  const tenant = { organization, clock, database: openDatabase(engine, newMeter()) };
  return runOnce({ ...tenant, actor: { type: "job", id: job } }, async (ctx) => {
    const { runs } = await ctx.read({ runs: selectRuns() });
    const is_open = runs.some((run) => run.job === job && run.open_run !== null);
    return is_open ? ctx.now : JOBS[job].wanted(ctx);
  });
}

/** The first beginning of a period that is not before a moment. */
function startFrom({ organization }: Workplace, job: JobName, moment: Date): Date {
  return JOBS[job].next(organization, new Date(moment.getTime() - 1));
}
