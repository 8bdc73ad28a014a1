import type { Directory } from "../control/directory";
import { type DirectoryJob, isServed } from "../control/organizations/jobs";
import { addressOf, type OrganizationRow, toOrganization } from "../control/organizations/settings";
import { openDatabase } from "../data/database";
import { timestamp } from "../shared/clock";
import { type FinishedRun, JOB_NAMES, type JobName } from "../shared/jobs";
import { newMeter } from "../storage/port";
import { isClaimed, type StoredRun, selectRuns } from "./claim";
import { JOBS } from "./schedule";

/** The jobs of an organization as the operator sees them, also if its database can't be read: then `status` is `unknown`. */
export async function listJobs(directory: Directory, row: OrganizationRow, known: readonly DirectoryJob[]) {
  const now = directory.clock();
  const runs = row.database_address === null ? [] : await readRuns(directory, row);
  return JOB_NAMES.map((job) => {
    const in_directory = known.find((each) => each.job === job);
    const run = runs?.find((each) => each.job === job);
    const { failed_at = null, error = null, attempts = 0 } = in_directory ?? {};
    const open = run?.open_run ?? null;
    const status =
      runs === null
        ? ("unknown" as const)
        : open && run && isClaimed(run, now)
          ? ("running" as const)
          : open?.failed_at || failed_at
            ? ("failed" as const)
            : open
              ? ("unfinished" as const)
              : ("waiting" as const);
    return {
      job,
      status,
      due_at: isServed(row) ? dueAt(directory, row, job, in_directory, run?.last_run ?? null) : null,
      last_run: run?.last_run ?? null,
      open_run: open && shownRun(open),
      ...{ failed_at, attempts, error },
    };
  });
}

function shownRun({ period, started_at, duration_ms, did, failures, left }: NonNullable<StoredRun["open_run"]>) {
  return { period, started_at, duration_ms, did, steps_left: left, failures };
}

/** When a job is called for; where the database has a clock of its own, when its next period begins, at the earliest. */
function dueAt(
  { hostOf, clock }: Directory,
  row: OrganizationRow,
  job: JobName,
  known: DirectoryJob | undefined,
  last: FinishedRun | null,
): string | null {
  if (!hostOf(addressOf(row))) return known?.due_at ?? null;
  const { period, next } = JOBS[job];
  const organization = toOrganization(row);
  const is_up_to_date = last !== null && last.period >= period(organization, clock());
  return timestamp(is_up_to_date ? next(organization, clock()) : clock());
}

/** What the database says of its runs; null if it can't be read, or is behind and keeps none. */
async function readRuns({ engineOf }: Directory, row: OrganizationRow): Promise<StoredRun[] | null> {
  try {
    const { runs } = await openDatabase(engineOf(addressOf(row)), newMeter()).read({ runs: selectRuns() });
    return runs;
  } catch (error) {
    console.error(JSON.stringify({ reading_jobs_of: row.id, error: String(error) }));
    return null;
  }
}
