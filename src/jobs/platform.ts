import { type Directory, newDirectoryMemory, openDirectory } from "../control/directory";
import type { JobQueue } from "../control/job_queue";
import type { Clock } from "../shared/clock";
import type { DatabaseSettings } from "../storage/engines/all";
import { type Engine, newMeter } from "../storage/port";

/** What jobs need of their surroundings; `wrapEngine` lets tests stand between them and the databases. */
export type JobPlatform = {
  databases: DatabaseSettings;
  queue: JobQueue | null;
  clock: Clock;
  wrapEngine?: ((engine: Engine) => Engine) | undefined;
};

/** Opens the directory for one invocation. */
export function directoryOf({ databases, queue, clock, wrapEngine }: JobPlatform): Directory {
  return openDirectory({
    ...{ databases, queue, clock, wrapEngine },
    ...{ memory: newDirectoryMemory(), meter: newMeter(), later: () => {} },
  });
}
