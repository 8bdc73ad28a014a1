import type { TenantContext } from "../commands/context";
import { clearOldEvents } from "./clear_old_events";

/** A job runs on one organization, as a command; run twice, or by two at once, it does no more than once. */
export type Job = { name: string; run(ctx: TenantContext): Promise<unknown> };

/** What runs when; `wrangler.toml` names the same crons. */
export const SCHEDULE: Readonly<Record<string, readonly Job[]>> = {
  "0 * * * *": [{ name: "clear_old_events", run: clearOldEvents }],
};
