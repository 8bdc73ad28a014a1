import type { AdjustmentLine, LotName } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { levelsReferredTo, type Paired, references, variantsReferredTo } from "../../documents/references";
import {
  entriesOf,
  lastSequence,
  type Movement,
  post,
  previewEntries,
  type Stock,
  selectVariantValues,
  stockFor,
  stockIn,
  stockKey,
  toEntry,
} from "../../ledger";
import { apiKeyIdOf } from "../../shared/actor";
import { timestamp } from "../../shared/clock";
import { type Problem, refuseAll } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { fromScaled, MAX_QUANTITY, toScaled, toScaledOrNull } from "../../shared/quantity";
import { openLotAssignment } from "../lots/effects";
import { idsOfReferredLots, selectLotNumbers, selectReferredLots } from "../lots/references";
import { insertAdjustments } from "./effects";
import { toAdjustment } from "./queries";
import type { AdjustmentInput } from "./schemas";

type Input = AdjustmentInput | { adjustments: AdjustmentInput[] };

/**
 * Changes on hand by `quantity`, or to `set_to`, line by line, all or nothing. Each line sees what the lines before it left.
 * Only on hand is checked: `available` may fall below 0, which the event `inventory.oversold` announces. Lines of lot-tracked
 * variants give a lot, and on hand is then that of the lot; a line that adds stock may create its lot. Refused with
 * `insufficient_stock` if on hand would fall below 0, and with `conflict` if it is not `expected_on_hand`.
 */
export async function createAdjustment(ctx: TenantContext, input: Input) {
  const inputs = "adjustments" in input ? input.adjustments : [input];
  const pathOf = (index: number) => ("adjustments" in input ? `adjustments.${index}.` : "");

  const referred = references({
    items: inputs,
    pathOf,
    quantitiesOf: ({ quantity, set_to, expected_on_hand }) => ({ quantity, set_to, expected_on_hand }),
    locations: inputs.map(({ location_id: id }, index) => ({ id, field: `${pathOf(index)}location_id` })),
  });
  const lot_ids = inputs.map(({ lot_id }) => lot_id);
  const numbers = selectLotNumbers(inputs);
  const { levels, level_lots, lots, ledger, values, ...rows } = await ctx.read({
    ...referred.queries,
    ...stockFor(ctx, { levels: levelsReferredTo(inputs), lots: idsOfReferredLots(lot_ids, numbers) }),
    lots: selectReferredLots(lot_ids, numbers),
    ledger: lastSequence(),
    values: ctx.dry_run ? selectVariantValues(variantsReferredTo(inputs)) : null,
  });
  const items = referred.resolve(rows);

  const id = newId("adjustment", ctx.now);
  const assignment = openLotAssignment(ctx, lots, { source_type: "inventory_adjustment", source_id: id });
  const lots_of_items = items.map((item, index) => {
    const adds_stock = toScaled(item.quantity ?? item.set_to ?? 0) > 0;
    return assignment.lotFor(item.variant, item, pathOf(index), adds_stock);
  });
  refuseAll(assignment.problems);
  const stock = stockIn({ levels, level_lots });
  const { lines, movements } = decide(id, items, lots_of_items, stock, pathOf);
  const row = { id, lines, api_key_id: apiKeyIdOf(ctx.actor), created_at: timestamp(ctx.now) };
  const statements = [...assignment.statements(movements), ...post(ctx, movements), ...insertAdjustments(ctx, [row])];
  if (ctx.dry_run) {
    const preview = previewEntries(ctx, movements, stock, { last_sequence: ledger[0]?.last ?? 0, variants: values });
    return ctx.commit(statements, toAdjustment(row, preview));
  }
  const { entries } = await ctx.commitAndRead(statements, id, { entries: entriesOf(id) });
  return toAdjustment(row, entries.map(toEntry));
}

/** The lines to store and the movements to post, in stored units; all problems of all lines are refused at once. */
function decide(
  reference_id: string,
  items: readonly Paired<AdjustmentInput>[],
  lots: readonly (LotName | null)[],
  levels: readonly Stock[],
  pathOf: (index: number) => string,
) {
  const tally = openTally(levels);
  const problems: Problem[] = [];
  const movements: (Movement & { sku: string })[] = [];

  const lines = items.map((item, index): AdjustmentLine => {
    const { variant, location_id, reason, note, external_reference } = item;
    const { sku } = variant;
    const level = { variant_id: variant.id, location_id };
    const lot = lots[index] ?? null;
    const before = tally.onHand(level, lot);
    const set_to = toScaledOrNull(item.set_to);
    const quantity = set_to === null ? toScaled(item.quantity ?? 0) : set_to - before;
    const level_after = tally.add(level, lot, quantity);
    problems.push(...lineProblems(item, { before, quantity, level_after }, pathOf(index)));

    const unit_cost = toScaledOrNull(item.unit_cost);
    if (quantity !== 0) {
      movements.push({
        type: "adjustment",
        ...level,
        lot,
        sku,
        quantity,
        expected_on_hand: set_to === null ? null : before,
        unit_cost,
        reason,
        note,
        reference_id,
      });
    }
    return {
      ...level,
      sku,
      quantity,
      set_to,
      expected_on_hand: toScaledOrNull(item.expected_on_hand),
      reason,
      note,
      unit_cost,
      external_reference,
      ...(lot ? { lot_id: lot.lot_id, lot_number: lot.lot_number } : {}),
    };
  });
  refuseAll(problems);
  return { lines, movements };
}

/** What identifies a level. */
type LevelKey = { variant_id: string; location_id: string };

/** A running tally of on hand, by level and by lot, in stored units. */
function openTally(levels: readonly Stock[]) {
  const lotKey = (level: LevelKey, lot_id: string) => `${stockKey(level)} ${lot_id}`;
  const on_hand = new Map<string, number>();
  for (const level of levels) {
    on_hand.set(stockKey(level), level.on_hand);
    for (const lot of level.lots ?? []) on_hand.set(lotKey(level, lot.lot_id), lot.on_hand);
  }
  const add = (key: string, quantity: number) => {
    const sum = (on_hand.get(key) ?? 0) + quantity;
    on_hand.set(key, sum);
    return sum;
  };

  return {
    /** On hand of the lot at the location or, without a lot, of the variant. */
    onHand(level: LevelKey, lot: LotName | null): number {
      return on_hand.get(lot ? lotKey(level, lot.lot_id) : stockKey(level)) ?? 0;
    },
    /** Adds to the level and, if there is one, to the lot; returns on hand of the level. */
    add(level: LevelKey, lot: LotName | null, quantity: number): number {
      if (lot) add(lotKey(level, lot.lot_id), quantity);
      return add(stockKey(level), quantity);
    },
  };
}

/** The problems of a line whose change is `quantity` on `before`, in stored units. */
function lineProblems(
  { variant, location_id, expected_on_hand }: Paired<AdjustmentInput>,
  { before, quantity, level_after }: { before: number; quantity: number; level_after: number },
  path: string,
): Problem[] {
  const { id: variant_id, sku } = variant;
  const details = { variant_id, location_id, sku };
  const on_hand = fromScaled(before);
  if (expected_on_hand !== undefined && toScaled(expected_on_hand) !== before) {
    return [
      {
        code: "conflict",
        message: `${sku} has ${on_hand} on hand, not ${expected_on_hand}. Read the level again and retry.`,
        field: `${path}expected_on_hand`,
        details: { ...details, expected_on_hand, on_hand },
      },
    ];
  }
  if (before + quantity < 0) {
    return [
      {
        code: "insufficient_stock",
        message: `${sku} has only ${on_hand} on hand at this location. Reduce the quantity, or correct on hand first.`,
        field: `${path}quantity`,
        details: { ...details, requested: fromScaled(-quantity), available: on_hand },
      },
    ];
  }
  if (level_after > toScaled(MAX_QUANTITY)) {
    return [
      {
        code: "validation_failed",
        message: `${sku} would have more than ${MAX_QUANTITY} on hand. Reduce the quantity.`,
        field: `${path}quantity`,
      },
    ];
  }
  return [];
}
