/** The jobs of each organization (`src/jobs/schedule.ts`). */
export const JOB_NAMES = ["hourly", "nightly", "deliveries"] as const;

export type JobName = (typeof JOB_NAMES)[number];

/** The jobs that consist of steps. */
export type JobOfSteps = Exclude<JobName, "deliveries">;

/** A message of the queue: run this job if there is anything to do, which the databases know. */
export type JobMessage = { organization_id: string; job: JobName };

/** Counts of what a run did, such as `events_deleted`. */
export type Counts = Record<string, number>;

export type StepFailure = { step: string; error: string };

/** A run of a job that has not succeeded yet. */
export type OpenRun = {
  /** Which hour or night it is for. */
  period: string;
  started_at: string;
  /** The steps that are still to be run, and where the first of them goes on: null at its beginning. */
  left: string[];
  from: unknown;
  did: Counts;
  /** The working time, without the time between invocations. */
  duration_ms: number;
  failures: StepFailure[];
  /** When it came to its end with failures; null before. */
  failed_at: string | null;
  /** How many invocations in a row were cut off without any progress; absent for none. */
  cut_offs?: number;
};

/** A run that has succeeded. */
export type FinishedRun = { period: string; started_at: string; finished_at: string; duration_ms: number; did: Counts };

/** The result of running a job. An `unfinished` run is continued automatically; `running` means that another invocation has the claim. */
export type JobReport = {
  job: JobName;
  period: string;
  status: "finished" | "unfinished" | "running" | "failed";
  started_at: string;
  finished_at: string | null;
  duration_ms: number;
  did: Counts;
  failures: StepFailure[];
};

/**
 * A report with what isn't shown of it, for a job that doesn't only follow its periods: when the directory is to have it run again, and
 * when a message is to do so before that.
 */
export type JobResult = JobReport & { due_at?: string; again_at?: string | null };
