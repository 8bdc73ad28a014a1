import { events } from "../../drizzle/tenant";
import type { TenantContext } from "../commands/context";
import type { Step } from "../commands/step";
import { dueOf, KEPT_MS, oldestKept, portionBefore } from "../data/retention";

/** Deletes events older than 30 days. */
export const clearOldEvents: Step = {
  name: "clear_old_events",
  run: (ctx) => portionBefore(ctx, events, oldestKept(ctx), "events_deleted"),
};

/** When `clearOldEvents` will have something to delete, judging by the current data; null if there is nothing. */
export function oldEventsDue(ctx: TenantContext): Promise<Date | null> {
  return dueOf(ctx, events, KEPT_MS);
}
