import { type SQL, sql } from "drizzle-orm";
import {
  production_batch_documents,
  production_batch_inputs,
  production_batches,
  type StoredBatchInput,
} from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { readLock } from "../../data/locks";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { bytesOfLinesWithLots } from "../../documents/bytes";
import { toLineLots } from "../../ledger";
import { refuseAll } from "../../shared/errors";
import { moduleProblems } from "../../shared/organization";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";
import type { ProductionBatchStatus } from "../../shared/statuses";

/** A production batch as stored: quantities and money are scaled. */
export type StoredBatch = typeof production_batch_documents.$inferSelect;

/** A production batch as the API returns it. */
export function toBatch(batch: StoredBatch) {
  return {
    id: batch.id,
    number: batch.number,
    status: batch.status,
    recipe_id: batch.recipe_id,
    location_id: batch.location_id,
    output_variant_id: batch.output_variant_id,
    output_sku: batch.output_sku,
    planned_quantity: fromScaled(batch.planned_quantity),
    actual_quantity_produced: fromScaledOrNull(batch.actual_quantity_produced),
    yield_percent: yieldPercent(batch),
    input_value: fromScaledOrNull(batch.input_value),
    unit_cost: fromScaledOrNull(batch.unit_cost),
    notes: batch.notes,
    metadata: batch.metadata,
    cancel_reason: batch.cancel_reason,
    inputs: batch.items.map(toInput),
    outputs: toOutputs(batch),
    planned_at: batch.planned_at,
    started_at: batch.started_at,
    completed_at: batch.completed_at,
    cancelled_at: batch.cancelled_at,
    version: batch.version,
    created_at: batch.created_at,
    updated_at: batch.updated_at,
  };
}

function toInput(input: StoredBatchInput) {
  return {
    id: input.id,
    variant_id: input.variant_id,
    sku: input.sku,
    planned_quantity: fromScaled(input.planned_quantity),
    reserved_quantity: fromScaled(input.reserved_quantity),
    actual_quantity: fromScaledOrNull(input.actual_quantity),
    waste_quantity: fromScaledOrNull(input.waste_quantity),
    lots: toLineLots(input.lots),
  };
}

/** What a batch produced; nothing before it is completed, or if nothing came of it. */
function toOutputs({
  actual_quantity_produced,
  output_variant_id,
  output_sku,
  output_lot_id,
  output_lot,
}: StoredBatch) {
  if (!actual_quantity_produced) return [];
  return [
    {
      variant_id: output_variant_id,
      sku: output_sku,
      quantity: fromScaled(actual_quantity_produced),
      lot_id: output_lot_id,
      lot_number: output_lot?.lot_number ?? null,
      expiry_date: output_lot?.expiry_date ?? null,
    },
  ];
}

/** The quantity produced as a percentage of the quantity planned, with four decimals; null before it is completed. */
function yieldPercent({ planned_quantity, actual_quantity_produced }: StoredBatch): number | null {
  if (actual_quantity_produced === null) return null;
  return fromScaled(Math.round((actual_quantity_produced / planned_quantity) * 1_000_000));
}

/** Selects the last batch of a recipe. */
export function lastBatchOf(recipe_id: string) {
  return build
    .select()
    .from(production_batch_documents)
    .where(
      sql`sequence = (SELECT sequence FROM production_batches WHERE recipe_id = ${recipe_id} ORDER BY sequence DESC LIMIT 1)`,
    );
}

/**
 * Selects the batches of a recipe that were cancelled after its last batch was planned: their remainders are still in
 * the carry.
 */
export function cancelledSince(recipe_id: string) {
  return build
    .select()
    .from(production_batch_documents)
    .where(
      sql`recipe_id = ${recipe_id} AND cancel_number > coalesce((SELECT cancellations_settled FROM production_batches
        WHERE recipe_id = ${recipe_id} ORDER BY sequence DESC LIMIT 1), 0)`,
    );
}

/**
 * Reads the lock of a recipe's batches: a new batch depends on what the rounding of the last one, and the cancellations
 * since, have left over.
 */
export function readBatchesLock(recipe_id: string | SQL) {
  return readLock("production_batches", recipe_id);
}

/** The id of a batch's recipe, as SQL. */
export function recipeOf(id: string): SQL {
  return sql`(SELECT recipe_id FROM production_batches WHERE id = ${id})`;
}

/** Selects the highest `cancel_number` among the batches of a batch's recipe: how many have been cancelled. */
export function lastCancelNumber(id: string) {
  return build.select({ last: sql<number>`last` }).from(
    sql`(SELECT coalesce(max(o.cancel_number), 0) AS last FROM production_batches b
        CROSS JOIN production_batches o ON o.recipe_id = b.recipe_id
          AND o.cancel_number IS NOT NULL WHERE b.id = ${id})`,
  );
}

/** What is consumed of an input, in stored units; as planned, where it is null. */
type Consumption = { id: string; used: number | null; wasted: number };

/** Selects what a batch consumes of its inputs, for `stockForLines`: as planned, unless `consumption` says otherwise. */
export function linesOfBatch(id: string, consumption: readonly Consumption[] = []): SQL {
  const by_line = JSON.stringify(Object.fromEntries(consumption.map(({ id, used, wasted }) => [id, [used, wasted]])));
  return sql`SELECT i.id AS line_id, i.variant_id, b.location_id,
      coalesce(${by_line} ->> ('$."' || i.id || '"[0]'), i.planned_quantity)
        + coalesce(${by_line} ->> ('$."' || i.id || '"[1]'), 0) AS quantity
    FROM production_batches b CROSS JOIN production_batch_inputs i ON i.document_sequence = b.sequence WHERE b.id = ${id}`;
}

export const batchResource = resource({
  name: "production batch",
  table: production_batches,
  bytes: bytesOfRow(["notes", "metadata"], bytesOfLinesWithLots(production_batch_inputs)),
  select: (where, order) => build.select().from(production_batch_documents).where(where).orderBy(order),
  render: () => toBatch,
});

/**
 * The batch that was selected. Without the module manufacturing an existing batch can still be read and cancelled, so that
 * what it reserves is never stuck; any other id is then 403 `module_disabled` instead of 404 `not_found`.
 */
export function batchEvenWithoutModule({ organization }: TenantContext, rows: readonly StoredBatch[]): StoredBatch {
  if (rows.length === 0) refuseAll(moduleProblems(organization, "manufacturing"));
  return batchResource.required(rows);
}

/** Returns a batch, also without the module. */
export async function getBatch(ctx: TenantContext, id: string) {
  const { batches } = await ctx.read({ batches: batchResource.byId(id) });
  return toBatch(batchEvenWithoutModule(ctx, batches));
}

type Filters = {
  status?: ProductionBatchStatus[] | undefined;
  recipe_id?: string | undefined;
  location_id?: string | undefined;
};

/** A page of the production batches that match all filters, newest first. */
export function listBatches(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, filters] = splitRequest(query);
  return batchResource.list(ctx, request, { where: equalTo(filters) });
}
