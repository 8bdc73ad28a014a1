import { timestamp } from "../shared/clock";
import { toScaled } from "../shared/quantity";
import type { TenantContext } from "../storage/context";
import type { Statement } from "../storage/database";
import { insertInto } from "../storage/rows";
import { changesOf, MOVEMENT_KINDS, type Movement, shownQuantity } from "./movements";

const COLUMNS = [
  "type",
  "variant_id",
  "location_id",
  "lot_id",
  "quantity",
  "on_hand_change",
  "reserved_change",
  "takes_available",
  "expected_on_hand",
  "reorder_point",
  "unit_cost",
  "reason",
  "note",
  "reference_type",
  "reference_id",
  "line_id",
  "api_key_id",
  "at",
];

/**
 * The single door to stock: one statement that changes levels and reservations and writes the ledger, whatever the number
 * of movements, in their order. The database refuses the whole commit with `insufficient_stock` where on hand would fall
 * below 0, or what is taken for demand is not available; with `stale_level` where an expected on hand is another.
 */
export function post(ctx: TenantContext, movements: readonly Movement[]): Statement[] {
  if (movements.length === 0) return [];
  const at = timestamp(ctx.now);
  const reorder_point = toScaled(ctx.organization.settings.default_reorder_point);
  const rows = movements.map((movement) => {
    const { reference_type, takes_available } = MOVEMENT_KINDS[movement.type];
    const { on_hand_change, reserved_change } = changesOf(movement);
    return [
      movement.type,
      movement.variant_id,
      movement.location_id,
      movement.lot_id ?? null,
      shownQuantity(movement),
      on_hand_change,
      reserved_change,
      takes_available ? 1 : 0,
      movement.expected_on_hand ?? null,
      reorder_point,
      movement.unit_cost ?? null,
      movement.reason ?? null,
      movement.note ?? null,
      reference_type,
      movement.reference_id,
      movement.line_id ?? null,
      ctx.api_key_id,
      at,
    ];
  });
  return [insertInto("stock_posting", COLUMNS, rows)];
}
