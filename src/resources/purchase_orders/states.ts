import type { PurchaseOrderStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** What may be done to a purchase order, and when. */
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

/** What of a line is still to come. */
export function openQuantity({ quantity, received_quantity, rejected_quantity, cancelled_quantity }: Progress): number {
  return Math.max(0, quantity - received_quantity - rejected_quantity - cancelled_quantity);
}

/** The status that the lines of an order that is neither closed nor cancelled amount to. */
export function statusOf(items: readonly Progress[]): PurchaseOrderStatus {
  if (items.every((item) => openQuantity(item) === 0)) return "received";
  const arrived = items.some((item) => item.received_quantity > 0 || item.rejected_quantity > 0);
  return arrived ? "partially_received" : "ordered";
}
