import { route } from "../../http/route";
import { validFrom } from "../../shared/transitions";
import { createPurchaseOrder } from "./create";
import { endPurchaseOrder } from "./end";
import { listPurchaseOrders, purchaseOrderResource } from "./queries";
import { receivePurchaseOrder } from "./receive";
import {
  EndPurchaseOrder,
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
    summary: "Order from a supplier",
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
    handle: (ctx, { params }) => purchaseOrderResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/purchase_orders/:id",
    operation: "updatePurchaseOrder",
    scope: "write",
    summary: "Change a purchase order",
    description: `\`items\` replaces all lines. ${validFrom(PURCHASE_ORDER_ACTIONS, "change")}`,
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
    summary: "Receive goods",
    description: `All that is open, or the items named; one line may be received several times. ${validFrom(PURCHASE_ORDER_ACTIONS, "receive")}`,
    body: ReceivePurchaseOrder,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => receivePurchaseOrder(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/purchase_orders/:id/cancel",
    operation: "cancelPurchaseOrder",
    scope: "write",
    summary: "Cancel a purchase order, or the rest of it",
    description: `What was received stays; \`incoming\` falls by the rest. ${validFrom(PURCHASE_ORDER_ACTIONS, "cancel")}`,
    body: EndPurchaseOrder,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => endPurchaseOrder(ctx, params.id, "cancel", body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/purchase_orders/:id/close",
    operation: "closePurchaseOrder",
    scope: "write",
    summary: "Close a purchase order short",
    description: `What was received stays; \`incoming\` falls by the rest. ${validFrom(PURCHASE_ORDER_ACTIONS, "close")}`,
    body: EndPurchaseOrder,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => endPurchaseOrder(ctx, params.id, "close", body),
  }),
];
