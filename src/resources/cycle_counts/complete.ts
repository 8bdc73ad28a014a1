import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { takeLocks } from "../../data/locks";
import { advance } from "../../documents/advance";
import { correctionsSince, type Movement, onHandNow, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { type Problem, refuseAll } from "../../shared/errors";
import { fromScaled } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { announceCount } from "./announce";
import {
  type CountItem,
  countKey,
  pointsOfCount,
  readCompletionLock,
  requireCycleCount,
  type StoredCycleCount,
  selectCounted,
  selectCycleCount,
  selectPresent,
  selectSuperseded,
  toCycleCount,
} from "./queries";
import type { CompleteCycleCount } from "./schemas";
import { CYCLE_COUNT_ACTIONS } from "./states";
import { CYCLE_COUNT_TABLES } from "./tables";

/** What completing a count depends on. Quantities are in stored units. */
type Facts = {
  /** What is on hand now, by `countKey`. */
  on_hand: ReadonlyMap<string, number>;
  /** What other counts have corrected since the item was counted, by its position. */
  corrections: ReadonlyMap<number, number>;
  /** The positions of items that a count completed since has counted later than this one. */
  superseded: ReadonlySet<number>;
  /** When on hand was read. */
  present: string;
};

/**
 * Completes a count: on hand changes by the variance of each item, so that movements made since it was counted are
 * kept. Items that were not counted are left alone, unless `uncounted_as_zero`. On hand may fall below what is
 * reserved, but not below 0 (`insufficient_stock`). Refuses with `validation_failed` items counted before their variant
 * was lot-tracked, and with `invalid_status`.
 *
 * If another count of the location was completed since an item was counted, its correction is part of the expected
 * quantity; if that count counted the item later than this one, this count does not change it.
 */
export async function completeCycleCount(
  ctx: TenantContext,
  id: string,
  { uncounted_as_zero }: z.output<typeof CompleteCycleCount>,
) {
  const { heads, items, points, corrections, superseded, moments, locks } = await ctx.read(
    {
      ...selectCycleCount(id),
      points: onHandNow(pointsOfCount(id)),
      corrections: correctionsSince(selectCounted(id)),
      superseded: selectSuperseded(id),
      moments: selectPresent(ctx),
      locks: readCompletionLock(id),
    },
    { after_writers: uncounted_as_zero },
  );
  const count = requireCycleCount(heads, items);
  requireStatus("cycle count", count, CYCLE_COUNT_ACTIONS, "complete");

  const on_hand_at = new Map(points.map(({ point }) => [point.name, point.on_hand]));
  const facts: Facts = {
    on_hand: new Map(count.items.map((item) => [countKey(item), on_hand_at.get(item.position) ?? 0])),
    corrections: new Map(corrections.map(({ correction }) => [correction.name, correction.corrected])),
    superseded: new Set(superseded.map(({ position }) => position)),
    present: moments[0]?.present ?? timestamp(ctx.now),
  };
  const completed = count.items.map((item) =>
    item.counted_quantity === null && uncounted_as_zero ? countedAsZero(item, facts) : settle(item, facts),
  );
  refuseAll([...untrackedProblems(count), ...shortageProblems(count, completed, facts)]);

  const movements = adjustmentsOf(count, completed, facts);
  const next = advance(ctx, CYCLE_COUNT_TABLES, count, {
    status: "completed",
    completed_at: timestamp(ctx.now),
    items: completed,
  });
  const response = toCycleCount(next.document);
  return ctx.commit(
    [
      ...takeLocks(locks),
      ...next.statements,
      ...post(ctx, movements),
      announceCount(ctx, "completed", response, { variances: movements.length }),
    ],
    response,
  );
}

function countedAsZero(item: CountItem, { on_hand, present }: Facts): CountItem {
  return { ...item, expected_quantity: on_hand.get(countKey(item)) ?? 0, counted_quantity: 0, counted_at: present };
}

/** The item with the quantity that is expected of it in view of other counts. */
function settle(item: CountItem, { corrections, superseded }: Facts): CountItem {
  const { counted_quantity, expected_quantity } = item;
  if (counted_quantity === null) return item;
  if (superseded.has(item.position)) return { ...item, expected_quantity: counted_quantity };
  return { ...item, expected_quantity: expected_quantity + (corrections.get(item.position) ?? 0) };
}

/** Counted minus expected, in stored units; 0 for an item that was not counted. */
function varianceOf({ counted_quantity, expected_quantity }: CountItem): number {
  return counted_quantity === null ? 0 : counted_quantity - expected_quantity;
}

/** The movements that change on hand by the variances. An item counted as zero must still have what is on hand now. */
function adjustmentsOf({ id, location_id, items }: StoredCycleCount, completed: readonly CountItem[], facts: Facts) {
  const movements = completed.flatMap((item, index): Movement[] => {
    const { variant_id, lot_id } = item;
    const quantity = varianceOf(item);
    if (quantity === 0) return [];
    const counted_as_zero = items[index]?.counted_quantity === null;
    return [
      {
        type: "cycle_count_adjustment",
        variant_id,
        location_id,
        lot: lot_id === null ? null : { lot_id },
        quantity,
        expected_on_hand: counted_as_zero ? (facts.on_hand.get(countKey(item)) ?? 0) : null,
        reference_id: id,
      },
    ];
  });
  // What is found comes first: goods that only changed their lot then keep the level's value, also if it loses all others.
  return movements.toSorted((one, other) => Number(one.quantity < 0) - Number(other.quantity < 0));
}

/** The problems of items that were counted before their variant was lot-tracked. */
function untrackedProblems({ items }: StoredCycleCount): Problem[] {
  return items
    .filter(({ lot_tracked, lot_id, counted_quantity }) => lot_tracked && lot_id === null && counted_quantity !== null)
    .map(({ sku }) => ({
      code: "validation_failed",
      message: `${sku} is now lot-tracked. Cancel this count, and count each lot in a new one.`,
    }));
}

/** The problems of items of which on hand would fall below 0, because stock has left since they were counted. */
function shortageProblems(
  { location_id }: StoredCycleCount,
  completed: readonly CountItem[],
  { on_hand }: Facts,
): Problem[] {
  return completed.flatMap((item): Problem[] => {
    const { sku, variant_id } = item;
    const variance = varianceOf(item);
    const stock = on_hand.get(countKey(item)) ?? 0;
    if (stock + variance >= 0) return [];
    const [requested, available] = [fromScaled(-variance), fromScaled(stock)];
    return [
      {
        code: "insufficient_stock",
        message: `${sku}: the count is ${requested} below the expected quantity, but only ${available} are on hand now. Count it again.`,
        details: { sku, variant_id, location_id, requested, available },
      },
    ];
  });
}
