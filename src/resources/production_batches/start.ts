import { type TenantContext, today } from "../../commands/context";
import { advance } from "../../documents/advance";
import { reserveLines } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { levelsOf, openAllocation, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { batchResource, pairsOfBatch, toBatch } from "./queries";
import { BATCH_ACTIONS, plannedQuantity } from "./states";
import { BATCH_TABLES } from "./tables";

/**
 * Starts a batch: all that is planned of every ingredient is set aside, of lots the one that expires first. Refuses with
 * `insufficient_stock`, naming every short ingredient.
 */
export async function startBatch(ctx: TenantContext, id: string) {
  const { batches, levels } = await ctx.read({ batches: batchResource.byId(id), levels: levelsOf(pairsOfBatch(id)) });
  const batch = batchResource.required(batches);
  requireStatus("production batch", batch, BATCH_ACTIONS, "start");

  const allocation = openAllocation(levels, today(ctx));
  const { items, movements } = reserveLines({ type: "production_batch", id }, batch.items, allocation, plannedQuantity);
  const next = advance(ctx, BATCH_TABLES, batch, {
    status: "in_progress",
    started_at: timestamp(ctx.now),
    items,
  });
  const answer = toBatch(next.document);
  return ctx.commit(
    [
      ...next.statements,
      ...post(ctx, movements),
      announce(ctx, "production_batch.started", { production_batch: answer }),
    ],
    answer,
  );
}
