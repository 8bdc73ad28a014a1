import { runOnce } from "../commands/run";
import { newDirectoryMemory, openDirectory } from "../control/directory";
import { eachActiveOrganization } from "../control/organizations/queries";
import { openDatabase } from "../data/database";
import type { Clock } from "../shared/clock";
import type { DatabaseSettings } from "../storage/engines/all";
import { type Engine, newMeter } from "../storage/port";
import { type Job, SCHEDULE } from "./schedule";

/** What jobs need of their surroundings; `wrapEngine` lets tests stand between them and the databases. */
export type JobPlatform = {
  databases: DatabaseSettings;
  clock: Clock;
  wrapEngine?: ((engine: Engine) => Engine) | undefined;
};

/**
 * Runs the jobs that are due at a tick of the clock, on one organization after the other. A failure is one organization's
 * and one job's: it is logged, and the others go on.
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
  for await (const { organization, address } of eachActiveOrganization(directory.database)) {
    const database = openDatabase(directory.engineOf(address), meter);
    for (const job of jobs) {
      const actor = { type: "job", id: job.name } as const;
      await runOnce({ organization, database, actor, clock }, job.run).catch((error) =>
        log(job, organization.id, error),
      );
    }
  }
}

function log({ name }: Job, organization_id: string, error: unknown): void {
  console.error(JSON.stringify({ job: name, organization_id, error: String(error) }));
}
