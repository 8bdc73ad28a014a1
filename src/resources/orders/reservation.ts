import type { StoredOrderItem } from "../../../drizzle/tenant";
import { afterMovements, type Movement, type Part, type Shelf } from "../../ledger";
import { insufficient, refuseAll } from "../../shared/errors";
import { fromScaled } from "../../shared/quantity";
import { shortQuantity } from "./states";

type Line = StoredOrderItem;
type Shortage = ReturnType<typeof shortageOf>;

/** What a reservation comes to: the lines after it, the movements that make it so, and what was not there. */
export type Reservation = { items: Line[]; movements: Movement[]; shortages: Shortage[] };

/**
 * Decides what to reserve for lines from what is available, in the lines' order. All or nothing, unless `allow_partial`:
 * otherwise refuses with `insufficient_stock`, naming every short line.
 */
export function decideReservation(
  order_id: string,
  lines: readonly Line[],
  shelf: Shelf,
  allow_partial: boolean,
): Reservation {
  const shortages: Shortage[] = [];
  const movements = lines.flatMap((line) => {
    const { id: line_id, variant_id, location_id } = line;
    const wanted = shortQuantity(line);
    const available = Math.max(0, shelf.available(line));
    if (available < wanted) shortages.push(shortageOf(line, wanted, available));
    return shelf.reserve(line, wanted).map(({ lot, quantity }): Movement => {
      const place = { variant_id, location_id, lot, line_id };
      return { type: "order_reserved", ...place, quantity, reference_id: order_id };
    });
  });
  if (!allow_partial) refuseAll(shortages.map(({ order_item_id: _, ...details }) => insufficient(details)));
  return { items: afterMovements(lines, movements), movements, shortages };
}

function shortageOf({ id, sku, variant_id, location_id }: Line, requested: number, available: number) {
  return {
    order_item_id: id,
    sku,
    variant_id,
    location_id,
    requested: fromScaled(requested),
    available: fromScaled(available),
  };
}

/** The movements that make parts of a line's reservation available again. */
export function released(order_id: string, line: Line, parts: readonly Part[]): Movement[] {
  const { id: line_id, variant_id, location_id } = line;
  return parts.map(({ lot, quantity }) => {
    const place = { variant_id, location_id, lot, line_id };
    return { type: "order_released", ...place, quantity, reference_id: order_id };
  });
}
