import { type TenantContext, today } from "../../commands/context";
import { advance } from "../../documents/advance";
import { reserveLines } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { openAllocation, post, stockForLines, stockIn } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { batchResource, linesOfBatch, toBatch } from "./queries";
import { BATCH_ACTIONS, plannedQuantity } from "./states";
import { BATCH_TABLES } from "./tables";

/**
 * Starts a batch by reserving the planned quantity of every input: reserved rises, on hand does not change. Lots are
 * reserved first expired, first out. Refuses with `insufficient_stock`, naming every input that is short, and with
 * `invalid_status` a batch that is not planned.
 */
export async function startBatch(ctx: TenantContext, id: string) {
  const { batches, ...stock } = await ctx.read({
    batches: batchResource.byId(id),
    ...stockForLines(ctx, linesOfBatch(id)),
  });
  const batch = batchResource.required(batches);
  requireStatus("production batch", batch, BATCH_ACTIONS, "start");

  const allocation = openAllocation(stockIn(stock), today(ctx));
  const { items, movements } = reserveLines({ type: "production_batch", id }, batch.items, allocation, plannedQuantity);
  const next = advance(ctx, BATCH_TABLES, batch, {
    status: "in_progress",
    started_at: timestamp(ctx.now),
    items,
  });
  const response = toBatch(next.document);
  return ctx.commit(
    [
      ...next.statements,
      ...post(ctx, movements),
      announce(ctx, "production_batch.started", { production_batch: response }),
    ],
    response,
  );
}
