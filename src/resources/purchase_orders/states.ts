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

/** True for an order of which as much was rejected as was ordered: what is received of it is a replacement. */
function isWhollyRejected(items: readonly Progress[]): boolean {
  return items.every((item) => item.rejected_quantity >= item.quantity - item.cancelled_quantity);
}

/** What is left of a line to be replaced, in stored units. */
function replaceableQuantity({ quantity, received_quantity, cancelled_quantity }: Progress): number {
  return Math.max(0, quantity - cancelled_quantity - received_quantity);
}

/**
 * How much of each line can be received, in stored units: what is open or, of an order that was wholly rejected, what has
 * not been replaced yet.
 */
export function receivableQuantity(items: readonly Progress[]): (line: Progress) => number {
  return isWhollyRejected(items) ? replaceableQuantity : openQuantity;
}

/** The status of a purchase order that is neither closed nor cancelled, derived from its lines. */
export function statusOf(items: readonly Progress[]): PurchaseOrderStatus {
  const receivable = receivableQuantity(items);
  if (items.every((item) => receivable(item) === 0)) return "received";
  const has_arrivals = items.some((item) => item.received_quantity > 0 || item.rejected_quantity > 0);
  return has_arrivals ? "partially_received" : "ordered";
}
