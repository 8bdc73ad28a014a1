import type { OrderStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** What may be done to an order, and when. `partially_fulfilled` may be reserved while something of the rest is short. */
export const ORDER_ACTIONS = {
  reserve: ["pending", "partially_reserved", "partially_fulfilled"],
  fulfill: ["pending", "partially_reserved", "reserved", "partially_fulfilled"],
  cancel: ["pending", "partially_reserved", "reserved", "partially_fulfilled"],
} as const satisfies Actions<OrderStatus>;

type Progress = {
  quantity: number;
  reserved_quantity: number;
  fulfilled_quantity: number;
  cancelled_quantity: number;
};

/** What of a line is neither fulfilled nor cancelled. */
export function openQuantity({ quantity, fulfilled_quantity, cancelled_quantity }: Progress): number {
  return quantity - fulfilled_quantity - cancelled_quantity;
}

/** What of a line is still to be reserved. */
export function shortQuantity(item: Progress): number {
  return openQuantity(item) - item.reserved_quantity;
}

/** The status that the lines of an order that is not cancelled amount to. */
export function statusOf(items: readonly Progress[]): OrderStatus {
  if (items.every((item) => openQuantity(item) === 0)) return "fulfilled";
  if (items.some((item) => item.fulfilled_quantity > 0)) return "partially_fulfilled";
  if (items.every((item) => shortQuantity(item) === 0)) return "reserved";
  return items.some((item) => item.reserved_quantity > 0) ? "partially_reserved" : "pending";
}
