import { sql } from "drizzle-orm";
import { variants } from "../../drizzle/tenant";
import type { TenantContext } from "../commands/context";
import { oldRecords, oldRecordsDue } from "../commands/idempotency";
import type { Step } from "../commands/step";
import { build } from "../data/database";
import { resealSubscriptions } from "../resources/alert_subscriptions/reseal_secrets";
import { learnLeadTimes } from "../resources/forecasts/learn_lead_times";
import { learnPatterns } from "../resources/forecasts/learn_patterns";
import { refreshForecasts } from "../resources/forecasts/refresh";
import { findInsights } from "../resources/insights/find";
import { clearOldArrivals } from "../resources/integrations/clear_old_deliveries";
import { resealIntegrations } from "../resources/integrations/reseal_secrets";
import { stockAlarms } from "../resources/inventory_levels/alarms";
import { announceExpiredLots, announceExpiringLots } from "../resources/lots/announce_expiry";
import { announceOverdueOrders, selectExpectedOrder } from "../resources/purchase_orders/announce_overdue";
import { clearOldDeliveries } from "../resources/webhook_endpoints/clear_old_deliveries";
import { resealEndpoints } from "../resources/webhook_endpoints/reseal_secrets";
import { addDays, lastDateOf, momentIn } from "../shared/clock";
import type { JobName, JobOfSteps } from "../shared/jobs";
import type { Organization } from "../shared/organization";
import { nextDelivery } from "../webhooks/deliver";
import { clearOldEvents, oldEventsDue } from "./clear_old_events";

/** The cron of `wrangler.toml`. At each tick, messages are sent for the jobs that are due (`src/jobs/dispatch.ts`). */
export const CRON = "* * * * *";

type Calendar = Pick<Organization, "timezone">;

/** When a job of each organization runs: once in each of its periods, whose names are in the order of time. */
type Timing = {
  /** The period that a moment belongs to. */
  period(organization: Calendar, now: Date): string;
  /** When the next period after that begins. */
  next(organization: Calendar, now: Date): Date;
  /**
   * When there will be something to do, judging by the current data; null if there is nothing. A database that has a clock of its
   * own sleeps until then (`src/jobs/own.ts`).
   */
  wanted(ctx: TenantContext): Promise<Date | null>;
};

type Job = Timing & {
  /** They run one after the other. A step that fails doesn't stop the next. */
  steps: readonly Step[];
};

const MINUTE_MS = 60 * 1000;

const HOUR_MS = 60 * 60 * 1000;

/** Nights begin at this time of the organization's clocks. */
const NIGHT = "02:30";

const clearOld = [clearOldEvents, clearOldDeliveries, clearOldArrivals];
const resealSecrets = [resealEndpoints, resealSubscriptions, resealIntegrations];

export const JOBS: Readonly<Record<JobOfSteps, Job>> = {
  hourly: {
    steps: [
      stockAlarms,
      announceExpiredLots,
      announceOverdueOrders,
      { name: "clear_old_idempotency_keys", run: oldRecords },
    ],
    period: (_, now) => now.toISOString().slice(0, "2026-11-26T13".length),
    next: (_, now) => new Date((Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS),
    async wanted(ctx) {
      return (await hasStockOrOrders(ctx)) ? ctx.now : oldRecordsDue(ctx);
    },
  },
  nightly: {
    steps: [
      ...[learnLeadTimes, learnPatterns, refreshForecasts, findInsights, announceExpiringLots],
      ...clearOld,
      ...resealSecrets,
    ],
    period: ({ timezone }, now) => lastDateOf(timezone, NIGHT, now),
    next: ({ timezone }, now) => momentIn(timezone, addDays(lastDateOf(timezone, NIGHT, now), 1), NIGHT),
    async wanted(ctx) {
      return (await hasVariants(ctx)) ? ctx.now : oldEventsDue(ctx);
    },
  },
};

/** Deliveries are looked for each minute, and run as often as there is something to send (`src/jobs/deliveries.ts`). */
const DELIVERIES: Timing = {
  period: (_, now) => now.toISOString().slice(0, "2026-11-26T13:05".length),
  next: (_, now) => new Date((Math.floor(now.getTime() / MINUTE_MS) + 1) * MINUTE_MS),
  wanted: nextDelivery,
};

/** When a job runs. */
export function timingOf(job: JobName): Timing {
  return job === "deliveries" ? DELIVERIES : JOBS[job];
}

/** Whether there is anything that may become low, expire or be overdue. */
async function hasStockOrOrders(ctx: TenantContext): Promise<boolean> {
  const { level, order } = await ctx.read({
    level: build.select({ sequence: sql<number>`sequence` }).from(sql`level_quantities`).limit(1),
    order: selectExpectedOrder(),
  });
  return level.length + order.length > 0;
}

async function hasVariants(ctx: TenantContext): Promise<boolean> {
  const { some } = await ctx.read({ some: build.select({ sequence: variants.sequence }).from(variants).limit(1) });
  return some.length > 0;
}
