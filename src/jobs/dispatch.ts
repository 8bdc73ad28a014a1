import { type DueJob, isServed, postpone, selectDue } from "../control/organizations/jobs";
import { addressOf } from "../control/organizations/settings";
import { CALL_LASTS_MS } from "./afterwards";
import { directoryOf, type JobPlatform } from "./platform";

/** So many jobs are read and postponed at once, and so often at one tick: the rest is due at the next one. */
const PAGE = 500;
const MOST_PAGES = 10;

/**
 * Nobody calls for the jobs of an organization that is not active, or whose database has a clock of its own. They are looked at
 * again after so long; a change of status or database makes them due at once (`drizzle/control/rules/jobs.sql`).
 */
const NOT_SERVED_MS = 24 * 60 * 60 * 1000;

/**
 * Calls for the jobs that are due, by a message for each to the queue, and returns for how many. What it costs does not depend
 * on what the jobs have to do: ten thousand organizations are called for in a few ticks, and work at the same time.
 */
export async function dispatchDueJobs(platform: JobPlatform): Promise<number> {
  const directory = directoryOf(platform);
  const { database } = directory;
  const now = platform.clock();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const isCalledFor = (due: DueJob) => isServed(due) && !directory.hostOf(addressOf(due));
  let called = 0;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { due } = await database.read({ due: selectDue(now, PAGE) });
    if (due.length === 0) break;
    const calls = due.filter(isCalledFor);
    const others = due.filter((job) => !isCalledFor(job));
    await database.commit([
      postpone(calls, now, after(CALL_LASTS_MS)),
      postpone(
        others.filter(({ move }) => move !== null),
        now,
        after(CALL_LASTS_MS),
      ),
      postpone(
        others.filter(({ move }) => move === null),
        now,
        after(NOT_SERVED_MS),
      ),
    ]);
    await directory.callFor(calls.map(({ organization_id, job }) => ({ organization_id, job })));
    called += calls.length;
    if (due.length < PAGE) break;
  }
  return called;
}
