import type * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { takeLocks } from "../../data/locks";
import { advance } from "../../documents/advance";
import { releaseMovements } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { afterMovements, openAllocation, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { batchEvenWithoutModule, batchResource, lastCancelNumber, readBatchesLock, recipeOf, toBatch } from "./queries";
import type { CancelBatch } from "./schemas";
import { BATCH_ACTIONS } from "./states";
import { BATCH_TABLES } from "./tables";

/**
 * Cancels a batch and releases its reservations: reserved falls, on hand does not change. What its rounding left over
 * is not carried to the recipe's next batches. Refuses with `invalid_status` a batch that is completed or cancelled.
 * Needs no module, so that reservations are never stuck.
 */
export async function cancelBatch(ctx: TenantContext, id: string, { reason }: z.output<typeof CancelBatch>) {
  const { batches, cancellations, locks } = await ctx.read({
    batches: batchResource.byId(id),
    cancellations: lastCancelNumber(id),
    locks: readBatchesLock(recipeOf(id)),
  });
  const batch = batchEvenWithoutModule(ctx, batches);
  requireStatus("production batch", batch, BATCH_ACTIONS, "cancel");

  const allocation = openAllocation([], today(ctx));
  const releases = batch.items.flatMap((line) =>
    releaseMovements({ type: "production_batch", id }, line, allocation.release(line)),
  );
  const next = advance(ctx, BATCH_TABLES, batch, {
    status: "cancelled",
    cancelled_at: timestamp(ctx.now),
    cancel_reason: reason,
    cancel_number: (cancellations[0]?.last ?? 0) + 1,
    items: afterMovements(batch.items, releases),
  });
  const response = toBatch(next.document);
  return ctx.commit(
    [
      ...takeLocks(locks),
      ...next.statements,
      ...post(ctx, releases),
      announce(ctx, "production_batch.cancelled", { production_batch: response }),
    ],
    response,
  );
}
