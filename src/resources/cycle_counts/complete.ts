import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { takeLocks } from "../../data/locks";
import { advance } from "../../documents/advance";
import { announce } from "../../events/announce";
import { correctionsSince, levelsOf, type Movement, post, type Stock } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { type Problem, refuseAll } from "../../shared/errors";
import { fromScaled } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import {
  type CountItem,
  countedOf,
  countKey,
  cycleCountById,
  found,
  pairsOf,
  readCompletionLock,
  supersededIn,
  toCycleCount,
  toHead,
} from "./queries";
import type { CompleteCycleCount } from "./schemas";
import { CYCLE_COUNT_ACTIONS } from "./states";
import { CYCLE_COUNT_TABLES } from "./tables";

/**
 * Applies what the count found: on hand changes by each variance, so that what moved during the count stays moved. What
 * was not counted is left alone, unless `uncounted_as_zero`. On hand may fall below what is reserved, never below 0
 * (`insufficient_stock`).
 *
 * Where another count of the location was completed since an item was counted, what it corrected is expected already;
 * and what it counted later it knows better: then this count changes nothing of it.
 */
export async function completeCycleCount(
  ctx: TenantContext,
  id: string,
  { uncounted_as_zero }: z.output<typeof CompleteCycleCount>,
) {
  const { heads, items, levels, corrections, superseded, locks } = await ctx.read({
    ...cycleCountById(id),
    levels: levelsOf(pairsOf(id)),
    corrections: correctionsSince(countedOf(id)),
    superseded: supersededIn(id),
    locks: readCompletionLock(id),
  });
  const count = found(heads, items);
  requireStatus("cycle count", count, CYCLE_COUNT_ACTIONS, "complete");

  const on_hand = onHandOf(levels);
  const corrected = new Map(corrections.map((row) => [countKey(row), row.corrected]));
  const known_better = new Set(superseded.map(countKey));
  const now = timestamp(ctx.now);
  const finished = count.items.map((item): CountItem => {
    const here = on_hand.get(countKey(item)) ?? 0;
    if (item.counted_quantity === null) {
      const gone = { expected_quantity: here, counted_quantity: 0, counted_at: now };
      return uncounted_as_zero ? { ...item, ...gone } : item;
    }
    if (known_better.has(countKey(item))) return { ...item, expected_quantity: item.counted_quantity };
    return { ...item, expected_quantity: item.expected_quantity + (corrected.get(countKey(item)) ?? 0) };
  });

  const { location_id } = count;
  const problems: Problem[] = count.items.filter(countedWithoutLot).map(({ sku }) => ({
    code: "validation_failed",
    message: `${sku} is tracked by lots by now. Cancel this count, and count it lot by lot.`,
  }));
  const movements = finished.flatMap((item): Movement[] => {
    const { variant_id, lot_id, sku, counted_quantity, expected_quantity } = item;
    const variance = counted_quantity === null ? 0 : counted_quantity - expected_quantity;
    const here = on_hand.get(countKey(item)) ?? 0;
    if (here + variance < 0) problems.push(belowZero({ sku, variant_id, location_id }, variance, here));
    const expected_on_hand = item.counted_at === now && uncounted_as_zero ? here : null;
    return variance === 0
      ? []
      : [
          {
            type: "cycle_count_adjustment",
            variant_id,
            location_id,
            lot: lot_id === null ? null : { lot_id },
            quantity: variance,
            expected_on_hand,
            reference_id: id,
          },
        ];
  });
  refuseAll(problems);

  const next = advance(ctx, CYCLE_COUNT_TABLES, count, {
    status: "completed",
    completed_at: now,
    items: finished,
  });
  const { items: _, ...head } = next.document;
  const told = { ...toHead(head), variances: movements.length };
  return ctx.commit(
    [
      ...takeLocks(locks),
      ...next.statements,
      ...post(ctx, movements),
      announce(ctx, "cycle_count.completed", { cycle_count: told }),
    ],
    toCycleCount(next.document),
  );
}

function countedWithoutLot({ lot_tracked, lot_id, counted_quantity }: CountItem): boolean {
  return lot_tracked && lot_id === null && counted_quantity !== null;
}

/** What is on hand of each variant, or of each of its lots. */
function onHandOf(levels: readonly Stock[]): Map<string, number> {
  return new Map(
    levels.flatMap(({ variant_id, on_hand, lots }) =>
      (lots ?? [{ lot_id: null, on_hand }]).map((one) => [countKey({ variant_id, lot_id: one.lot_id }), one.on_hand]),
    ),
  );
}

function belowZero(
  what: { sku: string; variant_id: string; location_id: string },
  variance: number,
  here: number,
): Problem {
  return {
    code: "insufficient_stock",
    message: `${what.sku}: ${fromScaled(-variance)} fewer were counted than expected, but only ${fromScaled(here)} are on hand by now. Count it again.`,
    details: { ...what, requested: fromScaled(-variance), available: fromScaled(here) },
  };
}
