import type { DirectoryJob, Outcome } from "../control/organizations/jobs";
import { timestamp } from "../shared/clock";
import type { JobResult } from "../shared/jobs";
import type { Organization } from "../shared/organization";
import { errorText } from "./error_text";
import { timingOf } from "./schedule";

const MINUTE_MS = 60_000;

/** How long a message has to lead to an outcome before another one is sent: longer than a claim lasts (`src/jobs/claim.ts`). */
export const MESSAGE_MS = 10 * MINUTE_MS;

/** The delay before a job is repeated that has failed once, twice and so on; the last one applies from then on. */
const BACKOFF_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);

/** One attempt at a job, as the directory listed it before, and when the attempt ended. */
export type Attempt = { organization: Organization; entry: DirectoryJob; now: Date };

/** The outcome of an attempt with this report; null if somebody else is running the job. */
export function outcomeOf(attempt: Attempt, report: JobResult): Outcome | null {
  const { organization, entry, now } = attempt;
  switch (report.status) {
    case "running":
      return null;
    case "unfinished":
      return { due_at: timestamp(new Date(now.getTime() + MESSAGE_MS)) };
    case "failed":
      return failure(attempt, report.failures.map(({ step, error }) => `${step}: ${error}`).join("; "));
    case "finished": {
      if (report.due_at) return finished(new Date(report.due_at));
      const { period, next } = timingOf(entry.job);
      const is_up_to_date = report.period >= period(organization, now);
      return finished(is_up_to_date ? next(organization, now) : now);
    }
  }
}

function finished(due_at: Date): Outcome {
  return { due_at: timestamp(due_at), attempts: 0, failed_at: null, error: null };
}

/** The outcome of an attempt that failed: the job is due again after a delay, and at the latest in its next period. */
export function failure({ organization, entry, now }: Attempt, error: unknown): Outcome {
  const { job, attempts } = entry;
  const delay = BACKOFF_MS[Math.min(attempts, BACKOFF_MS.length - 1)] ?? 0;
  const next = timingOf(job).next(organization, now).getTime();
  return {
    due_at: timestamp(new Date(Math.min(now.getTime() + delay, next))),
    ...{ attempts: attempts + 1, failed_at: timestamp(now), error: errorText(error) },
  };
}
