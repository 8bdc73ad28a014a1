import type { UnitOfWork } from "../commands/context";
import { runOnce, type Tenant } from "../commands/run";
import type { Step } from "../commands/step";
import { openDatabase } from "../data/database";
import type { Clock } from "../shared/clock";
import type { Counts, JobName, JobReport, OpenRun, StepFailure } from "../shared/jobs";
import type { Organization } from "../shared/organization";
import { type Engine, type Meter, newMeter } from "../storage/port";
import { type Claim, claim, commitRun, reportOf, versionOf } from "./claim";
import { errorText } from "./error_text";
import { JOBS } from "./schedule";

/**
 * What one invocation does of a run at most, before it leaves the rest to another: the platform grants it 1,000 statements and
 * 30 seconds of CPU, and a portion that has begun is completed.
 */
const BOUNDS = { portions: 25, statements: 600, ms: 20_000 };

/** An organization, its database and a clock, as its jobs reach them. */
export type Workplace = { organization: Organization; engine: Engine; clock: Clock };

/** What a job's portions run on. */
type Place = { tenant: Tenant; meter: Meter };

/**
 * Works on the run of a job that is due, as much as one invocation may, and reports how far it has come. A run that was cut off
 * or has failed goes on where it was. Without one a new one begins, unless the period has had its run already; `by_hand` begins
 * another one even then. Of two at once, one works and the other reports `running`.
 *
 * Each portion is committed together with the progress of the run, and only while nobody else has the claim: so nothing is done
 * twice, and who was too slow to keep the claim writes nothing more. A step that fails is noted, and the next ones are run. With
 * the last of them the run has failed, and what is repeated later are the steps that have.
 */
export async function runJob(
  { organization, engine, clock }: Workplace,
  job: JobName,
  by_hand = false,
): Promise<JobReport> {
  const meter = newMeter();
  const actor = { type: "job", id: job } as const;
  const tenant: Tenant = { organization, database: openDatabase(engine, meter), clock, actor };
  const claimed = await runOnce(tenant, (ctx) => claim(ctx, job, by_hand));
  return "report" in claimed ? claimed.report : work({ tenant, meter }, job, claimed);
}

async function work(place: Place, job: JobName, claimed: Claim): Promise<JobReport> {
  const { tenant, meter } = place;
  const goesOn = (began: Date) =>
    meter.statements < BOUNDS.statements && tenant.clock().getTime() - began.getTime() < BOUNDS.ms;
  let current: Claim = claimed;
  for (let portions = 0; portions < BOUNDS.portions && current.run.left.length > 0; portions++) {
    if (!goesOn(claimed.began)) break;
    const next = await takePortion(tenant, job, current);
    if (next === null) return reportOf(job, current.run, "running");
    current = next;
  }
  const settled = current.over_at
    ? current
    : await whileClaimed(tenant, job, current, (ctx) => commitRun(ctx, job, current, { released: true }));
  if (settled === null) return reportOf(job, current.run, "running");
  const { run, over_at } = settled;
  if (!over_at) return reportOf(job, run, "unfinished");
  return reportOf(job, run, run.failures.length > 0 ? "failed" : "finished", over_at);
}

/** Does the next portion of a run, or notes that its step has failed. Null if another one has the claim. */
async function takePortion(tenant: Tenant, job: JobName, current: Claim): Promise<Claim | null> {
  const step = JOBS[job].steps.find(({ name }) => name === current.run.left[0]);
  if (!step) return { ...current, run: withoutStep(current.run) };
  try {
    return await whileClaimed(tenant, job, current, (ctx) => commitPortion(ctx, job, step, current));
  } catch (error) {
    const { id } = tenant.organization;
    console.error(JSON.stringify({ job, step: step.name, organization_id: id, error: String(error) }));
    return { ...current, run: withoutStep(current.run, [{ step: step.name, error: errorText(error) }]) };
  }
}

async function commitPortion(
  ctx: Parameters<Step["run"]>[0],
  job: JobName,
  step: Step,
  current: Claim,
): Promise<Claim> {
  const { run } = current;
  const { statements, next, did } = await step.run(ctx, run.from);
  const advanced = next === null ? withoutStep(run) : { ...run, from: next };
  const claimed = { ...current, run: { ...advanced, did: added(run.did, did) } };
  // Without statements there is nothing yet that could be done twice.
  return statements.length === 0 ? claimed : commitRun(ctx, job, claimed, { released: false, work: statements });
}

/** Decides and commits for a run; null if another one has the claim, which is found out once a commit was refused. */
function whileClaimed<T>(
  tenant: Tenant,
  job: JobName,
  { version }: Claim,
  handle: (ctx: Parameters<Step["run"]>[0]) => Promise<T>,
): Promise<T | null> {
  let attempts = 0;
  const isLost = async (ctx: UnitOfWork) => attempts++ > 0 && (await versionOf(ctx, job)) !== version;
  return runOnce(tenant, async (ctx) => ((await isLost(ctx)) ? null : handle(ctx)));
}

/** The run without the step that was next, which has come to its end or failed. */
function withoutStep(run: OpenRun, failures: readonly StepFailure[] = []): OpenRun {
  return { ...run, left: run.left.slice(1), from: null, failures: [...run.failures, ...failures] };
}

function added(sum: Counts, counts: Counts): Counts {
  const total = { ...sum };
  for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  return total;
}
