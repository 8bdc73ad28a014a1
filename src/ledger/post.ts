import { type TenantContext, today } from "../commands/context";
import type { Statement } from "../data/database";
import { inPortions, insertInto } from "../data/rows";
import { timestamp } from "../shared/clock";
import { toScaled } from "../shared/quantity";
import { changesOf, MOVEMENT_KINDS, type Movement, shownQuantity, traitsOf } from "./movements";

const COLUMNS = [
  "type",
  "variant_id",
  "location_id",
  "lot_id",
  "quantity",
  "on_hand_change",
  "reserved_change",
  "arrives",
  "takes_available",
  "needs_usable_lot",
  "expected_on_hand",
  "silent",
  "reorder_point",
  "unit_cost",
  "reason",
  "note",
  "reference_type",
  "reference_id",
  "line_id",
  "actor_type",
  "actor_id",
  "today",
  "at",
];

const NO_CHECKS = { takes_available: false, needs_usable_lot: false };

/**
 * The only way to change stock: writes the ledger, from which levels, lots and reservations follow, by one statement for
 * any number of movements, in their order. The database refuses the whole commit with `insufficient_stock` where on hand
 * would fall below 0, or what is taken for demand is not available or of a lot that may not be used; with `stale_level`
 * where an expected on hand is another; with `stale_tracking` where a variant that is tracked by lots is moved without one.
 */
export function post(ctx: TenantContext, movements: readonly Movement[]): Statement[] {
  if (movements.length === 0) return [];
  const at = timestamp(ctx.now);
  const date = today(ctx);
  const reorder_point = toScaled(ctx.organization.settings.default_reorder_point);
  const rows = movements.map((movement) => {
    const { takes_available, needs_usable_lot, arrives } = {
      ...traitsOf(movement.type),
      ...(movement.reclassifies ? NO_CHECKS : {}),
    };
    const { on_hand_change, reserved_change } = changesOf(movement);
    return [
      movement.type,
      movement.variant_id,
      movement.location_id,
      movement.lot?.lot_id ?? null,
      shownQuantity(movement),
      on_hand_change,
      reserved_change,
      arrives ? 1 : 0,
      takes_available ? 1 : 0,
      needs_usable_lot ? 1 : 0,
      movement.expected_on_hand ?? null,
      movement.reclassifies ? 1 : 0,
      reorder_point,
      movement.unit_cost ?? null,
      movement.reason ?? null,
      movement.note ?? null,
      MOVEMENT_KINDS[movement.type].reference_type,
      movement.reference_id,
      movement.line_id ?? null,
      ctx.actor.type,
      ctx.actor.id,
      date,
      at,
    ];
  });
  return inPortions(rows).map((portion) => insertInto("stock_posting", COLUMNS, portion));
}
