import { events } from "../../drizzle/tenant";
import type { TenantContext } from "../commands/context";
import { deleteBefore, dueOf } from "../data/retention";
import { timestamp } from "../shared/clock";

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Deletes events older than 30 days, one portion of them, and returns whether there are more. */
export function clearOldEvents(ctx: TenantContext): Promise<boolean> {
  return deleteBefore(ctx, events, timestamp(new Date(ctx.now.getTime() - KEPT_MS)));
}

/** When `clearOldEvents` will have something to delete, as things stand. */
export function oldEventsDue(ctx: TenantContext): Promise<Date | null> {
  return dueOf(ctx, events, KEPT_MS);
}
