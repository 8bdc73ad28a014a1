import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { cycleCountById, found, toCycleCount } from "./queries";
import { CYCLE_COUNT_ACTIONS } from "./states";
import { CYCLE_COUNT_TABLES } from "./tables";

/** Opens a count for counting. Sales and receipts go on meanwhile. */
export async function startCycleCount(ctx: TenantContext, id: string) {
  const { heads, items } = await ctx.read(cycleCountById(id));
  const count = found(heads, items);
  requireStatus("cycle count", count, CYCLE_COUNT_ACTIONS, "start");
  const next = advance(ctx, CYCLE_COUNT_TABLES, count, { status: "in_progress", started_at: timestamp(ctx.now) });
  return ctx.commit(next.statements, toCycleCount(next.document));
}
