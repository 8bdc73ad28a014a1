import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { announceCount } from "./announce";
import { requireCycleCount, selectCycleCount, toCycleCount } from "./queries";
import type { CancelCycleCount } from "./schemas";
import { CYCLE_COUNT_ACTIONS } from "./states";
import { CYCLE_COUNT_TABLES } from "./tables";

/** Cancels a count without applying what was counted. Changes no stock. Refuses with `invalid_status`. */
export async function cancelCycleCount(ctx: TenantContext, id: string, { reason }: z.output<typeof CancelCycleCount>) {
  const { heads, items } = await ctx.read(selectCycleCount(id));
  const count = requireCycleCount(heads, items);
  requireStatus("cycle count", count, CYCLE_COUNT_ACTIONS, "cancel");
  const next = advance(ctx, CYCLE_COUNT_TABLES, count, {
    status: "cancelled",
    cancelled_at: timestamp(ctx.now),
    cancel_reason: reason,
  });
  const response = toCycleCount(next.document);
  return ctx.commit([...next.statements, announceCount(ctx, "cancelled", response)], response);
}
