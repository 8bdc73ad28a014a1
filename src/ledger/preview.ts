import type { TenantContext } from "../commands/context";
import { apiKeyIdOf } from "../shared/actor";
import { timestamp } from "../shared/clock";
import { stockKey } from "./allocation";
import { type Entry, toEntry } from "./entries";
import { changesOf, MOVEMENT_KINDS, type Movement, shownQuantity } from "./movements";
import type { Stock } from "./stock";
import { openValuation, type VariantValue } from "./value";

/**
 * The entries that posting `movements` would write on `levels`, for the response of a dry run. `last_sequence` is that
 * of the ledger's last entry, and `variants` are the movements'.
 */
export function previewEntries(
  ctx: TenantContext,
  movements: readonly (Movement & { sku: string })[],
  levels: readonly Stock[],
  { last_sequence, variants }: { last_sequence: number; variants: readonly VariantValue[] },
): Entry[] {
  const valuation = openValuation(levels, variants);
  const stock = new Map(levels.map((level) => [stockKey(level), { ...level }]));
  const now = timestamp(ctx.now);
  return movements.map((movement, index) => {
    const { on_hand_change, reserved_change } = changesOf(movement);
    const before = stock.get(stockKey(movement)) ?? { on_hand: 0, reserved: 0 };
    const after = { on_hand: before.on_hand + on_hand_change, reserved: before.reserved + reserved_change };
    stock.set(stockKey(movement), { ...(before as Stock), ...after });
    return toEntry({
      sequence: last_sequence + 1 + index,
      type: movement.type,
      variant_id: movement.variant_id,
      sku: movement.sku,
      location_id: movement.location_id,
      lot_id: movement.lot?.lot_id ?? null,
      quantity: shownQuantity(movement),
      on_hand_change,
      reserved_change,
      on_hand_after: after.on_hand,
      reserved_after: after.reserved,
      unit_price: movement.unit_price ?? null,
      ...valuation.post(movement),
      reason: movement.reason ?? null,
      note: movement.note ?? null,
      reference_type: MOVEMENT_KINDS[movement.type].reference_type,
      reference_id: movement.reference_id,
      actor_type: ctx.actor.type,
      actor_id: ctx.actor.id,
      api_key_id: apiKeyIdOf(ctx.actor),
      occurred_at: now,
      created_at: now,
    });
  });
}
