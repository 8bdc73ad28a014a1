import { eq, sql } from "drizzle-orm";
import { job_runs } from "../../drizzle/tenant";
import { runOnce, type Tenant } from "../commands/run";
import { build, openDatabase } from "../data/database";
import { alertCarrier } from "../resources/alert_subscriptions/deliver";
import { endpointCarrier } from "../resources/webhook_endpoints/deliver";
import { timestamp } from "../shared/clock";
import type { FinishedRun, JobResult } from "../shared/jobs";
import { type Meter, newMeter } from "../storage/port";
import { selectOutlook } from "../webhooks/claims";
import { deliver } from "../webhooks/deliver";
import type { Carriers, Delivered } from "../webhooks/shift";
import type { Workplace } from "./run";
import { timingOf } from "./schedule";

const CARRIERS: Carriers = { webhook_endpoint: endpointCarrier, alert_subscription: alertCarrier };

/** How long until an organization without lanes is looked at again. The events of its first lane are sent right after their commit. */
const WITHOUT_LANES_MS = 60 * 60 * 1000;

/** If the job hasn't run for so long, the directory doesn't look at the organization each minute: it had no lanes. */
const UNWATCHED_MS = 5 * 60 * 1000;

/** What was put off is looked at after so many seconds at the latest. */
const SOON_SECONDS = 60;

/**
 * Sends the events that are due, as many as one invocation may. Runs at the same time take other lanes. The rest of an
 * `unfinished` run is due at once.
 */
export async function runDeliveries(workplace: Workplace): Promise<JobResult> {
  const { organization, again = async () => {} } = workplace;
  const { tenant, meter } = placeOf(workplace, newMeter());
  const began = tenant.clock();
  const { did, is_left } = await deliver(tenant, meter, CARRIERS, () => again(0));
  const now = tenant.clock();
  const timing = timingOf("deliveries");
  const run: FinishedRun = {
    period: timing.period(organization, began),
    started_at: timestamp(began),
    finished_at: timestamp(now),
    duration_ms: now.getTime() - began.getTime(),
    did,
  };
  const [outlook] = await record(tenant, run);
  const next_look = outlook?.lanes ? timing.next(organization, now) : new Date(now.getTime() + WITHOUT_LANES_MS);
  return {
    ...{ job: "deliveries", ...run, status: is_left ? "unfinished" : "finished", failures: [] },
    due_at: timestamp(next_look),
    again_at: outlook?.due_at ?? null,
  };
}

/** Records what a run did, and returns what is to be done next. */
function record(tenant: Tenant, last_run: FinishedRun) {
  return runOnce(tenant, async (ctx) => {
    const recorded = build
      .insert(job_runs)
      .values({ job: "deliveries", version: 1, last_run })
      .onConflictDoUpdate({ target: job_runs.job, set: { version: sql`${job_runs.version} + 1`, last_run } });
    const { outlook } = await ctx.commitAndRead([recorded], "", { outlook: selectOutlook(ctx.now) });
    return outlook;
  });
}

/**
 * Sends events right after the commit that has written them. What can't be done now, and further attempts that follow soon, are left to
 * whoever `again` calls after so many seconds. That is also called if the job hasn't run for some minutes: once it has, it is run each
 * minute, and finds what a lost wake-up has left. It never throws.
 */
export async function deliverSoon(
  workplace: Workplace,
  again: (delay_seconds: number) => Promise<void>,
  meter: Meter = newMeter(),
): Promise<void> {
  const { organization, clock } = workplace;
  try {
    const { tenant } = placeOf(workplace, meter);
    const [delivered, is_watched] = await Promise.all([
      deliver(tenant, meter, CARRIERS, () => again(0)),
      isWatched(tenant),
    ]);
    const delay = delayOf(delivered, clock()) ?? (is_watched ? null : SOON_SECONDS);
    if (delay !== null) await again(delay);
  } catch (error) {
    console.error(JSON.stringify({ delivering_of: organization.id, error: String(error) }));
    await again(SOON_SECONDS).catch(() => {});
  }
}

/** Whether the job has run in the last minutes. */
async function isWatched({ database, clock }: Tenant): Promise<boolean> {
  const { runs } = await database.read({
    runs: build.select({ last_run: job_runs.last_run }).from(job_runs).where(eq(job_runs.job, "deliveries")),
  });
  const finished_at = runs[0]?.last_run?.finished_at;
  return finished_at !== undefined && Date.parse(finished_at) > clock().getTime() - UNWATCHED_MS;
}

/**
 * After how many seconds to look again; null if nothing is left. The directory may look at an organization whose first lane is new only
 * once an hour: a run of the job tells it to do so each minute.
 */
function delayOf({ is_left, retry_at, has_new_lane }: Delivered, now: Date): number | null {
  if (is_left || has_new_lane) return 0;
  return retry_at === null ? null : secondsUntil(retry_at, now);
}

/** The seconds until something is due: at least 0, and at most a minute. */
function secondsUntil(due_at: string, now: Date): number {
  return Math.min(Math.max(Math.ceil((Date.parse(due_at) - now.getTime()) / 1000), 0), SOON_SECONDS);
}

/** After how many seconds a message is to have a job run again; null if the directory does so in time. */
export function secondsUntilNext({ status, again_at }: JobResult, now: Date): number | null {
  if (status === "unfinished") return 0;
  if (!again_at) return null;
  const seconds = secondsUntil(again_at, now);
  return seconds < SOON_SECONDS ? seconds : null;
}

function placeOf({ organization, engine, clock, deployment }: Workplace, meter: Meter) {
  const actor = { type: "job", id: "deliveries" } as const;
  const tenant: Tenant = { organization, database: openDatabase(engine, meter), clock, actor, deployment };
  return { tenant, meter };
}
