import type { Directory } from "../control/directory";
import { type DirectoryJob, isServed } from "../control/organizations/jobs";
import { addressOf, type OrganizationRow, toOrganization } from "../control/organizations/settings";
import { openDatabase } from "../data/database";
import { timestamp } from "../shared/clock";
import { JOB_NAMES } from "../shared/jobs";
import { newMeter } from "../storage/port";
import { isClaimed, type StoredRun, selectRuns } from "./claim";
import { whenToWork } from "./own";
import type { Workplace } from "./run";

/** The jobs of an organization as the operator sees them, also if its database can't be read: then `status` is `unknown`. */
export async function listJobs(directory: Directory, row: OrganizationRow, in_directory: readonly DirectoryJob[]) {
  const { runs, own_dues } = await readRuns(directory, row);
  return JOB_NAMES.map((job) => {
    const { due_at, failed_at, attempts, error } = in_directory.find((other) => other.job === job) ?? NOT_LISTED;
    const run = runs?.find((other) => other.job === job);
    const due = own_dues && failed_at === null ? (own_dues[job] ?? null) : due_at;
    return {
      job,
      status: runs === null ? ("unknown" as const) : statusOf(run, failed_at, directory.clock()),
      due_at: isServed(row) ? due : null,
      last_run: run?.last_run ?? null,
      open_run: run?.open_run ? shownRun(run.open_run) : null,
      ...{ failed_at, attempts, error },
    };
  });
}

const NOT_LISTED = { due_at: null, failed_at: null, attempts: 0, error: null };

function statusOf(run: StoredRun | undefined, failed_at: string | null, now: Date) {
  if (run?.open_run && isClaimed(run, now)) return "running" as const;
  if (run?.open_run?.failed_at || failed_at) return "failed" as const;
  return run?.open_run ? ("unfinished" as const) : ("waiting" as const);
}

function shownRun({ period, started_at, duration_ms, did, failures, left }: NonNullable<StoredRun["open_run"]>) {
  return { period, started_at, duration_ms, did, steps_left: left, failures };
}

/**
 * What the database says of its runs; null if it can't be read, or is behind and keeps none. Where it has a clock of its own, also
 * when its jobs are due by that.
 */
async function readRuns(directory: Directory, row: OrganizationRow) {
  if (row.database_address === null) return { runs: [], own_dues: null };
  const { engineOf, hostOf, clock, deployment } = directory;
  try {
    const engine = engineOf(addressOf(row));
    const { runs } = await openDatabase(engine, newMeter()).read({ runs: selectRuns() });
    const own_dues = hostOf(addressOf(row))
      ? await duesOf({ organization: toOrganization(row), engine, clock, deployment })
      : null;
    return { runs, own_dues };
  } catch (error) {
    console.error(JSON.stringify({ reading_jobs_of: row.id, error: String(error) }));
    return { runs: null, own_dues: null };
  }
}

async function duesOf(workplace: Workplace): Promise<Record<string, string | null>> {
  const dues = JOB_NAMES.map(async (job) => {
    const due = await whenToWork(workplace, job);
    return [job, due && timestamp(due)] as const;
  });
  return Object.fromEntries(await Promise.all(dues));
}
