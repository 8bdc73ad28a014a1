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
    summary: "Place an order",
    description: "Moves no stock. With `reserve: true` it is reserved in the same commit, or nothing happens at all.",
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
    handle: (ctx, { params }) => orderResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/orders/:id/reserve",
    operation: "reserveOrder",
    scope: "write",
    summary: "Reserve an order's stock",
    description: `Sets stock aside for every line still short of it, all or nothing unless \`allow_partial\`. ${validFrom(ORDER_ACTIONS, "reserve")}`,
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
    summary: "Fulfil an order",
    description: `Ships the lines named, or the whole rest: from the order's own reservation first, then from what is available. ${validFrom(ORDER_ACTIONS, "fulfill")}`,
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
    summary: "Cancel an order, or the rest of it",
    description: `Releases what is reserved. ${validFrom(ORDER_ACTIONS, "cancel")}`,
    body: CancelOrder,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => cancelOrder(ctx, params.id, body),
  }),
];
