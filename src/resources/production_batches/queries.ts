import { type SQL, sql } from "drizzle-orm";
import { production_batch_documents, production_batches, type StoredBatchInput } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { readLock } from "../../data/locks";
import type { PageRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { toLineLots } from "../../ledger";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";
import type { ProductionBatchStatus } from "../../shared/statuses";

/** A batch as it is stored, with its inputs: quantities and money scaled. */
export type StoredBatch = typeof production_batch_documents.$inferSelect;

/** A batch as it is answered: what it uses, what came of it, and how much of what was planned. */
export function toBatch(batch: StoredBatch) {
  const { sequence, cancel_number, cancellations_settled, recipe_version, ...document } = batch;
  const { output_decimals, output_lot_tracked, output_shelf_life_days, ...known } = document;
  const { output_lot, output_lot_id, items, planned_quantity, actual_quantity_produced: produced, ...columns } = known;
  const { id, number, status, recipe_id, location_id, output_variant_id, output_sku, unit_cost, ...rest } = columns;
  const output = {
    variant_id: output_variant_id,
    sku: output_sku,
    quantity: fromScaledOrNull(produced) ?? 0,
    lot_id: output_lot_id,
    lot_number: output_lot?.lot_number ?? null,
    expiry_date: output_lot?.expiry_date ?? null,
  };
  return {
    ...{ id, number, status, recipe_id, location_id, output_variant_id, output_sku },
    planned_quantity: fromScaled(planned_quantity),
    actual_quantity_produced: fromScaledOrNull(produced),
    yield_percent: produced === null ? null : yieldPercent(produced, planned_quantity),
    unit_cost: fromScaledOrNull(unit_cost),
    inputs: items.map(toInput),
    outputs: produced ? [output] : [],
    ...rest,
  };
}

function toInput({
  position,
  location_id,
  quantity_decimals,
  lot_tracked,
  variant_cost,
  carry,
  remainder,
  ...input
}: StoredBatchInput) {
  return {
    ...input,
    planned_quantity: fromScaled(input.planned_quantity),
    reserved_quantity: fromScaled(input.reserved_quantity),
    actual_quantity: fromScaledOrNull(input.actual_quantity),
    waste_quantity: fromScaledOrNull(input.waste_quantity),
    lots: toLineLots(input.lots),
  };
}

/** What was produced, in per cent of what was planned, to four decimals. */
function yieldPercent(produced: number, planned: number): number {
  return fromScaled(Math.round((produced / planned) * 1_000_000));
}

/** Finds the last batch of a recipe. */
export function lastBatchOf(recipe_id: string) {
  return build
    .select()
    .from(production_batch_documents)
    .where(
      sql`sequence = (SELECT sequence FROM production_batches WHERE recipe_id = ${recipe_id} ORDER BY sequence DESC LIMIT 1)`,
    );
}

/** Finds the batches of a recipe that were cancelled since its last batch was planned, and of the version it has now. */
export function cancelledSince(recipe_id: string) {
  return build
    .select()
    .from(production_batch_documents)
    .where(
      sql`recipe_id = ${recipe_id} AND cancel_number > coalesce((SELECT cancellations_settled FROM production_batches
        WHERE recipe_id = ${recipe_id} ORDER BY sequence DESC LIMIT 1), 0)`,
    );
}

/** Reads the lock of a recipe's batches: what one rounds, the next one and cancellations are decided on. */
export function readBatchesLock(recipe_id: string | SQL) {
  return readLock("production_batches", recipe_id);
}

/** The id of a batch's recipe, as SQL. */
export function recipeOf(id: string): SQL {
  return sql`(SELECT recipe_id FROM production_batches WHERE id = ${id})`;
}

/** How many batches of the same recipe as a batch's have been cancelled. */
export function cancellationsBeside(id: string) {
  return build.select({ last: sql<number>`last` }).from(
    sql`(SELECT coalesce(max(o.cancel_number), 0) AS last FROM production_batches b
        CROSS JOIN production_batches o ON o.recipe_id = b.recipe_id
          AND o.cancel_number IS NOT NULL WHERE b.id = ${id})`,
  );
}

/** Selects the pairs of variant and location of a batch's inputs, for `levelsOf`. */
export function pairsOfBatch(id: string): SQL {
  return sql`SELECT i.variant_id, b.location_id FROM production_batches b
    CROSS JOIN production_batch_inputs i ON i.document_sequence = b.sequence WHERE b.id = ${id}`;
}

export const batchResource = resource({
  name: "production batch",
  table: production_batches,
  select: (where, order) => build.select().from(production_batch_documents).where(where).orderBy(order),
  render: () => toBatch,
});

type Filters = {
  status?: ProductionBatchStatus | undefined;
  recipe_id?: string | undefined;
  location_id?: string | undefined;
};

/** Batches, newest first. */
export function listBatches(ctx: TenantContext, { page, per_page, ...filters }: Filters & PageRequest) {
  return batchResource.list(ctx, { page, per_page }, { where: equalTo(filters) });
}
