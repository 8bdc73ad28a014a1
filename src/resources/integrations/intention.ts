import type * as z from "zod";
import type { NewOrder } from "../orders/schemas";

/** An order of the sender's, as the body of `POST /orders` without what the integration decides. */
export type IncomingOrder = {
  body: z.input<typeof NewOrder>;
  /** The sender's ids of its lines, in the order of `items`. */
  line_ids: readonly string[];
};

/** What is refunded of one line of an order. */
export type RefundedLine = {
  /** The sender's id of the order's line. */
  line_id: string;
  /** The SKU of goods, by which a line is found that was added to the order later; null if it isn't known, or there is nothing to ship. */
  sku: string | null;
  quantity: number;
  /** Whether the goods come back, were never shipped, or are gone. */
  goods: "returned" | "not_shipped" | "gone";
  unit_refund: number | null;
};

/**
 * What a message wants to have done. `order_id` is the sender's id of the order. Only a cancellation of an order that has not arrived
 * needs `order`, which may be refused; it is null if there is none to create. A `hint` says what people may have to do about an order that has arrived before.
 */
export type Intention =
  | { kind: "order"; order_id: string; order: IncomingOrder; is_update: boolean; hint?: string }
  | { kind: "cancellation"; order_id: string; reason: string | null; order: (() => IncomingOrder) | null }
  | {
      kind: "refund";
      order_id: string;
      refund_id: string;
      reason: string | null;
      lines: readonly RefundedLine[] | "all";
    }
  | { kind: "nothing"; order_id: string | null; why: string };
