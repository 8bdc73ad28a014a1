import { route } from "../../http/route";
import { validFrom } from "../../shared/transitions";
import { cancelOrder } from "./cancel";
import { createOrder } from "./create";
import { fulfillOrder } from "./fulfill";
import { listOrders, orderResource } from "./queries";
import { reserveOrder } from "./reserve";
import { CancelOrder, FulfillOrder, NewOrder, Order, OrderFilters, ReserveOrder } from "./schemas";
import { ORDER_ACTIONS } from "./states";

const common = { tag: "Orders", data: Order, answers: "resource", wrappers: ["order"] } as const;

export const orderRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/orders",
    operation: "listOrders",
    scope: "read",
    summary: "List orders",
    description: "Returns a page of orders, newest first. An order is listed if it matches all of the given filters.",
    query: OrderFilters,
    handle: (ctx, { query }) => listOrders(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/orders",
    operation: "createOrder",
    scope: "write",
    status: 201,
    summary: "Create an order",
    description:
      "Creates an order without moving stock. With `reserve: true` its items are reserved in the same transaction: if any of them is not available, nothing is created, unless `allow_partial` is also set.",
    body: NewOrder,
    dry_run: true,
    errors: ["already_exists", "insufficient_stock"],
    handle: (ctx, { body }) => createOrder(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/orders/:id",
    operation: "getOrder",
    scope: "read",
    summary: "Get an order",
    description:
      "Returns an order with its items, each with what has been reserved, fulfilled, cancelled and returned so far.",
    handle: (ctx, { params }) => orderResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/orders/:id/reserve",
    operation: "reserveOrder",
    scope: "write",
    summary: "Reserve stock for an order",
    description: `Reserves available stock for every item that is not fully reserved: reserved rises, on hand does not change. Lots are reserved first expired, first out. If any item is short, nothing is reserved, unless \`allow_partial\` is set. An order has at most 5,000 lots. ${validFrom(ORDER_ACTIONS, "reserve")}`,
    body: ReserveOrder,
    dry_run: true,
    errors: ["insufficient_stock", "invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => reserveOrder(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/orders/:id/fulfill",
    operation: "fulfillOrder",
    scope: "write",
    summary: "Fulfill an order",
    description: `Ships the given items, or everything still open: on hand falls, and with it what was reserved for the order. The order's own reservation is used first, then available stock; stock reserved for other orders is never used. ${validFrom(ORDER_ACTIONS, "fulfill")}`,
    body: FulfillOrder,
    dry_run: true,
    errors: ["insufficient_stock", "invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => fulfillOrder(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/orders/:id/cancel",
    operation: "cancelOrder",
    scope: "write",
    summary: "Cancel an order",
    description: `Cancels everything that is not fulfilled and releases its reservations. What was shipped stays shipped. ${validFrom(ORDER_ACTIONS, "cancel")}`,
    body: CancelOrder,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => cancelOrder(ctx, params.id, body),
  }),
];
