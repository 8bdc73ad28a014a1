import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { announceCount } from "./announce";
import { requireCycleCount, selectCycleCount, toCycleCount } from "./queries";
import { CYCLE_COUNT_ACTIONS } from "./states";
import { CYCLE_COUNT_TABLES } from "./tables";

/** Opens a count for counted quantities. Changes no stock, and blocks none. Refuses with `invalid_status`. */
export async function startCycleCount(ctx: TenantContext, id: string) {
  const { heads, items } = await ctx.read(selectCycleCount(id));
  const count = requireCycleCount(heads, items);
  requireStatus("cycle count", count, CYCLE_COUNT_ACTIONS, "start");
  const next = advance(ctx, CYCLE_COUNT_TABLES, count, { status: "in_progress", started_at: timestamp(ctx.now) });
  const response = toCycleCount(next.document);
  return ctx.commit([...next.statements, announceCount(ctx, "started", response)], response);
}
