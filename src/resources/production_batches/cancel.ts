import type * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { takeLocks } from "../../data/locks";
import { advance } from "../../documents/advance";
import { announce } from "../../events/announce";
import { afterMovements, openShelf, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { batchById, cancellationsBeside, found, readBatchesLock, recipeOf, toBatch } from "./queries";
import { released } from "./release";
import type { CancelBatch } from "./schemas";
import { BATCH_ACTIONS } from "./states";
import { BATCH_TABLES } from "./tables";

/**
 * Drops a batch: what was set aside for it becomes available again, and nothing was used; what it rounded is not carried on.
 */
export async function cancelBatch(ctx: TenantContext, id: string, { reason }: z.output<typeof CancelBatch>) {
  const [batches, [cancelled], locks] = await ctx.read([
    batchById(id),
    cancellationsBeside(id),
    readBatchesLock(recipeOf(id)),
  ]);
  const batch = found(batches);
  requireStatus("production batch", batch, BATCH_ACTIONS, "cancel");
  const shelf = openShelf([], today(ctx));
  const movements = batch.items.flatMap((line) => released(id, line, shelf.release(line)));
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
