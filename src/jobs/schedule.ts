import type { TenantContext } from "../commands/context";
import { clearOldRecords, oldRecordsDue } from "../commands/idempotency";
import { clearOldEvents, oldEventsDue } from "./clear_old_events";

/**
 * A job runs on one organization, as a command; run twice, or by two at once, it does no more than once. It does a bounded
 * portion of its work, and returns whether there is more to do.
 */
export type Job = {
  name: string;
  run(ctx: TenantContext): Promise<boolean>;
  /** When there will be something to do, as things stand; null if there is nothing. */
  due(ctx: TenantContext): Promise<Date | null>;
};

/** What runs when; `wrangler.toml` names the same crons. */
export const SCHEDULE: Readonly<Record<string, readonly Job[]>> = {
  "0 * * * *": [
    { name: "clear_old_events", run: clearOldEvents, due: oldEventsDue },
    { name: "clear_old_idempotency_keys", run: clearOldRecords, due: oldRecordsDue },
  ],
};

/** All jobs, whenever they run. */
export const JOBS: readonly Job[] = Object.values(SCHEDULE).flat();
