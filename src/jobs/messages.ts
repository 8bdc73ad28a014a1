import * as z from "zod";
import type { Directory } from "../control/directory";
import { findWithJobs, isServed, recordOutcome } from "../control/organizations/jobs";
import { addressOf, type OrganizationRow, toOrganization } from "../control/organizations/settings";
import { JOB_NAMES, type JobName, type JobResult } from "../shared/jobs";
import { TENANT_MIGRATIONS } from "../storage/migrations";
import { secondsUntilNext } from "./deliveries";
import { failure, outcomeOf } from "./outcome";
import { directoryOf, type JobPlatform } from "./platform";
import { runJob } from "./run";

const Message = z.object({ organization_id: z.string(), job: z.enum(JOB_NAMES) });

/** Whether the job of a message waits for other systems most of the time, so that other messages can be worked on meanwhile. */
export function mostlyWaits(message: unknown): boolean {
  return Message.safeParse(message).data?.job === "deliveries";
}

/**
 * Runs the jobs of the messages. It never throws, so every message is acknowledged: the directory sends another one for what failed
 * or was lost. A failure concerns one organization and one job, and is recorded in the directory.
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
  const target = await findWithJobs(directory.database, { id: organization_id });
  if (!target || !isServed(target.row) || directory.hostOf(addressOf(target.row))) return;
  const { row, jobs } = target;
  const entry = jobs.find((other) => other.job === job);
  if (!entry) return;
  const attempt = () => ({ organization: toOrganization(row), entry, now: platform.clock() });
  const result = await runFor(directory, row, job).catch((error) => {
    console.error(JSON.stringify({ job, organization_id, error: String(error) }));
    return { error };
  });
  const outcome = "error" in result ? failure(attempt(), result.error) : outcomeOf(attempt(), result);
  if (outcome) await directory.database.commit([recordOutcome(entry, outcome)]);
  const delay = "status" in result ? secondsUntilNext(result, platform.clock()) : null;
  if (delay !== null) await directory.sendJobs([{ organization_id, job }], delay);
}

/** Runs a job of an organization from outside its database, which is migrated first if it is behind. */
export async function runFor(
  directory: Directory,
  row: OrganizationRow,
  job: JobName,
  by_hand = false,
): Promise<JobResult> {
  const { engineOf, clock, deployment } = directory;
  if (row.schema_version < TENANT_MIGRATIONS.length) await directory.migrateTenant(row.id, addressOf(row));
  const again = (delay_seconds: number) =>
    directory.sendJobs([{ organization_id: row.id, job: "deliveries" }], delay_seconds);
  const engine = engineOf(addressOf(row));
  const workplace = { organization: toOrganization(row), engine, clock, deployment, again };
  return runJob(workplace, job, by_hand);
}
