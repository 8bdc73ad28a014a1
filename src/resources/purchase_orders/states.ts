import type { PurchaseOrderStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** The statuses each action is valid from. */
export const PURCHASE_ORDER_ACTIONS = {
  change: ["ordered"],
  receive: ["ordered", "partially_received"],
  cancel: ["ordered", "partially_received"],
  close: ["ordered", "partially_received"],
} as const satisfies Actions<PurchaseOrderStatus>;

type Progress = {
  quantity: number;
  received_quantity: number;
  rejected_quantity: number;
  cancelled_quantity: number;
};

/** The quantity of a line that is still expected, in stored units. */
export function openQuantity({ quantity, received_quantity, rejected_quantity, cancelled_quantity }: Progress): number {
  return Math.max(0, quantity - received_quantity - rejected_quantity - cancelled_quantity);
}

/** True for an order of which everything arrived and nothing was accepted: it waits for a replacement. */
function isWhollyRejected(items: readonly Progress[]): boolean {
  return items.every((item) => openQuantity(item) === 0 && item.received_quantity === 0);
}

/**
 * How much of each line can be received, in stored units: what is open or, of an order that was wholly rejected, all that
 * was ordered.
 */
export function receivableQuantity(items: readonly Progress[]): (line: Progress) => number {
  return isWhollyRejected(items) ? ({ quantity, cancelled_quantity }) => quantity - cancelled_quantity : openQuantity;
}

/** The status of a purchase order that is neither closed nor cancelled, derived from its lines. */
export function statusOf(items: readonly Progress[]): PurchaseOrderStatus {
  if (items.every((item) => openQuantity(item) === 0) && !isWhollyRejected(items)) return "received";
  const has_arrivals = items.some((item) => item.received_quantity > 0 || item.rejected_quantity > 0);
  return has_arrivals ? "partially_received" : "ordered";
}
