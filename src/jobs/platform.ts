import { type Directory, type DirectoryMemory, newDirectoryMemory, openDirectory } from "../control/directory";
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

/** What this isolate remembers of a directory: that its schema is current, which each message would otherwise look up. */
const memories = new WeakMap<object, DirectoryMemory>();

/** Opens the directory for one invocation. */
export function directoryOf({ databases, queue, clock, wrapEngine }: JobPlatform): Directory {
  const memory = memories.get(databases.directory) ?? newDirectoryMemory();
  memories.set(databases.directory, memory);
  return openDirectory({
    ...{ databases, queue, clock, wrapEngine },
    ...{ memory, meter: newMeter(), later: () => {} },
  });
}
