import { type SQL, sql } from "drizzle-orm";
import { production_batches } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { packed } from "../../data/packed";
import { inPortions } from "../../data/rows";
import { releasedData } from "../../documents/released";
import { announceAll } from "../../events/announce";
import type { Movement } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { type StoredBatch, toBatch } from "./queries";

type ReservedBatch = Pick<typeof production_batches.$inferSelect, "id" | "number" | "status" | "version">;

const RESERVED_BATCH = { id: sql`id`, number: sql`number`, status: sql`status`, version: sql`version` };

/** Selects the production batches whose ids `ids` selects, by what identifies them, with their status. */
export function batchesOf(ids: SQL) {
  return build
    .select({ batch: packed<ReservedBatch>(RESERVED_BATCH).as("batch") })
    .from(production_batches)
    .where(sql`id IN (${ids})`);
}

/**
 * Moves production batches whose reservations something else released (a recall) to their next version, with an event for
 * each; their status stays. `documents` are some of the batches as they were. Changes no stock: the caller posts the
 * releases. Fails the commit if a batch changed after it was read.
 */
export function touchBatches(
  ctx: TenantContext,
  batches: readonly ReservedBatch[],
  documents: readonly StoredBatch[],
  releases: readonly Movement[],
): Statement[] {
  const updated_at = timestamp(ctx.now);
  const changed = batches.map((batch) => ({ ...batch, version: batch.version + 1, updated_at }));
  const rows = changed.map(({ id, version }) => [id, version]);
  const events = releasedData("production_batch", changed, documents, releases, toBatch);
  return [
    ...inPortions(rows).map(
      (portion) => sql`UPDATE production_batches SET version = j.value ->> 1, updated_at = ${updated_at}
        FROM json_each(${JSON.stringify(portion)}) j WHERE production_batches.id = j.value ->> 0`,
    ),
    ...announceAll(ctx, "production_batch.released", events),
  ];
}
