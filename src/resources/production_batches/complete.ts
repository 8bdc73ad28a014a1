import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { StoredBatchInput } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { moveAverageCosts } from "../../costing/moving_average";
import { advance } from "../../documents/advance";
import { releaseMovements } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { type Allocation, afterMovements, levelsOf, type Movement, openAllocation, post } from "../../ledger";
import { addDays, timestamp } from "../../shared/clock";
import { type Problem, refuse, refuseAll } from "../../shared/errors";
import { MAX_QUANTITY, tooFine, toScaled } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { lotsNamed, type NamedLot, openLotBook } from "../lots/references";
import { lotProblems } from "../variants/references";
import { rolledUpCost } from "./cost";
import { batchResource, pairsOfBatch, type StoredBatch, toBatch } from "./queries";
import type { CompleteBatch } from "./schemas";
import { BATCH_ACTIONS } from "./states";
import { BATCH_TABLES } from "./tables";

type Input = z.output<typeof CompleteBatch>;

/**
 * Completes a batch, all in one commit: of each input what was used and what was wasted leaves the shelf, its reservation
 * first, then what is available, or `insufficient_stock`; what is left of the reservation is released; the output comes in,
 * with its lot where it is tracked by them, at the cost of all that was used. A lot number that the output has already is
 * 409 `already_exists`.
 */
export async function completeBatch(ctx: TenantContext, id: string, input: Input) {
  const { batches, levels, lots } = await ctx.read({
    batches: batchResource.byId(id),
    levels: levelsOf(pairsOfBatch(id)),
    lots: lotsNamed(
      [],
      sql`SELECT output_variant_id AS variant_id, coalesce(${input.lot_number ?? null}, number) AS lot_number
      FROM production_batches WHERE id = ${id}`,
    ),
  });
  const batch = batchResource.required(batches);
  requireStatus("production batch", batch, BATCH_ACTIONS, "complete");
  refuseAll(outputProblems(batch, input, lots));

  const used = withUse(batch.items, input.inputs ?? []);
  const allocation = openAllocation(levels, today(ctx));
  const consumption = used.flatMap((line) => consume(id, line, allocation));
  refuseAll(allocation.problems);

  const produced = toScaled(input.actual_quantity_produced);
  const unit_cost = rolledUpCost(used, produced);
  if ((unit_cost ?? 0) > toScaled(MAX_QUANTITY)) throw tooDear();
  const book = openLotBook(ctx, [], { source_type: "production_batch", source_id: id });
  const lot =
    produced > 0 && batch.output_lot_tracked
      ? book.draft({ id: batch.output_variant_id }, lotOf(ctx, batch, input))
      : null;
  const { output_variant_id: variant_id, location_id } = batch;
  const output: Movement[] =
    produced > 0
      ? [{ type: "production_output", variant_id, location_id, lot, quantity: produced, unit_cost, reference_id: id }]
      : [];
  const next = advance(ctx, BATCH_TABLES, batch, {
    status: "completed",
    completed_at: timestamp(ctx.now),
    actual_quantity_produced: produced,
    unit_cost,
    output_lot_id: lot?.lot_id ?? null,
    notes: input.notes ?? batch.notes,
    items: afterMovements(used, consumption),
  });
  const answer = toBatch({ ...next.document, output_lot: lot });
  return ctx.commit(
    [
      ...next.statements,
      ...moveAverageCosts(
        ctx,
        output.map(({ quantity }) => ({ variant_id, quantity, unit_cost })),
      ),
      ...book.statements(output),
      ...post(ctx, [...consumption, ...output]),
      announce(ctx, "production_batch.completed", { production_batch: answer }),
    ],
    answer,
  );
}

function tooDear() {
  const message = `The unit cost of the output would exceed ${MAX_QUANTITY}. Check actual_quantity_produced and the costs of the inputs.`;
  return refuse("validation_failed", message, { field: "actual_quantity_produced" });
}

/** The inputs with what was used and wasted of each: as planned and none, unless the request says. */
function withUse(lines: readonly StoredBatchInput[], inputs: NonNullable<Input["inputs"]>): StoredBatchInput[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, input] of inputs.entries()) {
    const wrong = (field: string, message: string) =>
      problems.push({ code: "validation_failed", message, field: `inputs.${index}.${field}` });
    const line = lines.find((one) => one.id === input.production_batch_input_id);
    if (!line) {
      wrong("production_batch_input_id", "This batch has no input with this id. Read the batch again.");
      continue;
    }
    if (seen.has(line.id))
      wrong("production_batch_input_id", "This input is listed more than once. Combine the quantities into one entry.");
    seen.add(line.id);
    for (const field of ["actual_quantity", "waste_quantity"] as const) {
      problems.push(...tooFine(line, input[field], `inputs.${index}.${field}`));
    }
  }
  refuseAll(problems);
  return lines.map((line) => {
    const said = inputs.find((input) => input.production_batch_input_id === line.id);
    const { actual_quantity, waste_quantity } = said ?? {};
    return {
      ...line,
      actual_quantity: actual_quantity === undefined ? line.planned_quantity : toScaled(actual_quantity),
      waste_quantity: toScaled(waste_quantity ?? 0),
    };
  });
}

/** Takes what was used of an input and what was wasted, as two entries, and releases the rest. */
function consume(batch_id: string, line: StoredBatchInput, allocation: Allocation): Movement[] {
  const { id: line_id, variant_id, location_id, variant_cost: unit_cost } = line;
  const document = { type: "production_batch", id: batch_id } as const;
  const used = (type: "production_consumed" | "production_waste", quantity: number) => {
    const parts = allocation.take(line, quantity);
    const taken = parts.taken.map((part): Movement => {
      return { type, variant_id, location_id, line_id, ...part, unit_cost, reference_id: batch_id };
    });
    return [...releaseMovements(document, line, parts.released), ...taken];
  };
  return [
    ...used("production_consumed", line.actual_quantity ?? 0),
    ...used("production_waste", line.waste_quantity ?? 0),
    ...releaseMovements(document, line, allocation.release(line)),
  ];
}

/** What the output's lot is called, and how long it lasts: by default the batch's number, and the variant's shelf life. */
function lotOf(ctx: TenantContext, batch: StoredBatch, { lot_number = batch.number, ...input }: Input) {
  const manufactured_at = input.manufactured_at ?? today(ctx);
  const { output_shelf_life_days: days } = batch;
  const by_shelf_life = days === null ? undefined : addDays(manufactured_at, days);
  return { lot_number, manufactured_at, expiry_date: input.expiry_date ?? by_shelf_life };
}

function outputProblems(batch: StoredBatch, input: Input, lots: readonly NamedLot[]): Problem[] {
  const { actual_quantity_produced, lot_number, expiry_date, manufactured_at } = input;
  const { output_sku: sku, output_decimals: quantity_decimals } = batch;
  const taken: Problem = {
    code: "already_exists",
    message: `${sku} already has a lot ${lot_number ?? batch.number}. Choose another lot_number.`,
    field: "lot_number",
  };
  return [
    ...tooFine({ sku, quantity_decimals }, actual_quantity_produced, "actual_quantity_produced"),
    ...(batch.output_lot_tracked ? [] : lotProblems([{ lot_number, expiry_date, manufactured_at }], () => "")),
    ...(batch.output_lot_tracked && lots.length > 0 ? [taken] : []),
  ];
}
