/** The jobs of each organization (`src/jobs/schedule.ts`). */
export const JOB_NAMES = ["hourly", "nightly"] as const;

export type JobName = (typeof JOB_NAMES)[number];

/** A call to work on a job of an organization, as the queue carries it. Whether there is anything to do, the databases say. */
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
  /** How long it has worked, without the time between its portions in different invocations. */
  duration_ms: number;
  failures: StepFailure[];
  /** When it came to its end with failures; null before. */
  failed_at: string | null;
};

/** A run that has succeeded. */
export type FinishedRun = { period: string; started_at: string; finished_at: string; duration_ms: number; did: Counts };

/** What came of working on a job: `unfinished` goes on by itself, and a `running` one is being worked on by another. */
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
