import { sql } from "drizzle-orm";
import type * as z from "zod";
import { production_batch_inputs, production_batches, type StoredBatchInput } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { takeLocks } from "../../data/locks";
import { insertRows } from "../../data/rows";
import { documentHead, sequenceOf } from "../../documents/head";
import { references } from "../../documents/references";
import { reserveLines } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { type Allocation, levelsOf, openAllocation } from "../../ledger";
import { DomainError, type Problem, refuse, refuseAll } from "../../shared/errors";
import { lineId } from "../../shared/ids";
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
 * Plans a batch: its inputs are the recipe's, as it stands, scaled to what is planned. It moves and reserves no stock, but
 * refuses with `insufficient_stock`, naming every short ingredient, what could not be started now.
 */
export async function createBatch(ctx: TenantContext, input: Input) {
  const { recipe_id, location_id } = input;
  const referred = references({ locations: [{ id: location_id, field: "location_id" }] });
  const {
    recipe: [recipe],
    last: [last],
    cancelled,
    locks,
    levels,
    ...places
  } = await ctx.read({
    recipe: recipeResource.byId(recipe_id),
    last: lastBatchOf(recipe_id),
    cancelled: cancelledSince(recipe_id),
    locks: readBatchesLock(recipe_id),
    ...referred.queries,
    levels: levelsOf(sql`SELECT variant_id, ${location_id} FROM recipe_items
      WHERE document_sequence = (SELECT sequence FROM recipes WHERE id = ${recipe_id})`),
  });
  const { problems } = referred.pair(places);
  if (!recipe) throw new DomainError([NO_RECIPE, ...problems]);
  refuseAll([...recipeProblems(recipe, input.planned_quantity), ...problems]);

  const batch = plan(ctx, input, recipe, cancelled, last);
  refuseShort(batch, openAllocation(levels, today(ctx)));

  const answer = toBatch(batch);
  const { sequence, items, output_sku, output_decimals, output_lot, output_lot_tracked, ...head } = batch;
  const { output_shelf_life_days, ...row } = head;
  return ctx.commit(
    [
      ...takeLocks(locks),
      build.insert(production_batches).values(row),
      insertRows(production_batch_inputs, items, { document_sequence: sequenceOf("production_batches", batch.id) }),
      announce(ctx, "production_batch.created", { production_batch: answer }),
    ],
    answer,
  );
}

/** Refuses a batch that could not be started now; what it reserves is dropped. */
function refuseShort({ id, items }: StoredBatch, allocation: Allocation): void {
  reserveLines({ type: "production_batch", id }, items, allocation, plannedQuantity);
}

/** Scales the recipe, rounding on from where its last batch left off, unless the recipe has changed since. */
function plan(
  ctx: TenantContext,
  { number, notes, ...input }: Input,
  recipe: StoredRecipe,
  cancelled: readonly StoredBatch[],
  last?: StoredBatch,
): StoredBatch {
  const head = documentHead(ctx, "production_batch", "PB", number);
  const planned_quantity = toScaled(input.planned_quantity);
  const carryOf = carries(recipe, cancelled, last);
  const items = recipe.items.map((item, index): StoredBatchInput => {
    const { variant_id, sku, quantity_decimals } = item;
    const proportion = { ...item, output_quantity: recipe.output_quantity, planned_quantity };
    const { planned, carry, remainder } = scale(proportion, carryOf(variant_id));
    if (planned > toScaled(MAX_QUANTITY)) {
      throw refuse(
        "validation_failed",
        `The batch would need more than ${MAX_QUANTITY} of ${sku}. Reduce planned_quantity.`,
        {
          field: "planned_quantity",
        },
      );
    }
    return {
      id: lineId(head.id, index + 1),
      position: index + 1,
      variant_id,
      sku,
      location_id: input.location_id,
      quantity_decimals,
      lot_tracked: false,
      variant_cost: null,
      planned_quantity: planned,
      actual_quantity: null,
      waste_quantity: null,
      carry,
      remainder,
      reserved_quantity: 0,
      lots: [],
    };
  });
  const { output_variant_id, output_sku, output_decimals } = recipe;
  return {
    ...head,
    status: "planned",
    recipe_id: recipe.id,
    recipe_version: recipe.version,
    cancel_number: null,
    cancellations_settled: Math.max(
      last?.cancellations_settled ?? 0,
      ...cancelled.map(({ cancel_number }) => cancel_number ?? 0),
    ),
    location_id: input.location_id,
    ...{ output_variant_id, output_sku, output_decimals },
    output_lot_tracked: false,
    output_shelf_life_days: null,
    output_lot: null,
    output_lot_id: null,
    planned_quantity,
    actual_quantity_produced: null,
    unit_cost: null,
    notes,
    metadata: input.metadata,
    cancel_reason: null,
    planned_at: head.created_at,
    started_at: null,
    completed_at: null,
    cancelled_at: null,
    items,
  };
}

/** What rounding has left over of each ingredient since the recipe is as it is, by batches that were not cancelled. */
function carries(recipe: StoredRecipe, cancelled: readonly StoredBatch[], last?: StoredBatch) {
  if (last?.recipe_version !== recipe.version) return () => NO_CARRY;
  const given_back = cancelled.filter(({ recipe_version }) => recipe_version === recipe.version);
  const of = (batch: StoredBatch, variant_id: string) => batch.items.find((item) => item.variant_id === variant_id);
  return (variant_id: string) => {
    const remainders = given_back.flatMap((batch) => of(batch, variant_id)?.remainder ?? []);
    return withoutCancelled(of(last, variant_id)?.carry ?? NO_CARRY, remainders);
  };
}

function recipeProblems(recipe: StoredRecipe, planned_quantity: number): Problem[] {
  const wrong = (field: string, message: string): Problem => ({ code: "validation_failed", message, field });
  const output = { sku: recipe.output_sku, quantity_decimals: recipe.output_decimals };
  const archived = [
    ...(recipe.output_status === "archived" ? [recipe.output_sku] : []),
    ...recipe.items.filter((item) => item.variant_status === "archived").map(({ sku }) => sku),
  ];
  return [
    ...(recipe.status === "archived"
      ? [wrong("recipe_id", "This recipe is archived. Restore it, or use another.")]
      : []),
    ...archived.map((sku) => wrong("recipe_id", `The variant ${sku} is archived. Restore it, or change the recipe.`)),
    ...tooFine(output, planned_quantity, "planned_quantity"),
  ];
}
