import type { StoredOrderItem } from "../../../drizzle/tenant";
import { type Movement, type Stock, stockKey } from "../../ledger";
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
  levels: readonly Stock[],
  allow_partial: boolean,
): Reservation {
  const free = new Map(levels.map((level) => [stockKey(level), Math.max(0, level.available)]));
  const movements: Movement[] = [];
  const shortages: Shortage[] = [];

  const items = lines.map((line) => {
    const wanted = shortQuantity(line);
    const available = free.get(stockKey(line)) ?? 0;
    const taken = Math.min(wanted, available);
    if (taken < wanted) shortages.push(shortageOf(line, wanted, available));
    if (taken === 0) return line;
    free.set(stockKey(line), available - taken);
    const { variant_id, location_id } = line;
    movements.push({
      type: "order_reserved",
      variant_id,
      location_id,
      quantity: taken,
      reference_id: order_id,
      line_id: line.id,
    });
    return { ...line, reserved_quantity: line.reserved_quantity + taken };
  });
  if (!allow_partial) refuseAll(shortages.map(({ order_item_id: _, ...details }) => insufficient(details)));
  return { items, movements, shortages };
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
