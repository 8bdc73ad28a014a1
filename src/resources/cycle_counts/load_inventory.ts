import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { requireStatus } from "../../shared/transitions";
import { announceCount } from "./announce";
import { addItems } from "./items";
import { countKey, requireCycleCount, selectCountable, selectCycleCount, toCycleCount } from "./queries";
import { CYCLE_COUNT_ACTIONS } from "./states";
import { CYCLE_COUNT_TABLES, insertItems } from "./tables";

/**
 * Adds an item to the count for what is on hand of each of its variants, or of everything at its location; one per lot
 * if the variant is lot-tracked. When repeated, it adds what is missing, and refreshes the expected quantity of items
 * that are not counted yet. Changes no stock. Refuses with `validation_failed` more items than a count can have, and with
 * `invalid_status`.
 */
export async function loadInventory(ctx: TenantContext, id: string) {
  const { heads, items, rows } = await ctx.read({ ...selectCycleCount(id), rows: selectCountable(id) });
  const count = requireCycleCount(heads, items);
  requireStatus("cycle count", count, CYCLE_COUNT_ACTIONS, "load_inventory");
  const countable = rows.map(({ stock }) => stock);

  const on_hand = new Map(countable.map((stock) => [countKey(stock), stock.on_hand]));
  const refreshed = count.items.map((item) =>
    item.counted_at === null ? { ...item, expected_quantity: on_hand.get(countKey(item)) ?? 0 } : item,
  );
  const added = addItems(
    count,
    countable.map(({ on_hand: expected_quantity, ...stock }) => ({
      ...stock,
      lot_since: null,
      expected_quantity,
      counted_quantity: null,
      counted_at: null,
      counted_sequence: null,
    })),
  );
  const next = advance(ctx, CYCLE_COUNT_TABLES, count, { items: refreshed });
  const response = toCycleCount({ ...next.document, items: [...refreshed, ...added] });
  return ctx.commit(
    [...next.statements, ...insertItems(count.sequence, added), announceCount(ctx, "updated", response)],
    response,
  );
}
