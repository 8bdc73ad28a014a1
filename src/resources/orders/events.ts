import * as z from "zod";
import { declareEvents } from "../../events/declare";
import { Order } from "./schemas";

const Released = z
  .union([Order, Order.pick({ id: true, number: true, status: true, version: true, updated_at: true })])
  .meta({
    description:
      "Where a lot is released from more than 100 at once, the others have only these members, and `truncated` is true",
  });

export const orderEvents = declareEvents({
  "order.created": { summary: "An order was created.", data: { order: Order } },
  "order.reserved": { summary: "Stock was reserved for an order.", data: { order: Order } },
  "order.fulfilled": { summary: "An order was fulfilled completely.", data: { order: Order } },
  "order.partially_fulfilled": { summary: "An order was fulfilled in part.", data: { order: Order } },
  "order.released": {
    summary: "A quarantined or recalled lot was released from an order that it was reserved for.",
    data: { order: Released },
  },
  "order.cancelled": { summary: "An order, or what was left of it, was cancelled.", data: { order: Order } },
});
