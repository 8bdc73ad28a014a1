import { type SQL, sql } from "drizzle-orm";
import type { LineLot, LotName } from "../../drizzle/tenant";
import { type DomainError, refuse } from "../shared/errors";
import { jsonBytes } from "../shared/json_bytes";
import { fromScaled } from "../shared/quantity";
import type { LotDisposition } from "../shared/statuses";
import { changesOf, type Movement, traitsOf } from "./movements";

/** The last usable day of a lot that does not expire. */
const NEVER = "9999-12-31";

/**
 * The last day on which a lot can be reserved, fulfilled or consumed; empty if it is quarantined or recalled. The same
 * rule as that of the generated column `lots.usable_through`.
 */
export function usableThrough({
  disposition,
  expiry_date,
}: {
  disposition: LotDisposition;
  expiry_date: string | null;
}) {
  return disposition === "active" ? (expiry_date ?? NEVER) : "";
}

/** Compares lots by the order they are allocated in: first expired, first out (FEFO), then first received. */
export function firstExpiredFirst(one: Omit<LotName, "lot_id">, other: Omit<LotName, "lot_id">): number {
  const [first, second] = [one.expiry_date ?? NEVER, other.expiry_date ?? NEVER];
  if (first !== second) return first < second ? -1 : 1;
  return one.sequence - other.sequence;
}

/**
 * What is held at a level on a day, as SQL: the unreserved stock of its lots that can't be sold because they are
 * expired, quarantined or recalled. `level` is the table, view or alias that the level is selected from.
 */
export function heldAt(level: string, today: string): SQL<number> {
  const at = sql.identifier(level);
  return sql<number>`CASE WHEN ${at}.lot_tracked THEN coalesce((SELECT sum(h.held) FROM held_stock h
    WHERE h.variant_id = ${at}.variant_id AND h.location_id = ${at}.location_id AND h.usable_through < ${today}), 0)
    ELSE 0 END`;
}

/** The condition that nothing of a lot is reserved, which concurrent reservations can make untrue. */
export function isReleased(lot_id: string): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM lot_stock WHERE lot_id = ${lot_id} AND reserved > 0)`;
}

/** The condition that nothing of these lots has moved, been reserved or released since the ledger's entry `last`. */
export function areUnmoved(lot_ids: readonly string[], last: number): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(lot_ids)}) j CROSS JOIN stock_ledger e
    ON e.lot_id = j.value WHERE e.sequence > ${last})`;
}

/** The most lots that the lines of one document may have, and the bytes of JSON that they may take: D1 reads 2 MB at once. */
const MAX_LOTS = 5000;
const MAX_BYTES_OF_LOTS = 1_600_000;
/** What a lot takes besides its number. */
const BYTES_PER_LOT = 140;

/**
 * Refuses with `validation_failed` lines that would have more lots than a document can be read with; none of the stock is
 * moved.
 */
function refuseTooManyLots(lines: readonly Line[]): void {
  const lots = lines.flatMap((line) => line.lots.filter(isUsed));
  const bytes = lots.reduce((sum, { lot_number }) => sum + BYTES_PER_LOT + jsonBytes(lot_number), 0);
  if (lots.length <= MAX_LOTS && bytes <= MAX_BYTES_OF_LOTS) return;
  throw tooManyLots(`${lots.length}`);
}

/** The refusal of a request that would take stock of more lots than a document can have. */
export function tooManyLots(count = `more than ${MAX_LOTS}`): DomainError {
  const message = `The items would take stock of ${count} lots. A document can have at most ${MAX_LOTS}, or fewer with long lot numbers: split it into several.`;
  return refuse("validation_failed", message, { field: "items", details: { max_lots: MAX_LOTS } });
}

/** Whether any of a lot is reserved for the line, or was taken by it. */
const isUsed = ({ reserved, taken }: LineLot) => reserved + taken > 0;

/** A lot that a line has not used yet. */
const UNUSED = { reserved: 0, taken: 0, arrived: 0, claimed: 0 };

type Line = { id: string; lots: LineLot[]; reserved_quantity?: number };

/**
 * A document's lines after their movements: what is reserved for each, in all and by lot, and what left of each lot. Refuses
 * with `validation_failed` more lots than a document can have.
 */
export function afterMovements<L extends Line>(lines: readonly L[], movements: readonly Movement[]): L[] {
  const by_line = Map.groupBy(movements, ({ line_id }) => line_id);
  const after = lines.map((line) => {
    const own = by_line.get(line.id) ?? [];
    if (own.length === 0) return line;
    const lots = lotsAfter(line.lots, own);
    if (line.reserved_quantity === undefined) return { ...line, lots };
    const reserved_change = own.reduce((sum, movement) => sum + changesOf(movement).reserved_change, 0);
    return { ...line, lots, reserved_quantity: line.reserved_quantity + reserved_change };
  });
  refuseTooManyLots(after);
  return after;
}

function lotsAfter(line_lots: readonly LineLot[], movements: readonly Movement[]): LineLot[] {
  const lots = new Map(line_lots.map((lot) => [lot.lot_id, { ...lot }]));
  for (const movement of movements) {
    if (!movement.lot) continue;
    const { on_hand_change, reserved_change } = changesOf(movement);
    const lot = lots.get(movement.lot.lot_id) ?? { ...(movement.lot as LotName), ...UNUSED };
    lot.reserved += reserved_change;
    lot.taken += Math.max(0, -on_hand_change);
    if (traitsOf(movement.type).arrives) lot.arrived += movement.quantity;
    lots.set(lot.lot_id, lot);
  }
  return [...lots.values()];
}

/**
 * The lots of a document's line as the API returns them: how much of each is reserved for the line or was taken by it.
 */
export function toLineLots(lots: readonly LineLot[]) {
  return lots
    .filter(isUsed)
    .toSorted(firstExpiredFirst)
    .map(({ lot_id, lot_number, reserved, taken }) => ({ lot_id, lot_number, quantity: fromScaled(reserved + taken) }));
}
