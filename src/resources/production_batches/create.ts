import { sql } from "drizzle-orm";
import type * as z from "zod";
import { production_batch_inputs, production_batches, type StoredBatchInput } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { takeLocks } from "../../data/locks";
import { insertRows } from "../../data/rows";
import { onlyIf } from "../../data/unchanged";
import { documentHead, sequenceOf } from "../../documents/head";
import { numberLines } from "../../documents/new_lines";
import { references } from "../../documents/references";
import { reserveLines } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { levelsOf, openAllocation, stockWithoutLots } from "../../ledger";
import { DomainError, type Problem, refuse, refuseAll } from "../../shared/errors";
import { MAX_QUANTITY, tooFine, toScaled } from "../../shared/quantity";
import { recipeResource, type StoredRecipe } from "../recipes/queries";
import { cancelledSince, lastBatchOf, readBatchesLock, type StoredBatch, toBatch } from "./queries";
import { NO_CARRY, scale, withoutCancelled } from "./scale";
import type { NewBatch } from "./schemas";
import { plannedQuantity } from "./states";

type Input = z.output<typeof NewBatch>;

const NO_RECIPE: Problem = {
  code: "validation_failed",
  message: "No recipe has this id. Look it up under /api/v1/recipes.",
  field: "recipe_id",
};

/**
 * Plans a batch of a recipe: its inputs are the recipe's items, scaled to the quantity planned. It moves and reserves
 * no stock, but refuses with `insufficient_stock`, naming every input that is short, a batch that could not be started
 * now. Refuses with `validation_failed` a recipe, location or variant that does not exist or is archived, and with
 * `already_exists` a number that is taken.
 */
export async function createBatch(ctx: TenantContext, input: Input) {
  const { recipe_id, location_id } = input;
  const referred = references({ locations: [{ id: location_id, field: "location_id" }] });
  const { recipes, last_batches, cancelled, locks, levels, ...rows } = await ctx.read({
    ...referred.queries,
    recipes: recipeResource.byId(recipe_id),
    last_batches: lastBatchOf(recipe_id),
    cancelled: cancelledSince(recipe_id),
    locks: readBatchesLock(recipe_id),
    levels: levelsOf(
      ctx,
      sql`SELECT variant_id, ${location_id} FROM recipe_items
      WHERE document_sequence = (SELECT sequence FROM recipes WHERE id = ${recipe_id})`,
    ),
  });
  const { problems } = referred.pair(rows);
  const [recipe] = recipes;
  if (!recipe) throw new DomainError([NO_RECIPE, ...problems]);
  refuseAll([...recipeProblems(recipe, input.planned_quantity), ...problems]);

  const batch = draftBatch(ctx, input, recipe, cancelled, last_batches[0]);
  // Refuses what is short; a planned batch reserves nothing, so the reservation itself is dropped.
  const allocation = openAllocation(stockWithoutLots(levels), today(ctx));
  reserveLines({ type: "production_batch", id: batch.id }, batch.items, allocation, plannedQuantity);

  const response = toBatch(batch);
  return ctx.commit(
    [
      ...takeLocks(locks),
      onlyIf(sql`EXISTS (SELECT 1 FROM recipes WHERE id = ${recipe.id} AND version = ${recipe.version})`),
      build.insert(production_batches).values(headRow(batch)),
      insertRows(production_batch_inputs, batch.items, {
        document_sequence: sequenceOf("production_batches", batch.id),
      }),
      announce(ctx, "production_batch.created", { production_batch: response }),
    ],
    response,
  );
}

function draftBatch(
  ctx: TenantContext,
  { number, location_id, notes, metadata, ...input }: Input,
  recipe: StoredRecipe,
  cancelled: readonly StoredBatch[],
  last: StoredBatch | undefined,
): StoredBatch {
  const head = documentHead(ctx, "production_batch", "PB", number);
  const planned_quantity = toScaled(input.planned_quantity);
  const cancel_numbers = cancelled.map(({ cancel_number }) => cancel_number ?? 0);
  return {
    ...head,
    status: "planned",
    recipe_id: recipe.id,
    recipe_version: recipe.version,
    cancel_number: null,
    cancellations_settled: Math.max(last?.cancellations_settled ?? 0, ...cancel_numbers),
    location_id,
    output_variant_id: recipe.output_variant_id,
    output_sku: recipe.output_sku,
    output_decimals: recipe.output_decimals,
    output_lot_tracked: false,
    output_shelf_life_days: null,
    output_lot: null,
    output_lot_id: null,
    planned_quantity,
    actual_quantity_produced: null,
    input_value: null,
    unit_cost: null,
    notes,
    metadata,
    cancel_reason: null,
    planned_at: head.created_at,
    started_at: null,
    completed_at: null,
    cancelled_at: null,
    items: draftInputs({ id: head.id, location_id, planned_quantity }, recipe, openCarries(recipe, cancelled, last)),
  };
}

/** The recipe's items scaled to the quantity planned; `carryOf` returns the carry of a variant. */
function draftInputs(
  { id: batch_id, location_id, planned_quantity }: Pick<StoredBatch, "id" | "location_id" | "planned_quantity">,
  recipe: StoredRecipe,
  carryOf: (variant_id: string) => string,
): StoredBatchInput[] {
  const inputs = recipe.items.map((item) => {
    const { variant_id, sku, quantity_decimals } = item;
    const proportion = { ...item, output_quantity: recipe.output_quantity, planned_quantity };
    const { planned, carry, remainder } = scale(proportion, carryOf(variant_id));
    if (planned > toScaled(MAX_QUANTITY)) throw quantityTooHigh(sku);
    return {
      variant_id,
      sku,
      location_id,
      quantity_decimals,
      lot_tracked: false,
      planned_quantity: planned,
      actual_quantity: null,
      waste_quantity: null,
      carry,
      remainder,
      reserved_quantity: 0,
      lots: [],
    };
  });
  return numberLines(batch_id, inputs);
}

function quantityTooHigh(sku: string): DomainError {
  const message = `The batch would need more than ${MAX_QUANTITY} of ${sku}. Reduce planned_quantity.`;
  return refuse("validation_failed", message, { field: "planned_quantity" });
}

/**
 * Returns the carry of each ingredient: what rounding has left over since the recipe last changed, in batches that were
 * not cancelled.
 */
function openCarries(recipe: StoredRecipe, cancelled: readonly StoredBatch[], last: StoredBatch | undefined) {
  if (last?.recipe_version !== recipe.version) return () => NO_CARRY;
  const cancelled_of_version = cancelled.filter(({ recipe_version }) => recipe_version === recipe.version);
  const inputOf = (batch: StoredBatch, variant_id: string) =>
    batch.items.find((item) => item.variant_id === variant_id);
  return (variant_id: string) => {
    const remainders = cancelled_of_version.flatMap((batch) => inputOf(batch, variant_id)?.remainder ?? []);
    return withoutCancelled(inputOf(last, variant_id)?.carry ?? NO_CARRY, remainders);
  };
}

/** The columns of the head's own table, without those that the document view adds. */
function headRow(batch: StoredBatch) {
  const { sequence, items, output_sku, output_decimals, output_lot, ...columns } = batch;
  const { output_lot_tracked, output_shelf_life_days, ...row } = columns;
  return row;
}

function recipeProblems(recipe: StoredRecipe, planned_quantity: number): Problem[] {
  const invalid = (message: string): Problem => ({ code: "validation_failed", message, field: "recipe_id" });
  const output = { sku: recipe.output_sku, quantity_decimals: recipe.output_decimals };
  const archived_skus = [
    ...(recipe.output_status === "archived" ? [recipe.output_sku] : []),
    ...recipe.items.filter((item) => item.variant_status === "archived").map(({ sku }) => sku),
  ];
  return [
    ...(recipe.status === "archived" ? [invalid("This recipe is archived. Restore it, or use another.")] : []),
    ...archived_skus.map((sku) => invalid(`The variant ${sku} is archived. Restore it, or change the recipe.`)),
    ...tooFine(output, planned_quantity, "planned_quantity"),
  ];
}
