import { runOnce, type Tenant } from "../commands/run";
import { newDirectoryMemory, openDirectory } from "../control/directory";
import { eachActiveOrganization, findOrganizationAt } from "../control/organizations/queries";
import { type Database, openDatabase } from "../data/database";
import type { Clock } from "../shared/clock";
import type { Organization } from "../shared/organization";
import type { DatabaseSettings } from "../storage/engines/all";
import { TENANT_MIGRATIONS } from "../storage/migrations";
import { type Engine, newMeter } from "../storage/port";
import { JOBS, type Job, SCHEDULE } from "./schedule";

/**
 * A job is repeated while it has more to do, at most so often at a tick: what one organization has piled up must not keep the
 * others waiting. For `clear_old_events` that is half a million events an hour, or 13 for each of 600 writes a minute.
 */
const MOST_PORTIONS = 25;

/** What jobs need of their surroundings; `wrapEngine` lets tests stand between them and the databases. */
export type JobPlatform = {
  databases: DatabaseSettings;
  clock: Clock;
  wrapEngine?: ((engine: Engine) => Engine) | undefined;
};

/**
 * Runs the jobs that are due at a tick of the clock, on one organization after the other; a database that is behind is
 * migrated first. A failure is one organization's and one job's: it is logged, and the others go on. An organization whose
 * database has a clock of its own runs its jobs by that (`runOwnJobs`).
 */
export async function runDueJobs(cron: string, platform: JobPlatform): Promise<void> {
  const jobs = SCHEDULE[cron] ?? [];
  if (jobs.length === 0) return;
  const directory = directoryOf(platform);
  for await (const { organization, address, schema_version } of eachActiveOrganization(directory.database)) {
    if (directory.hostOf(address)) continue;
    for (const job of jobs) {
      await logged(job, organization, async () => {
        if (schema_version < TENANT_MIGRATIONS.length) await directory.migrateTenant(organization.id, address);
        const database = openDatabase(directory.engineOf(address), newMeter());
        await runInPortions(job, { organization, database, clock: platform.clock });
      });
    }
  }
}

/** An organization and its database, as its jobs reach them. */
type Workplace = Omit<Tenant, "actor">;

const SOON_MS = 60_000;

/**
 * Runs all jobs of the organization whose database is at an address, next to that database, and returns when there will be
 * something to do next; null if nothing is scheduled, or if no organization has the database. What has failed, or is not
 * finished, is soon due again.
 */
export async function runOwnJobs(address: string, database: Database, platform: JobPlatform): Promise<Date | null> {
  const { clock } = platform;
  const organization = await findOrganizationAt(directoryOf(platform).database, address);
  if (!organization) return null;
  const dues: (Date | null)[] = [];
  for (const job of JOBS) {
    const due = await logged(job, organization, async () => {
      const workplace = { organization, database, clock };
      const unfinished = organization.status === "active" && (await runInPortions(job, workplace));
      return unfinished ? undefined : runOnce(tenantOf(workplace, job), job.due);
    });
    dues.push(due === undefined ? new Date(clock().getTime() + SOON_MS) : due);
  }
  const times = dues.flatMap((due) => (due ? [due.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

const tenantOf = (workplace: Workplace, { name }: Job): Tenant => ({ ...workplace, actor: { type: "job", id: name } });

/** Repeats a job while it has more to do, so often at most, and returns whether there is still more. */
async function runInPortions(job: Job, workplace: Workplace): Promise<boolean> {
  let has_more = true;
  for (let portion = 0; has_more && portion < MOST_PORTIONS; portion++) {
    has_more = await runOnce(tenantOf(workplace, job), job.run);
  }
  return has_more;
}

function directoryOf({ databases, clock, wrapEngine }: JobPlatform) {
  return openDirectory({
    ...{ databases, clock, wrapEngine },
    ...{ memory: newDirectoryMemory(), meter: newMeter(), later: () => {} },
  });
}

/** Runs a job of an organization; a failure is logged and returns nothing. */
async function logged<T>({ name }: Job, { id }: Organization, run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    console.error(JSON.stringify({ job: name, organization_id: id, error: String(error) }));
    return undefined;
  }
}
