import * as z from "zod";
import type { Directory } from "../control/directory";
import { changeJob, findWithJobs, isServed } from "../control/organizations/jobs";
import { addressOf, type OrganizationRow, toOrganization } from "../control/organizations/settings";
import { JOB_NAMES, type JobName, type JobReport } from "../shared/jobs";
import { TENANT_MIGRATIONS } from "../storage/migrations";
import { afterFailure, afterReport } from "./afterwards";
import { directoryOf, type JobPlatform } from "./platform";
import { runJob } from "./run";

const Message = z.object({ organization_id: z.string(), job: z.enum(JOB_NAMES) });

/**
 * Works on the jobs that messages of the queue call for. A message is never sent back: what is due, the directory says, and what
 * has failed or got lost is called for again. A failure is one organization's and one job's; it is recorded in the directory.
 */
export async function runMessages(messages: readonly unknown[], platform: JobPlatform): Promise<void> {
  for (const message of messages) {
    await runMessage(message, platform).catch((error) => {
      console.error(JSON.stringify({ message, error: String(error) }));
    });
  }
}

async function runMessage(message: unknown, platform: JobPlatform): Promise<void> {
  const { organization_id, job } = Message.parse(message);
  const directory = directoryOf(platform);
  const found = await findWithJobs(directory.database, { id: organization_id });
  if (!found || !isServed(found.row) || directory.hostOf(addressOf(found.row))) return;
  const { row, jobs } = found;
  const organization = toOrganization(row);
  const attempts = jobs.find((known) => known.job === job)?.attempts ?? 0;
  const called = () => ({ organization, job, attempts, now: platform.clock() });
  const report = await runHere(directory, row, job).catch((error) => {
    console.error(JSON.stringify({ job, organization_id, error: String(error) }));
    return { failure: error };
  });
  const afterwards = "failure" in report ? afterFailure(called(), report.failure) : afterReport(called(), report);
  if (afterwards) await directory.database.commit([changeJob({ organization_id, job }, afterwards)]);
  if ("status" in report && report.status === "unfinished") await directory.callFor([{ organization_id, job }]);
}

/** Works on a job of an organization whose database is reached from here, migrated first if it is behind. */
export async function runHere(
  directory: Directory,
  row: OrganizationRow,
  job: JobName,
  by_hand = false,
): Promise<JobReport> {
  const { engineOf, clock } = directory;
  if (row.schema_version < TENANT_MIGRATIONS.length) await directory.migrateTenant(row.id, addressOf(row));
  return runJob({ organization: toOrganization(row), engine: engineOf(addressOf(row)), clock }, job, by_hand);
}
