import { type TenantContext, today } from "../../commands/context";
import { advance } from "../../documents/advance";
import { announce } from "../../events/announce";
import { afterMovements, levelsOf, type Movement, openShelf, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { requireStatus } from "../../shared/transitions";
import { batchResource, pairsOfBatch, toBatch } from "./queries";
import { BATCH_ACTIONS } from "./states";
import { BATCH_TABLES } from "./tables";

/**
 * Starts a batch: all that is planned of every ingredient is set aside, of lots the one that expires first. Refuses with
 * `insufficient_stock`, naming every short ingredient.
 */
export async function startBatch(ctx: TenantContext, id: string) {
  const { batches, levels } = await ctx.read({ batches: batchResource.byId(id), levels: levelsOf(pairsOfBatch(id)) });
  const batch = batchResource.required(batches);
  requireStatus("production batch", batch, BATCH_ACTIONS, "start");

  const shelf = openShelf(levels, today(ctx));
  const movements = batch.items.flatMap((line) =>
    shelf.reserveAll(line, line.planned_quantity).map(({ lot, quantity }): Movement => {
      const { id: line_id, variant_id, location_id } = line;
      return { type: "production_reserved", variant_id, location_id, line_id, lot, quantity, reference_id: id };
    }),
  );
  refuseAll(shelf.problems);
  const next = advance(ctx, BATCH_TABLES, batch, {
    status: "in_progress",
    started_at: timestamp(ctx.now),
    items: afterMovements(batch.items, movements),
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
