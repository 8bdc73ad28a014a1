import { events } from "../../drizzle/tenant";
import type { TenantContext } from "../commands/context";
import type { Step } from "../commands/step";
import { dueOf, portionBefore } from "../data/retention";
import { timestamp } from "../shared/clock";

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Deletes events older than 30 days. */
export const clearOldEvents: Step = {
  name: "clear_old_events",
  run: (ctx) => portionBefore(ctx, events, timestamp(new Date(ctx.now.getTime() - KEPT_MS)), "events_deleted"),
};

/** When `clearOldEvents` will have something to delete, judging by the current data; null if there is nothing. */
export function oldEventsDue(ctx: TenantContext): Promise<Date | null> {
  return dueOf(ctx, events, KEPT_MS);
}
