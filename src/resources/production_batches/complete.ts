import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { LotName, StoredBatchInput } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { advance } from "../../documents/advance";
import { releaseMovements } from "../../documents/reservation";
import { announce } from "../../events/announce";
import {
  type Allocation,
  afterMovements,
  type Movement,
  openAllocation,
  post,
  stockForLines,
  stockIn,
  valuesByLine,
  withValues,
} from "../../ledger";
import { addDays, timestamp } from "../../shared/clock";
import { type Problem, refuseAll } from "../../shared/errors";
import { inWords, MAX_QUANTITY, MAX_VALUE, tooFine, toScaled, toScaledOrNull, unitCostOf } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { type LotAssignment, openLotAssignment } from "../lots/effects";
import { dateOrderProblems, type ReferredLot, selectReferredLots } from "../lots/references";
import { lotProblems } from "../variants/references";
import { batchResource, linesOfBatch, type StoredBatch, toBatch } from "./queries";
import type { CompleteBatch } from "./schemas";
import { BATCH_ACTIONS } from "./states";
import { BATCH_TABLES } from "./tables";

type Input = z.output<typeof CompleteBatch>;

/**
 * Completes a batch in one commit. On hand falls by what was used and wasted of each input, taken from its reservation
 * first, then from available stock; the rest of the reservation is released. On hand of the output rises by what was
 * produced, in a new lot if the output is lot-tracked: it is worth exactly what all that was consumed and wasted was worth,
 * since normal losses are part of the cost of conversion (IAS 2.12, 2.16). If nothing was produced, that is lost. Refuses with
 * `insufficient_stock` inputs that are short, with `already_exists` a lot number that the output already has, with
 * `validation_failed` inputs that are not the batch's, and with `invalid_status` a batch that is not in progress.
 */
export async function completeBatch(ctx: TenantContext, id: string, input: Input) {
  const consumption = (input.inputs ?? []).map(({ production_batch_input_id, actual_quantity, waste_quantity }) => ({
    id: production_batch_input_id,
    used: toScaledOrNull(actual_quantity),
    wasted: toScaled(waste_quantity ?? 0),
  }));
  const { batches, lots, ...stock } = await ctx.read({
    batches: batchResource.byId(id),
    ...stockForLines(ctx, linesOfBatch(id, consumption)),
    lots: selectReferredLots(
      [],
      sql`SELECT output_variant_id AS variant_id, coalesce(${input.lot_number ?? null}, number) AS lot_number
      FROM production_batches WHERE id = ${id}`,
    ),
  });
  const batch = batchResource.required(batches);
  requireStatus("production batch", batch, BATCH_ACTIONS, "complete");
  refuseAll(outputProblems(ctx, batch, input, lots));

  const lines = withConsumption(batch.items, input.inputs ?? []);
  const allocation = openAllocation(stockIn(stock), today(ctx));
  const consumed = lines.flatMap((line) => consume(id, line, allocation));
  refuseAll(allocation.problems);
  const movements = withValues(consumed, stock.levels);

  const produced = toScaled(input.actual_quantity_produced);
  const input_value = [...valuesByLine(movements).values()].reduce((sum, value) => sum + value, 0);
  const unit_cost = unitCostOf(input_value, produced);
  refuseAll(valueProblems(input_value, unit_cost));
  const assignment = openLotAssignment(ctx, [], { source_type: "production_batch", source_id: id });
  const lot = produced > 0 ? outputLot(ctx, batch, input, assignment) : null;
  refuseAll(assignment.problems);
  const output = produced > 0 ? [outputMovement(batch, produced, input_value, lot)] : [];

  const next = advance(ctx, BATCH_TABLES, batch, {
    status: "completed",
    completed_at: timestamp(ctx.now),
    actual_quantity_produced: produced,
    input_value,
    unit_cost,
    output_lot_id: lot?.lot_id ?? null,
    notes: input.notes ?? batch.notes,
    items: afterMovements(lines, movements),
  });
  const response = toBatch({ ...next.document, output_lot: lot });
  return ctx.commit(
    [
      ...next.statements,
      ...assignment.statements(output),
      ...post(ctx, [...movements, ...output]),
      announce(ctx, "production_batch.completed", { production_batch: response }),
    ],
    response,
  );
}

function outputProblems(ctx: TenantContext, batch: StoredBatch, input: Input, lots: readonly ReferredLot[]): Problem[] {
  const { actual_quantity_produced, lot_number, expiry_date, manufactured_at } = input;
  const { output_sku: sku, output_decimals: quantity_decimals } = batch;
  const lot_number_taken: Problem = {
    code: "already_exists",
    message: `${sku} already has a lot ${lot_number ?? batch.number}. Choose another lot_number.`,
    field: "lot_number",
  };
  return [
    ...tooFine({ sku, quantity_decimals }, actual_quantity_produced, "actual_quantity_produced"),
    ...(batch.output_lot_tracked ? [] : lotProblems([{ lot_number, expiry_date, manufactured_at }], () => "")),
    ...(batch.output_lot_tracked && lots.length > 0 ? [lot_number_taken] : []),
    ...(batch.output_lot_tracked ? dateOrderProblems(outputDates(ctx, batch, input), input) : []),
  ];
}

/**
 * The inputs with what was used and wasted of each, in stored units: as planned and none, unless the request differs.
 */
function withConsumption(lines: readonly StoredBatchInput[], inputs: NonNullable<Input["inputs"]>): StoredBatchInput[] {
  const problems: Problem[] = [];
  const by_line = new Map<string, (typeof inputs)[number]>();
  for (const [index, input] of inputs.entries()) {
    const path = `inputs.${index}.`;
    const field = `${path}production_batch_input_id`;
    const line = lines.find(({ id }) => id === input.production_batch_input_id);
    if (!line) {
      const message = "This batch has no input with this id. Read the batch again.";
      problems.push({ code: "validation_failed", message, field });
      continue;
    }
    if (by_line.has(line.id)) {
      const message = "This input is listed more than once. Combine the quantities into one entry.";
      problems.push({ code: "validation_failed", message, field });
    }
    by_line.set(line.id, input);
    problems.push(
      ...tooFine(line, input.actual_quantity, `${path}actual_quantity`),
      ...tooFine(line, input.waste_quantity, `${path}waste_quantity`),
    );
  }
  refuseAll(problems);
  return lines.map((line) => {
    const { actual_quantity, waste_quantity = 0 } = by_line.get(line.id) ?? {};
    return {
      ...line,
      actual_quantity: actual_quantity === undefined ? line.planned_quantity : toScaled(actual_quantity),
      waste_quantity: toScaled(waste_quantity),
    };
  });
}

/**
 * The movements of an input: what was used and what was wasted leave stock, and the rest of its reservation is
 * released.
 */
function consume(batch_id: string, line: StoredBatchInput, allocation: Allocation): Movement[] {
  const { id: line_id, variant_id, location_id } = line;
  const document = { type: "production_batch", id: batch_id } as const;
  const take = (type: "production_consumed" | "production_waste", quantity: number): Movement[] => {
    const { released, taken } = allocation.take(line, quantity);
    const movements = taken.map(
      (part): Movement => ({
        type,
        variant_id,
        location_id,
        line_id,
        ...part,
        reference_id: batch_id,
      }),
    );
    return [...releaseMovements(document, line, released), ...movements];
  };
  return [
    ...take("production_consumed", line.actual_quantity ?? 0),
    ...take("production_waste", line.waste_quantity ?? 0),
    ...releaseMovements(document, line, allocation.release(line)),
  ];
}

/**
 * The new lot of a lot-tracked output. Its number defaults to the batch's, and it expires by the variant's shelf life.
 */
function outputLot(ctx: TenantContext, batch: StoredBatch, input: Input, assignment: LotAssignment): LotName | null {
  if (!batch.output_lot_tracked) return null;
  const lot_number = input.lot_number ?? batch.number;
  return assignment.createLot(batch.output_variant_id, { lot_number, ...outputDates(ctx, batch, input) });
}

function outputDates(ctx: TenantContext, { output_shelf_life_days: shelf_life_days }: StoredBatch, input: Input) {
  const manufactured_at = input.manufactured_at ?? today(ctx);
  const expiry_by_shelf_life = shelf_life_days === null ? undefined : addDays(manufactured_at, shelf_life_days);
  return { manufactured_at, expiry_date: input.expiry_date ?? expiry_by_shelf_life };
}

function outputMovement(batch: StoredBatch, quantity: number, value: number, lot: LotName | null): Movement {
  return {
    type: "production_output",
    variant_id: batch.output_variant_id,
    location_id: batch.location_id,
    lot,
    quantity,
    value,
    reference_id: batch.id,
  };
}

/** The problems of an output that would be worth too much; the commit would refuse it as well. */
function valueProblems(input_value: number, unit_cost: number | null): Problem[] {
  const field = "actual_quantity_produced";
  const check = "Check actual_quantity_produced and the costs of the inputs.";
  if ((unit_cost ?? 0) > toScaled(MAX_QUANTITY)) {
    const message = `The unit cost of the output would exceed ${MAX_QUANTITY}. ${check}`;
    return [{ code: "validation_failed", message, field }];
  }
  if (input_value <= MAX_VALUE) return [];
  const message = `The output would be worth more than ${inWords(MAX_VALUE)}. ${check}`;
  return [{ code: "validation_failed", message, field }];
}
