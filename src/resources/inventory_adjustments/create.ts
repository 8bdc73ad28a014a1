import { type AdjustmentLine, adjustments, type LotName } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { levelsReferredTo, type Paired, references } from "../../documents/references";
import { announce } from "../../events/announce";
import {
  entriesOf,
  lastSequence,
  levelsOf,
  type Movement,
  post,
  previewEntries,
  stockKey,
  toEntry,
} from "../../ledger";
import { apiKeyIdOf } from "../../shared/actor";
import { timestamp } from "../../shared/clock";
import { type Problem, refuseAll } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { fromScaled, MAX_QUANTITY, toScaled, toScaledOrNull } from "../../shared/quantity";
import { lotsNamed, numbersNamed, openLotBook } from "../lots/references";
import { toAdjustment } from "./queries";
import type { AdjustmentInput } from "./schemas";

type Input = AdjustmentInput | { adjustments: AdjustmentInput[] };

/**
 * Records a physical fact: on hand changes by the quantity, or to what it was set to, line by line, all or nothing. It
 * needs only what is on hand: `available` may fall below 0, and the event `inventory.oversold` then says so. What is tracked
 * by lots names its lot, and on hand means that lot's; goods that are added may make a new one. Refuses with
 * `insufficient_stock` where on hand would fall below 0, and with `conflict` where it is not what was expected.
 */
export async function createAdjustment(ctx: TenantContext, input: Input) {
  const lines = "adjustments" in input ? input.adjustments : [input];
  const at = (index: number) => ("adjustments" in input ? `adjustments.${index}.` : "");

  const referred = references({
    items: lines,
    pathOf: at,
    quantitiesOf: ({ quantity, set_to, expected_on_hand }) => ({ quantity, set_to, expected_on_hand }),
    locations: lines.map(({ location_id: id }, index) => ({ id, field: `${at(index)}location_id` })),
  });
  const {
    levels,
    lots,
    ledger: [ledger],
    ...rows
  } = await ctx.read({
    ...referred.queries,
    levels: levelsOf(levelsReferredTo(lines)),
    lots: lotsNamed(
      lines.map((line) => line.lot_id),
      numbersNamed(lines),
    ),
    ledger: lastSequence(),
  });
  const paired = referred.resolve(rows);

  const id = newId("adjustment", ctx.now);
  const book = openLotBook(ctx, lots, { source_type: "inventory_adjustment", source_id: id });
  const into = paired.map((line, index) => {
    const added = toScaled(line.quantity ?? line.set_to ?? 0);
    return book.lotFor(line.variant, line, at(index), added > 0);
  });
  refuseAll(book.problems);
  const decided = decide(id, paired, into, levels, at);
  const row = { id, lines: decided.lines, api_key_id: apiKeyIdOf(ctx.actor), created_at: timestamp(ctx.now) };
  if (ctx.dry_run) return toAdjustment(row, previewEntries(ctx, decided.movements, levels, ledger?.last ?? 0));

  const { ledger_entries: _, ...told } = toAdjustment(row, []);
  const { entries } = await ctx.commitAndRead(
    [
      ...book.statements(decided.movements),
      ...post(ctx, decided.movements),
      build.insert(adjustments).values(row),
      announce(ctx, "inventory.adjusted", { inventory_adjustment: told }),
    ],
    id,
    { entries: entriesOf(id) },
  );
  return toAdjustment(row, entries.map(toEntry));
}

/** Works out each line's change on what the lines before it leave, and refuses what can't be. */
function decide(
  id: string,
  inputs: readonly Paired<AdjustmentInput>[],
  into: readonly (LotName | null)[],
  levels: Awaited<ReturnType<typeof levelsOf>>,
  at: (index: number) => string,
) {
  const on_hand = new Map(
    levels.flatMap((level) => [
      [stockKey(level), level.on_hand],
      ...(level.lots ?? []).map((lot) => [`${stockKey(level)} ${lot.lot_id}`, lot.on_hand] as const),
    ]) as [string, number][],
  );
  const problems: Problem[] = [];
  const movements: (Movement & { sku: string })[] = [];

  const lines = inputs.map((input, index): AdjustmentLine => {
    const { variant } = input;
    const place = { variant_id: variant.id, location_id: input.location_id };
    const lot = into[index] ?? null;
    const key = lot ? `${stockKey(place)} ${lot.lot_id}` : stockKey(place);
    const before = on_hand.get(key) ?? 0;
    const set_to = toScaledOrNull(input.set_to);
    const expected_on_hand = toScaledOrNull(input.expected_on_hand);
    const quantity = set_to === null ? toScaled(input.quantity as number) : set_to - before;
    const after = before + quantity;
    on_hand.set(key, after);
    const total = lot ? (on_hand.get(stockKey(place)) ?? 0) + quantity : after;
    on_hand.set(stockKey(place), total);

    const details = { ...place, sku: variant.sku };
    if (expected_on_hand !== null && expected_on_hand !== before) {
      problems.push({
        code: "conflict",
        message: `${variant.sku} has ${fromScaled(before)} on hand, not ${input.expected_on_hand}. Read the level again and retry.`,
        field: `${at(index)}expected_on_hand`,
        details: { ...details, expected_on_hand: input.expected_on_hand, on_hand: fromScaled(before) },
      });
    } else if (after < 0) {
      problems.push({
        code: "insufficient_stock",
        message: `${variant.sku} has only ${fromScaled(before)} on hand at this location. Reduce the quantity, or correct on hand first.`,
        field: `${at(index)}quantity`,
        details: { ...details, requested: fromScaled(-quantity), available: fromScaled(before) },
      });
    } else if (total > toScaled(MAX_QUANTITY)) {
      problems.push({
        code: "validation_failed",
        message: `${variant.sku} would have more than ${MAX_QUANTITY} on hand. Reduce the quantity.`,
        field: `${at(index)}quantity`,
      });
    }

    const unit_cost = toScaledOrNull(input.unit_cost);
    const { reason, note, external_reference } = input;
    const expected = set_to === null ? null : before;
    if (quantity !== 0) {
      const change = { quantity, expected_on_hand: expected, unit_cost, reason, note, reference_id: id };
      movements.push({ type: "adjustment", ...place, lot, sku: variant.sku, ...change });
    }
    const named = lot ? { lot_id: lot.lot_id, lot_number: lot.lot_number } : {};
    return { ...details, quantity, set_to, expected_on_hand, reason, note, unit_cost, external_reference, ...named };
  });
  refuseAll(problems);
  return { lines, movements };
}
