import { runOnce } from "../commands/run";
import { newDirectoryMemory, openDirectory } from "../control/directory";
import { eachActiveOrganization } from "../control/organizations/queries";
import { openDatabase } from "../data/database";
import type { Clock } from "../shared/clock";
import type { DatabaseSettings } from "../storage/engines/all";
import { TENANT_MIGRATIONS } from "../storage/migrations";
import { type Engine, newMeter } from "../storage/port";
import { type Job, SCHEDULE } from "./schedule";

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
 * migrated first. A failure is one organization's and one job's: it is logged, and the others go on.
 */
export async function runDueJobs(cron: string, { databases, clock, wrapEngine }: JobPlatform): Promise<void> {
  const jobs = SCHEDULE[cron] ?? [];
  if (jobs.length === 0) return;
  const meter = newMeter();
  const directory = openDirectory({
    databases,
    memory: newDirectoryMemory(),
    clock,
    meter,
    wrapEngine,
    later: () => {},
  });
  for await (const { organization, address, schema_version } of eachActiveOrganization(directory.database)) {
    for (const job of jobs) {
      try {
        if (schema_version < TENANT_MIGRATIONS.length) await directory.migrateTenant(organization.id, address);
        const database = openDatabase(directory.engineOf(address), meter);
        const tenant = { organization, database, actor: { type: "job", id: job.name }, clock } as const;
        for (let portion = 1; (await runOnce(tenant, job.run)) && portion < MOST_PORTIONS; portion++);
      } catch (error) {
        log(job, organization.id, error);
      }
    }
  }
}

function log({ name }: Job, organization_id: string, error: unknown): void {
  console.error(JSON.stringify({ job: name, organization_id, error: String(error) }));
}
