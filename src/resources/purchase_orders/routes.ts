import { route } from "../../http/route";
import { validFrom } from "../../shared/transitions";
import { cancelPurchaseOrder } from "./cancel";
import { closePurchaseOrder } from "./close";
import { createPurchaseOrder } from "./create";
import { listPurchaseOrders, purchaseOrderResource } from "./queries";
import { receivePurchaseOrder } from "./receive";
import {
  CancelPurchaseOrder,
  ClosePurchaseOrder,
  NewPurchaseOrder,
  PurchaseOrder,
  PurchaseOrderChange,
  PurchaseOrderFilters,
  ReceivePurchaseOrder,
} from "./schemas";
import { PURCHASE_ORDER_ACTIONS } from "./states";
import { updatePurchaseOrder } from "./update";

const common = { tag: "Purchasing", data: PurchaseOrder, answers: "resource", wrappers: ["purchase_order"] } as const;

export const purchaseOrderRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/purchase_orders",
    operation: "listPurchaseOrders",
    scope: "read",
    summary: "List purchase orders",
    description:
      "Returns a page of purchase orders, newest first. A purchase order is listed if it matches all of the given filters.",
    query: PurchaseOrderFilters,
    handle: (ctx, { query }) => listPurchaseOrders(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/purchase_orders",
    operation: "createPurchaseOrder",
    scope: "write",
    status: 201,
    summary: "Create a purchase order",
    description:
      "Orders goods from a supplier. What is ordered counts as `incoming` at the location; on hand does not change until it is received.",
    body: NewPurchaseOrder,
    dry_run: true,
    errors: ["already_exists"],
    handle: (ctx, { body }) => createPurchaseOrder(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/purchase_orders/:id",
    operation: "getPurchaseOrder",
    scope: "read",
    summary: "Get a purchase order",
    description:
      "Returns a purchase order with its items, each with what has been received, rejected and cancelled so far.",
    handle: (ctx, { params }) => purchaseOrderResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/purchase_orders/:id",
    operation: "updatePurchaseOrder",
    scope: "write",
    summary: "Update a purchase order",
    description: `Changes the given members; \`items\` replaces all items, by items with new ids. \`incoming\` changes accordingly. ${validFrom(PURCHASE_ORDER_ACTIONS, "change")}`,
    body: PurchaseOrderChange,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => updatePurchaseOrder(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/purchase_orders/:id/receive",
    operation: "receivePurchaseOrder",
    scope: "write",
    summary: "Receive a purchase order",
    description: `Receives the given items, or everything still open: on hand rises by what is accepted, \`incoming\` falls by what arrived, and the value of the stock rises by what it cost, in the organization's currency: an order in another one needs an \`exchange_rate\`. Goods of a quarantined or recalled lot are received too; \`warnings\` names it. An item can be received in several deliveries, but no more than was ordered unless \`allow_over_receipt\` is set. An order of which everything was rejected stays \`partially_received\`, and its replacement can be received. ${validFrom(PURCHASE_ORDER_ACTIONS, "receive")}`,
    body: ReceivePurchaseOrder,
    dry_run: true,
    errors: ["already_exists", "invalid_status", "module_disabled", "stale_version"],
    handle: (ctx, { params, body }) => receivePurchaseOrder(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/purchase_orders/:id/cancel",
    operation: "cancelPurchaseOrder",
    scope: "write",
    summary: "Cancel a purchase order",
    description: `Cancels what has not arrived: \`incoming\` falls by it, and the status becomes \`cancelled\`. What was received stays in stock. ${validFrom(PURCHASE_ORDER_ACTIONS, "cancel")}`,
    body: CancelPurchaseOrder,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => cancelPurchaseOrder(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/purchase_orders/:id/close",
    operation: "closePurchaseOrder",
    scope: "write",
    summary: "Close a purchase order",
    description: `Closes a purchase order short, as settled without the rest: \`incoming\` falls by what has not arrived, and the status becomes \`closed\`. What was received stays in stock. ${validFrom(PURCHASE_ORDER_ACTIONS, "close")}`,
    body: ClosePurchaseOrder,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => closePurchaseOrder(ctx, params.id, body),
  }),
];
