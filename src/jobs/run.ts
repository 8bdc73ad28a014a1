import type { UnitOfWork } from "../commands/context";
import { runOnce, type Tenant } from "../commands/run";
import type { Step } from "../commands/step";
import { openDatabase } from "../data/database";
import type { Clock } from "../shared/clock";
import type { Deployment } from "../shared/deployment";
import type { Counts, JobName, JobOfSteps, JobReport, JobResult } from "../shared/jobs";
import type { Organization } from "../shared/organization";
import { type Engine, type Meter, newMeter } from "../storage/port";
import { wait } from "../storage/retry";
import { type Claim, claim, commitRun, reportOf, versionOf, withoutStep } from "./claim";
import { deliverSoon, runDeliveries } from "./deliveries";
import { errorText } from "./error_text";
import { JOBS } from "./schedule";

/**
 * The bounds of one invocation, which leaves the rest of a run to the next one. The platform allows 1,000 statements and 30 seconds
 * of CPU, and the last portion may exceed these bounds.
 */
const BOUNDS = { portions: 25, statements: 600, ms: 20_000 };

/** An organization, its database and a clock, as its jobs reach them. */
export type Workplace = {
  organization: Organization;
  engine: Engine;
  clock: Clock;
  deployment: Deployment;
  /** Has deliveries run in another invocation, in so many seconds, for events that this one can't send. */
  again?: (delay_seconds: number) => Promise<void>;
};

/** The tenant on which portions run, and the statements that they have cost. */
type Place = { tenant: Tenant; meter: Meter };

/** Runs a job as far as one invocation may, and then sends the events that it has written. */
export async function runJob(workplace: Workplace, job: JobName, by_hand = false): Promise<JobResult> {
  return job === "deliveries" ? runDeliveries(workplace) : runSteps(workplace, job, by_hand);
}

/**
 * Runs a job as far as one invocation may, and reports how far it got. An interrupted or failed run is continued. Otherwise a new
 * run begins, unless the current period has had one; `by_hand` begins a run even then. Of two calls at once, one runs the job and
 * the other reports `running`.
 *
 * Each portion is committed together with the progress of the run, and only if the claim still holds. So no portion takes effect
 * twice, and a call whose claim was taken over writes nothing more. A step that fails is recorded and the next step runs. The run
 * has then failed, and only its failed steps are repeated.
 */
async function runSteps(workplace: Workplace, job: JobOfSteps, by_hand: boolean): Promise<JobReport> {
  const { organization, engine, clock, deployment, again = async () => {} } = workplace;
  const meter = newMeter();
  const actor = { type: "job", id: job } as const;
  let is_woken = false;
  const wake = () => {
    is_woken = true;
  };
  const tenant: Tenant = { organization, database: openDatabase(engine, meter), clock, actor, deployment, wake };
  const claimed = await runOnce(tenant, (ctx) => claim(ctx, job, by_hand));
  if ("report" in claimed) return claimed.report;
  const report = await work({ tenant, meter }, job, claimed);
  if (is_woken) await deliverSoon(workplace, again, meter);
  return report;
}

async function work(place: Place, job: JobOfSteps, claimed: Claim): Promise<JobReport> {
  const { tenant, meter } = place;
  const goesOn = (began: Date) =>
    meter.statements < BOUNDS.statements && tenant.clock().getTime() - began.getTime() < BOUNDS.ms;
  let current: Claim = claimed;
  for (let portions = 0; portions < BOUNDS.portions && current.run.left.length > 0; portions++) {
    // A Durable Object serves no request, and its clock stands still, until there is something to wait for.
    await wait(0);
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

/** Runs the next portion, or records that its step has failed. Null if the claim was taken over. */
async function takePortion(tenant: Tenant, job: JobOfSteps, current: Claim): Promise<Claim | null> {
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
  job: JobOfSteps,
  step: Step,
  current: Claim,
): Promise<Claim> {
  const { run } = current;
  const { statements, next, did } = await step.run(ctx, run.from);
  const advanced = next === null ? withoutStep(run) : { ...run, from: next, cut_offs: 0 };
  const claimed = { ...current, run: { ...advanced, did: added(run.did, did) } };
  // Without statements there is nothing that could take effect twice.
  return statements.length === 0 ? claimed : commitRun(ctx, job, claimed, { released: false, work: statements });
}

/** Decides and commits for a run; null if the claim was taken over, which is checked after a commit was refused. */
function whileClaimed<T>(
  tenant: Tenant,
  job: JobOfSteps,
  { version }: Claim,
  handle: (ctx: Parameters<Step["run"]>[0]) => Promise<T>,
): Promise<T | null> {
  let attempts = 0;
  const isLost = async (ctx: UnitOfWork) => attempts++ > 0 && (await versionOf(ctx, job)) !== version;
  return runOnce(tenant, async (ctx) => ((await isLost(ctx)) ? null : handle(ctx)));
}

function added(sum: Counts, counts: Counts): Counts {
  const total = { ...sum };
  for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  return total;
}
