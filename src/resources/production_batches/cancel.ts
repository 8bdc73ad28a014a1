import type * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { takeLocks } from "../../data/locks";
import { advance } from "../../documents/advance";
import { releaseMovements } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { afterMovements, openAllocation, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { batchResource, cancellationsBeside, readBatchesLock, recipeOf, toBatch } from "./queries";
import type { CancelBatch } from "./schemas";
import { BATCH_ACTIONS } from "./states";
import { BATCH_TABLES } from "./tables";

/**
 * Drops a batch: what was set aside for it becomes available again, and nothing was used; what it rounded is not carried on.
 */
export async function cancelBatch(ctx: TenantContext, id: string, { reason }: z.output<typeof CancelBatch>) {
  const {
    batches,
    cancelled: [cancelled],
    locks,
  } = await ctx.read({
    batches: batchResource.byId(id),
    cancelled: cancellationsBeside(id),
    locks: readBatchesLock(recipeOf(id)),
  });
  const batch = batchResource.required(batches);
  requireStatus("production batch", batch, BATCH_ACTIONS, "cancel");
  const allocation = openAllocation([], today(ctx));
  const movements = batch.items.flatMap((line) =>
    releaseMovements({ type: "production_batch", id }, line, allocation.release(line)),
  );
  const next = advance(ctx, BATCH_TABLES, batch, {
    status: "cancelled",
    cancelled_at: timestamp(ctx.now),
    cancel_reason: reason,
    cancel_number: (cancelled?.last ?? 0) + 1,
    items: afterMovements(batch.items, movements),
  });
  const answer = toBatch(next.document);
  return ctx.commit(
    [
      ...takeLocks(locks),
      ...next.statements,
      ...post(ctx, movements),
      announce(ctx, "production_batch.cancelled", { production_batch: answer }),
    ],
    answer,
  );
}
