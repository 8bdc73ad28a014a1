import { type DueJob, isServed, postpone, recallFromFuture, selectDue } from "../control/organizations/jobs";
import { addressOf } from "../control/organizations/settings";
import { MESSAGE_MS } from "./outcome";
import { directoryOf, type JobPlatform } from "./platform";

/** How many jobs are read and postponed at a time, and how often during one tick. The rest is due at the next tick. */
const PAGE = 500;
const MOST_PAGES = 10;

/**
 * No messages are sent for an organization that isn't active, or whose database has a clock of its own. Its rows are read again
 * after this time; a change of its status or database makes them due at once (`drizzle/control/rules/jobs.sql`).
 */
const NOT_SERVED_MS = 24 * 60 * 60 * 1000;

/**
 * Sends a message for each job that is due, at most 5,000, and returns how many it has sent. The cost doesn't depend on the work
 * that the jobs have to do.
 */
export async function dispatchDueJobs(platform: JobPlatform): Promise<number> {
  const directory = directoryOf(platform);
  const { database } = directory;
  const now = platform.clock();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const isSent = (due: DueJob) => isServed(due) && !directory.hostOf(addressOf(due));
  await database.commit([recallFromFuture(now)]);
  let sent = 0;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { due } = await database.read({ due: selectDue(now, PAGE) });
    if (due.length === 0) break;
    const messages = due.filter(isSent);
    const soon = due.filter((job) => isSent(job) || job.move !== null);
    const later = due.filter((job) => !soon.includes(job));
    await database.commit([postpone(soon, now, after(MESSAGE_MS)), postpone(later, now, after(NOT_SERVED_MS))]);
    await directory.sendJobs(messages.map(({ organization_id, job }) => ({ organization_id, job })));
    sent += messages.length;
    if (due.length < PAGE) break;
  }
  return sent;
}
