import { route } from "../../http/route";
import { validFrom } from "../../shared/transitions";
import { createPurchaseOrder } from "./create";
import { endPurchaseOrder } from "./end";
import { getPurchaseOrder, listPurchaseOrders } from "./queries";
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
    scope: "read",
    summary: "List purchase orders",
    query: PurchaseOrderFilters,
    handle: (ctx, { query }) => listPurchaseOrders(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/purchase_orders",
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
    scope: "read",
    summary: "Get a purchase order",
    handle: (ctx, { params }) => getPurchaseOrder(ctx, params.id as string),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/purchase_orders/:id",
    scope: "write",
    summary: "Change a purchase order",
    description: `\`items\` replaces all lines. ${validFrom(PURCHASE_ORDER_ACTIONS, "change")}`,
    body: PurchaseOrderChange,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => updatePurchaseOrder(ctx, params.id as string, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/purchase_orders/:id/receive",
    scope: "write",
    summary: "Receive goods",
    description: `All that is open, or the items named; one line may be received several times. ${validFrom(PURCHASE_ORDER_ACTIONS, "receive")}`,
    body: ReceivePurchaseOrder,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => receivePurchaseOrder(ctx, params.id as string, body),
  }),
  ...(["cancel", "close"] as const).map((action) =>
    route({
      ...common,
      method: "post",
      path: `/api/v1/purchase_orders/:id/${action}`,
      scope: "write",
      summary: action === "cancel" ? "Cancel what has not come" : "Close an order whose rest is not expected any more",
      description: `What was received stays; \`incoming\` falls by the rest. ${validFrom(PURCHASE_ORDER_ACTIONS, action)}`,
      body: EndPurchaseOrder,
      dry_run: true,
      errors: ["invalid_status", "stale_version"],
      handle: (ctx, { params, body }) => endPurchaseOrder(ctx, params.id as string, action, body),
    }),
  ),
];
