import { type Directory, type DirectoryMemory, newDirectoryMemory, openDirectory } from "../control/directory";
import type { JobQueue } from "../control/job_queue";
import type { Clock } from "../shared/clock";
import type { Deployment } from "../shared/deployment";
import type { DatabaseSettings } from "../storage/engines/all";
import { type Engine, newMeter } from "../storage/port";

/** What jobs need of their surroundings; `wrapEngine` lets tests stand between them and the databases. */
export type JobPlatform = {
  databases: DatabaseSettings;
  queue: JobQueue | null;
  clock: Clock;
  deployment: Deployment;
  wrapEngine?: ((engine: Engine) => Engine) | undefined;
};

/** The directories whose schema this isolate knows to be current, which each message would otherwise look up. */
const current = new WeakSet<object>();

/**
 * Opens the directory for one invocation. Invocations share what is known, but not what is under way: the objects of an isolate
 * can't wait for each other's reads.
 */
export function directoryOf({ databases, queue, clock, deployment, wrapEngine }: JobPlatform): Directory {
  const memory: DirectoryMemory = {
    ...newDirectoryMemory(),
    get is_current() {
      return current.has(databases.directory);
    },
    set is_current(known) {
      if (known) current.add(databases.directory);
    },
  };
  return openDirectory({
    ...{ databases, queue, clock, deployment, wrapEngine },
    ...{ memory, meter: newMeter(), later: () => {} },
  });
}
