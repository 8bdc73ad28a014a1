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

/** The status of a purchase order that is neither closed nor cancelled, derived from its lines. */
export function statusOf(items: readonly Progress[]): PurchaseOrderStatus {
  if (items.every((item) => openQuantity(item) === 0)) return "received";
  const has_arrivals = items.some((item) => item.received_quantity > 0 || item.rejected_quantity > 0);
  return has_arrivals ? "partially_received" : "ordered";
}
