import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { cycleCountById, found, toCycleCount } from "./queries";
import type { CancelCycleCount } from "./schemas";
import { CYCLE_COUNT_ACTIONS } from "./states";
import { CYCLE_COUNT_TABLES } from "./tables";

/** Drops a count; what was counted is forgotten. Changes no stock. */
export async function cancelCycleCount(ctx: TenantContext, id: string, { reason }: z.output<typeof CancelCycleCount>) {
  const { heads, items } = await ctx.read(cycleCountById(id));
  const count = found(heads, items);
  requireStatus("cycle count", count, CYCLE_COUNT_ACTIONS, "cancel");
  const next = advance(ctx, CYCLE_COUNT_TABLES, count, {
    status: "cancelled",
    cancelled_at: timestamp(ctx.now),
    cancel_reason: reason,
  });
  return ctx.commit(next.statements, toCycleCount(next.document));
}
