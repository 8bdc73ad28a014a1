import type { OrderStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/**
 * The statuses each action is valid from. A `partially_fulfilled` order can be reserved while some of its rest is
 * short.
 */
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

/** The quantity of a line that is neither fulfilled nor cancelled, in stored units. */
export function openQuantity({ quantity, fulfilled_quantity, cancelled_quantity }: Progress): number {
  return quantity - fulfilled_quantity - cancelled_quantity;
}

/** The open quantity of a line that is not reserved, in stored units. */
export function shortQuantity(item: Progress): number {
  return openQuantity(item) - item.reserved_quantity;
}

/** The status of an order that is not cancelled, derived from its lines. */
export function statusOf(items: readonly Progress[]): OrderStatus {
  if (items.every((item) => openQuantity(item) === 0)) return "fulfilled";
  if (items.some((item) => item.fulfilled_quantity > 0)) return "partially_fulfilled";
  if (items.every((item) => shortQuantity(item) === 0)) return "reserved";
  return items.some((item) => item.reserved_quantity > 0) ? "partially_reserved" : "pending";
}
