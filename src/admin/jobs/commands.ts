import type { ControlContext } from "../../control/context";
import { findWithJobs, isServed, recordOutcome } from "../../control/organizations/jobs";
import { addressOf, type OrganizationRow, requireComplete, toOrganization } from "../../control/organizations/settings";
import { secondsUntilNext } from "../../jobs/deliveries";
import { listJobs } from "../../jobs/list";
import { runFor } from "../../jobs/messages";
import { outcomeOf } from "../../jobs/outcome";
import { notFound, refuse } from "../../shared/errors";
import { JOB_NAMES, type JobName, type JobReport, type JobResult } from "../../shared/jobs";

/** The jobs of an organization: when each is due, what its last run did, and what failed; 404 `not_found`. */
export async function listOrganizationJobs(ctx: ControlContext, id: string) {
  const { row, jobs } = await find(ctx, id);
  return listJobs(ctx.directory, row, jobs);
}

/**
 * Runs a job at once, also if it isn't due, as far as one request may. The rest of an `unfinished` run follows without another
 * request. Refuses an unknown job with 404 `not_found`, a job that is running and a database that is being moved with 409
 * `conflict`, and an organization that isn't active with 422 `invalid_status`.
 */
export async function runOrganizationJob(ctx: ControlContext, id: string, name: string): Promise<JobReport> {
  const { row, jobs } = await find(ctx, id);
  const entry = jobs.find(({ job }) => job === name);
  if (!entry) throw refuse("not_found", `No job has this name. Use ${JOB_NAMES.join(" or ")}.`);
  const { job } = entry;
  requireServed(row);
  const result = await run(ctx, row, job);
  const { due_at: _, again_at: __, ...report } = result;
  if (report.status === "running") {
    const message = `The job ${job} is running. Wait until it has ended, then repeat the request to run it again.`;
    throw refuse("conflict", message, { headers: { "Retry-After": "30" } });
  }
  const outcome = outcomeOf({ organization: toOrganization(row), entry, now: ctx.directory.clock() }, result);
  const committed = await ctx.commit(outcome ? [recordOutcome(entry, outcome)] : [], report);
  const delay = ctx.directory.hostOf(addressOf(row)) ? null : secondsUntilNext(result, ctx.directory.clock());
  if (delay !== null) await ctx.directory.sendJobs([{ organization_id: id, job }], delay);
  return committed;
}

async function find(ctx: ControlContext, id: string) {
  const organization = await findWithJobs(ctx, { id });
  if (!organization) throw notFound("organization");
  return organization;
}

function requireServed(row: OrganizationRow): void {
  requireComplete(row);
  const { status, move } = row;
  if (isServed(row)) return;
  if (move) throw refuse("conflict", `The database is being moved to ${move.engine}. Run the job afterwards.`);
  const details = { status, allowed_from: ["active"] };
  throw refuse("invalid_status", "The organization is suspended. Activate it first.", { details });
}

function run({ directory }: ControlContext, row: OrganizationRow, job: JobName): Promise<JobResult> {
  const host = directory.hostOf(addressOf(row));
  return host ? host.runJob(toOrganization(row), job) : runFor(directory, row, job, true);
}
