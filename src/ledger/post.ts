import { sql } from "drizzle-orm";
import { type TenantContext, today } from "../commands/context";
import type { Statement } from "../data/database";
import { inPortions, insertInto } from "../data/rows";
import { dayOf, timestamp } from "../shared/clock";
import { toScaled } from "../shared/quantity";
import { netAvailability } from "./availability";
import { LAST_TIME } from "./entries";
import { changesOf, MOVEMENT_KINDS, type Movement, shownQuantity, traitsOf } from "./movements";

/** The columns of the view `stock_posting` that differ between the movements of a commit. */
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
  "value",
  "unit_price",
  "first_shipment",
  "reason",
  "note",
  "reference_type",
  "reference_id",
  "line_id",
];

/**
 * The only way to change stock: writes movements to the ledger, in their order, from which levels, lots and
 * reservations follow. The whole commit
 * fails with `insufficient_stock` if on hand would fall below 0, or if what is taken for demand is not available or of
 * a lot that can't be used; with `stale_level` if on hand is not `expected_on_hand`; with `stale_value` if what leaves is
 * not worth its `value`; with `value_out_of_range` if a level would be worth too much; and with `stale_tracking` if a
 * lot-tracked variant is moved without a lot. Entries have the time of the commit, so what was on hand at a moment that has
 * passed never changes.
 */
export function post(ctx: TenantContext, movements: readonly Movement[]): Statement[] {
  if (movements.length === 0) return [];
  const reorder_point = toScaled(ctx.organization.settings.default_reorder_point);
  const net = netAvailability(ctx, movements);
  const rows = movements.map((movement) => postingRow(movement, reorder_point, net.isNetted(movement)));
  const shared = {
    at: ctx.commitTime(LAST_TIME),
    actor_type: sql`${ctx.actor.type}`,
    actor_id: sql`${ctx.actor.id}`,
    today: sql`${today(ctx)}`,
    tomorrow_at: sql`${tomorrowAt(ctx)}`,
  };
  const postings = inPortions(rows).map((portion) => insertInto("stock_posting", COLUMNS, portion, shared));
  return [...postings, ...net.statements];
}

/** When the organization's day ends: what is committed from then on is of the next one. */
function tomorrowAt(ctx: TenantContext): string {
  return timestamp(new Date(dayOf(ctx.organization.timezone, ctx.now).end.getTime() + 1));
}

/** The values of a movement, in the order of `COLUMNS`. One that is `netted` writes no events of its own. */
function postingRow(movement: Movement, reorder_point: number, netted: boolean): unknown[] {
  const { takes_available, needs_usable_lot, arrives } = traitsOf(movement.type);
  const { reclassifies = false } = movement;
  const { on_hand_change, reserved_change } = changesOf(movement);
  return [
    movement.type,
    movement.variant_id,
    movement.location_id,
    movement.lot?.lot_id ?? null,
    shownQuantity(movement),
    on_hand_change,
    reserved_change,
    Number(arrives),
    Number(takes_available && !reclassifies),
    Number(needs_usable_lot && !reclassifies),
    movement.expected_on_hand ?? null,
    Number(reclassifies || netted),
    reorder_point,
    movement.unit_cost ?? null,
    movement.value ?? null,
    movement.unit_price ?? null,
    Number(movement.first_shipment ?? false),
    movement.reason ?? null,
    movement.note ?? null,
    MOVEMENT_KINDS[movement.type].reference_type,
    movement.reference_id,
    movement.line_id ?? null,
  ];
}
