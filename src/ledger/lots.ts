import { type SQL, sql } from "drizzle-orm";
import type { LineLot, LotName } from "../../drizzle/tenant";
import { type TenantContext, today } from "../commands/context";
import { timestamp } from "../shared/clock";
import { fromScaled, toScaled } from "../shared/quantity";
import type { LotDisposition } from "../shared/statuses";
import { changesOf, type Movement, traitsOf } from "./movements";

/** The last day of a lot that never expires. */
const NEVER = "9999-12-31";

/** The last day on which a lot may be used, empty for one that is blocked: as the column `usable_through` computes it. */
export function usableThrough({
  disposition,
  expiry_date,
}: {
  disposition: LotDisposition;
  expiry_date: string | null;
}) {
  return disposition === "active" ? (expiry_date ?? NEVER) : "";
}

/** The order in which lots are taken: first expired, first out (FEFO), then first received. */
export function firstExpiredFirst(one: Omit<LotName, "lot_id">, other: Omit<LotName, "lot_id">): number {
  const [first, second] = [one.expiry_date ?? NEVER, other.expiry_date ?? NEVER];
  if (first !== second) return first < second ? -1 : 1;
  return one.sequence - other.sequence;
}

/**
 * What of a level is held, as SQL: the stock, not reserved, of its lots that may not be sold on a day because they are
 * expired, quarantined or recalled. `level` names the table or view the level is read from.
 */
export function heldAt(level: string, today: string): SQL<number> {
  const at = sql.identifier(level);
  return sql<number>`CASE WHEN ${at}.lot_tracked THEN coalesce((SELECT sum(h.held) FROM held_stock h
    WHERE h.variant_id = ${at}.variant_id AND h.location_id = ${at}.location_id AND h.usable_through < ${today}), 0)
    ELSE 0 END`;
}

/**
 * Emits availability events for every level that holds the lot: to be committed right after the lot was released (`by` 1) or
 * blocked (`by` -1). Changes no stock.
 */
export function announceAvailability(ctx: TenantContext, lot_id: string, by: 1 | -1): SQL {
  const reorder_point = toScaled(ctx.organization.settings.default_reorder_point);
  return sql`INSERT INTO availability_changes (variant_id, location_id, change, held, reorder_point, actor_type, actor_id, at)
    SELECT s.variant_id, s.location_id, ${sql.raw(String(by))} * max(0, k.on_hand - k.reserved), ${heldAt("s", today(ctx))},
      ${reorder_point}, ${ctx.actor.type}, ${ctx.actor.id}, ${timestamp(ctx.now)}
    FROM lot_stock k CROSS JOIN stock_levels s ON s.variant_id = k.variant_id AND s.location_id = k.location_id
    WHERE k.lot_id = ${lot_id} AND (k.on_hand > 0 OR k.reserved > 0)`;
}

/** Lets the commit fail where something of a lot is reserved after all: somebody was faster. */
export function assertReleased(lot_id: string): SQL {
  return sql`INSERT INTO released_lots (lot_id) VALUES (${lot_id})`;
}

const NOTHING = { reserved: 0, taken: 0, arrived: 0, claimed: 0 };

type Line = { id: string; lots: LineLot[]; reserved_quantity?: number };

/** A document's lines as they are after movements of theirs: what is reserved for them, and what of which lot. */
export function afterMovements<L extends Line>(lines: readonly L[], movements: readonly Movement[]): L[] {
  const by_line = Map.groupBy(movements, ({ line_id }) => line_id);
  return lines.map((line) => {
    const own = by_line.get(line.id) ?? [];
    if (own.length === 0) return line;
    const lots = new Map(line.lots.map((lot) => [lot.lot_id, { ...lot }]));
    let reserved = 0;
    for (const movement of own) {
      const { on_hand_change, reserved_change } = changesOf(movement);
      reserved += reserved_change;
      if (!movement.lot) continue;
      const lot = lots.get(movement.lot.lot_id) ?? { ...(movement.lot as LotName), ...NOTHING };
      lot.reserved += reserved_change;
      lot.taken += Math.max(0, -on_hand_change);
      if (traitsOf(movement.type).arrives) lot.arrived += movement.quantity;
      lots.set(lot.lot_id, lot);
    }
    const reserved_quantity =
      line.reserved_quantity === undefined ? {} : { reserved_quantity: line.reserved_quantity + reserved };
    return { ...line, ...reserved_quantity, lots: [...lots.values()] };
  });
}

/** The lots of a document's line as they are answered: how much of each is set aside for it or went out with it. */
export function toLineLots(lots: readonly LineLot[]) {
  return lots
    .filter(({ reserved, taken }) => reserved + taken > 0)
    .toSorted(firstExpiredFirst)
    .map(({ lot_id, lot_number, reserved, taken }) => ({ lot_id, lot_number, quantity: fromScaled(reserved + taken) }));
}
