import { newDirectoryMemory, openDirectory } from "../control/directory";
import { eachActiveOrganization } from "../control/organizations/queries";
import { openDatabase } from "../data/database";
import type { Clock } from "../shared/clock";
import type { DatabaseSettings } from "../storage/engines";
import { newMeter } from "../storage/port";
import { clearOldEvents } from "./clear_old_events";

const HOURLY = "0 * * * *";

/** Does what is due at a tick of the clock. Every job may run twice, or by two at once, and does no more than once. */
export async function runDueJobs(cron: string, databases: DatabaseSettings, clock: Clock): Promise<void> {
  if (cron !== HOURLY) return;
  const meter = newMeter();
  const directory = openDirectory({ databases, memory: newDirectoryMemory(), clock, meter, later: () => {} });
  for await (const address of eachActiveOrganization(directory.database)) {
    await clearOldEvents(openDatabase(directory.engineOf(address), meter), clock());
  }
}
