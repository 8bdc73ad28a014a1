import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { FinishedRun, JobName, OpenRun } from "../../src/shared/jobs";
import { json } from "../columns";

/** One row for each job that has ever run: how far its run has come, and what its last finished run did (`src/jobs/run.ts`). */
export const job_runs = sqliteTable("job_runs", {
  job: text("job").$type<JobName>().primaryKey(),
  /** Raised by each commit of a run, which asserts the one before: who has lost the claim commits nothing. */
  version: integer("version").notNull(),
  /** Until then nobody else may work on the job; null while nobody does. Each commit of the run renews it. */
  claimed_until: text("claimed_until"),
  /** The run that is under way, is to be continued, or has failed; null once it has finished. */
  open_run: json<OpenRun>("open_run"),
  /** The last run that finished. */
  last_run: json<FinishedRun>("last_run"),
});
