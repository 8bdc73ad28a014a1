import type { LineLot, LotName } from "../../drizzle/tenant";
import { type Allocation, afterMovements, type Movement, reservationKind } from "../ledger";
import { insufficient, refuseAll } from "../shared/errors";
import { fromScaled } from "../shared/quantity";
import type { ReferenceType } from "../shared/statuses";

/** A document that reserves stock for its lines. */
export type ReservingDocument = { type: ReferenceType; id: string };

type Line = { id: string; variant_id: string; location_id: string };
/** A line, and what is reserved for it in stored units. */
type ReservableLine = Line & { sku: string; reserved_quantity: number; lots: LineLot[] };
type Part = { lot: Pick<LotName, "lot_id"> | null; quantity: number };

/**
 * The movements that reserve parts of the stock for a document's line: reserved rises, on hand stays. Quantities are in
 * stored units. Posting them is refused with `insufficient_stock` if they are no longer available.
 */
export function reserveMovements(document: ReservingDocument, line: Line, parts: readonly Part[]): Movement[] {
  return movementsOf(1, document, line, parts);
}

/**
 * The movements that release parts of what is reserved for a document's line: reserved falls, on hand stays, and the
 * quantity, in stored units, is available again.
 */
export function releaseMovements(document: ReservingDocument, line: Line, parts: readonly Part[]): Movement[] {
  return movementsOf(-1, document, line, parts);
}

function movementsOf(
  sign: 1 | -1,
  document: ReservingDocument,
  { id: line_id, variant_id, location_id }: Line,
  parts: readonly Part[],
): Movement[] {
  const type = reservationKind(document.type, sign);
  const reference_id = document.id;
  return parts.map(({ lot, quantity }) => ({ type, variant_id, location_id, lot, line_id, quantity, reference_id }));
}

/** A line that could not be reserved in full, in the client's numbers. */
export type Shortage = ReturnType<typeof shortageOf>;

/** The lines after a reservation, its movements, and the lines that could not be reserved in full. */
export type Reservation<L> = { items: L[]; movements: Movement[]; shortages: Shortage[] };

/**
 * Reserves available stock for the lines of a document, in their order: for each line the quantity that `neededBy` returns, in
 * stored units. Usable lots only, first expired first (FEFO). Unless `allow_partial` is set, a shortage refuses all lines with
 * `insufficient_stock`, one problem per short line.
 */
export function reserveLines<L extends ReservableLine>(
  document: ReservingDocument,
  lines: readonly L[],
  allocation: Allocation,
  neededBy: (line: L) => number,
  allow_partial = false,
): Reservation<L> {
  const shortages: Shortage[] = [];
  const movements = lines.flatMap((line) => {
    const needed = neededBy(line);
    const parts = allocation.reserve(line, needed);
    const obtained = parts.reduce((sum, { quantity }) => sum + quantity, 0);
    if (obtained < needed) shortages.push(shortageOf(line, needed, obtained));
    return reserveMovements(document, line, parts);
  });
  if (!allow_partial) refuseAll(shortages.map(({ line_id: _, ...details }) => insufficient(details)));
  return { items: afterMovements(lines, movements), movements, shortages };
}

function shortageOf(line: ReservableLine, requested: number, available: number) {
  const { id: line_id, sku, variant_id, location_id } = line;
  return {
    line_id,
    sku,
    variant_id,
    location_id,
    requested: fromScaled(requested),
    available: fromScaled(available),
  };
}
