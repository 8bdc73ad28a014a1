import type { ControlContext } from "../../control/context";
import { changeJob, findWithJobs, isServed } from "../../control/organizations/jobs";
import { addressOf, type OrganizationRow, requireComplete, toOrganization } from "../../control/organizations/settings";
import { afterReport } from "../../jobs/afterwards";
import { listJobs } from "../../jobs/list";
import { runHere } from "../../jobs/messages";
import { notFound, refuse } from "../../shared/errors";
import { JOB_NAMES, type JobName, type JobReport } from "../../shared/jobs";

/** The jobs of an organization: when each is due, what its last run did, and what failed; 404 `not_found`. */
export async function listOrganizationJobs(ctx: ControlContext, id: string) {
  const { row, jobs } = await find(ctx, id);
  return listJobs(ctx.directory, row, jobs);
}

/**
 * Works on a job at once, also if it is not due, as much as one request may; the rest of an `unfinished` one follows by itself.
 * An unknown job is 404 `not_found`. A job that is being worked on is 409 `conflict`, as is one of an organization whose database
 * is being moved; an organization that is not active is 422 `invalid_status`.
 */
export async function runOrganizationJob(ctx: ControlContext, id: string, name: string): Promise<JobReport> {
  const job = JOB_NAMES.find((known) => known === name);
  if (!job) throw refuse("not_found", `No job has this name. Use ${JOB_NAMES.join(" or ")}.`);
  const { row, jobs } = await find(ctx, id);
  requireServed(row);
  const organization = toOrganization(row);
  const report = await run(ctx, row, job);
  if (report.status === "running") {
    const message = `The job ${job} is running. Wait for its end, and repeat the request if it is to run again.`;
    throw refuse("conflict", message, { headers: { "Retry-After": "30" } });
  }
  const attempts = jobs.find((known) => known.job === job)?.attempts ?? 0;
  const afterwards = afterReport({ organization, job, attempts, now: ctx.directory.clock() }, report);
  const statements = afterwards ? [changeJob({ organization_id: id, job }, afterwards)] : [];
  const committed = await ctx.commit(statements, report);
  const goes_on_here = report.status === "unfinished" && !ctx.directory.hostOf(addressOf(row));
  if (goes_on_here) await ctx.directory.callFor([{ organization_id: id, job }]);
  return committed;
}

async function find(ctx: ControlContext, id: string) {
  const found = await findWithJobs(ctx, { id });
  if (!found) throw notFound("organization");
  return found;
}

function requireServed(row: OrganizationRow): void {
  requireComplete(row);
  const { status, move } = row;
  if (isServed(row)) return;
  if (move) throw refuse("conflict", `The database is being moved to ${move.engine}. Run the job afterwards.`);
  const details = { status, allowed_from: ["active"] };
  throw refuse("invalid_status", "The organization is suspended. Activate it first.", { details });
}

function run({ directory }: ControlContext, row: OrganizationRow, job: JobName): Promise<JobReport> {
  const host = directory.hostOf(addressOf(row));
  return host ? host.runJob(toOrganization(row), job) : runHere(directory, row, job, true);
}
