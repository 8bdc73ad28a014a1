import { variants } from "../../drizzle/tenant";
import type { TenantContext } from "../commands/context";
import { oldRecords, oldRecordsDue } from "../commands/idempotency";
import type { Step } from "../commands/step";
import { build } from "../data/database";
import { learnLeadTimes } from "../resources/forecasts/learn_lead_times";
import { learnPatterns } from "../resources/forecasts/learn_patterns";
import { refreshForecasts } from "../resources/forecasts/refresh";
import { findInsights } from "../resources/insights/find";
import { addDays, dateIn, momentIn } from "../shared/clock";
import type { JobName } from "../shared/jobs";
import type { Organization } from "../shared/organization";
import { clearOldEvents, oldEventsDue } from "./clear_old_events";

/** The cron of `wrangler.toml`. At each tick, messages are sent for the jobs that are due (`src/jobs/dispatch.ts`). */
export const CRON = "* * * * *";

type Calendar = Pick<Organization, "timezone">;

/** A job of each organization. It runs once in each of its periods, whose names are in the order of time. */
type Job = {
  /** They run one after the other. A step that fails doesn't stop the next. */
  steps: readonly Step[];
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

const HOUR_MS = 60 * 60 * 1000;

/** Nights begin at this time of the organization's clocks. */
const NIGHT = "02:30";

export const JOBS: Readonly<Record<JobName, Job>> = {
  hourly: {
    steps: [{ name: "clear_old_idempotency_keys", run: oldRecords }],
    period: (_, now) => now.toISOString().slice(0, "2026-11-26T13".length),
    next: (_, now) => new Date((Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS),
    wanted: oldRecordsDue,
  },
  nightly: {
    steps: [learnLeadTimes, learnPatterns, refreshForecasts, findInsights, clearOldEvents],
    period: ({ timezone }, now) => nightOf(timezone, now),
    next: ({ timezone }, now) => momentIn(timezone, addDays(nightOf(timezone, now), 1), NIGHT),
    async wanted(ctx) {
      return (await hasVariants(ctx)) ? ctx.now : oldEventsDue(ctx);
    },
  },
};

/** The date of the last night that has begun. */
function nightOf(timezone: string, now: Date): string {
  const date = dateIn(timezone, now);
  return now >= momentIn(timezone, date, NIGHT) ? date : addDays(date, -1);
}

async function hasVariants(ctx: TenantContext): Promise<boolean> {
  const { some } = await ctx.read({ some: build.select({ sequence: variants.sequence }).from(variants).limit(1) });
  return some.length > 0;
}
