import type { DirectoryJob } from "../control/organizations/jobs";
import { timestamp } from "../shared/clock";
import type { JobName, JobReport } from "../shared/jobs";
import type { Organization } from "../shared/organization";
import { errorText } from "./error_text";
import { JOBS } from "./schedule";

const MINUTE_MS = 60_000;

/** A job is called for again after so long if nothing has come of the call: longer than a claim lasts (`src/jobs/claim.ts`). */
export const CALL_LASTS_MS = 10 * MINUTE_MS;

/** How long a job that has failed once, twice … in a row waits; then the last of these. */
const PATIENCE_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);

/** A job as an invocation has found it, and when that is. */
export type Called = { organization: Organization; job: JobName; attempts: number; now: Date };

type Afterwards = Partial<DirectoryJob> & { due_at: string };

/** What the directory is to say of a job after a report; nothing if another one is working on it. */
export function afterReport(called: Called, report: JobReport): Afterwards | null {
  const { organization, job, now } = called;
  switch (report.status) {
    case "running":
      return null;
    case "unfinished":
      return { due_at: timestamp(new Date(now.getTime() + CALL_LASTS_MS)) };
    case "failed":
      return afterFailure(called, report.failures.map(({ step, error }) => `${step}: ${error}`).join("; "));
    case "finished": {
      const { period, next } = JOBS[job];
      const is_up_to_date = report.period >= period(organization, now);
      return {
        due_at: timestamp(is_up_to_date ? next(organization, now) : now),
        ...{ attempts: 0, failed_at: null, error: null },
      };
    }
  }
}

/** What the directory is to say of a job that has failed: it is repeated, at the latest in its next period. */
export function afterFailure({ organization, job, attempts, now }: Called, error: unknown): Afterwards {
  const patience = PATIENCE_MS[Math.min(attempts, PATIENCE_MS.length - 1)] ?? 0;
  const next = JOBS[job].next(organization, now).getTime();
  return {
    due_at: timestamp(new Date(Math.min(now.getTime() + patience, next))),
    ...{ attempts: attempts + 1, failed_at: timestamp(now), error: errorText(error) },
  };
}
