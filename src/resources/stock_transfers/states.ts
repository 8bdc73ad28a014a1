import type { StockTransferStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** What may be done to a stock transfer, and when. */
export const STOCK_TRANSFER_ACTIONS = {
  ship: ["draft"],
  receive: ["in_transit", "partially_received"],
  cancel: ["draft"],
} as const satisfies Actions<StockTransferStatus>;

type Progress = { shipped_quantity: number; received_quantity: number; lost_quantity: number };

/** What of a line is neither here nor there. */
export function inTransit({ shipped_quantity, received_quantity, lost_quantity }: Progress): number {
  return shipped_quantity - received_quantity - lost_quantity;
}
