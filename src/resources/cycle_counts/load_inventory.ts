import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { lineId } from "../../shared/ids";
import { requireStatus } from "../../shared/transitions";
import { type CountItem, countKey, cycleCountById, found, toBeCounted, toCycleCount } from "./queries";
import { CYCLE_COUNT_ACTIONS } from "./states";
import { CYCLE_COUNT_TABLES, insertItems } from "./tables";

/**
 * Fills the count with what is on hand at its location, lot by lot where it is tracked by them. Repeated, it adds what is missing and refreshes what is expected
 * of what is not counted yet. Changes no stock.
 */
export async function loadInventory(ctx: TenantContext, id: string) {
  const { heads, items, rows } = await ctx.read({ ...cycleCountById(id), rows: toBeCounted(id) });
  const count = found(heads, items);
  requireStatus("cycle count", count, CYCLE_COUNT_ACTIONS, "load_inventory");
  const levels = rows.map(({ level }) => level);

  const on_hand = new Map(levels.map((level) => [countKey(level), level.on_hand]));
  const refreshed = count.items.map((item) =>
    item.counted_at === null ? { ...item, expected_quantity: on_hand.get(countKey(item)) ?? 0 } : item,
  );
  const known = new Set(count.items.map(countKey));
  const last = count.items.at(-1)?.position ?? 0;
  const added = levels
    .filter((level) => !known.has(countKey(level)))
    .map(({ on_hand: expected_quantity, ...variant }, index): CountItem => {
      const position = last + 1 + index;
      return {
        id: lineId(id, position),
        position,
        ...variant,
        lot_since: null,
        expected_quantity,
        counted_quantity: null,
        counted_at: null,
        counted_sequence: null,
      };
    });
  const next = advance(ctx, CYCLE_COUNT_TABLES, count, { items: refreshed });
  const answer = toCycleCount({ ...next.document, items: [...refreshed, ...added] });
  return ctx.commit([...next.statements, ...insertItems(count.sequence, added)], answer);
}
