import type { StockTransferStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** The statuses each action is valid from. */
export const STOCK_TRANSFER_ACTIONS = {
  ship: ["draft"],
  receive: ["in_transit", "partially_received"],
  cancel: ["draft"],
} as const satisfies Actions<StockTransferStatus>;

type Progress = { shipped_quantity: number; received_quantity: number; lost_quantity: number };

/** The quantity of a line that has left the source and has neither arrived nor been lost, in stored units. */
export function inTransit({ shipped_quantity, received_quantity, lost_quantity }: Progress): number {
  return shipped_quantity - received_quantity - lost_quantity;
}
