import { route } from "../../http/route";
import { validFrom } from "../../shared/transitions";
import { cancelStockTransfer } from "./cancel";
import { createStockTransfer } from "./create";
import { listStockTransfers, stockTransferResource } from "./queries";
import { receiveStockTransfer } from "./receive";
import {
  CancelStockTransfer,
  NewStockTransfer,
  ReceiveStockTransfer,
  ShipStockTransfer,
  StockTransfer,
  StockTransferFilters,
} from "./schemas";
import { shipStockTransfer } from "./ship";
import { STOCK_TRANSFER_ACTIONS } from "./states";

const common = {
  tag: "Stock transfers",
  data: StockTransfer,
  answers: "resource",
  wrappers: ["stock_transfer"],
} as const;

export const stockTransferRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/stock_transfers",
    operation: "listStockTransfers",
    scope: "read",
    summary: "List stock transfers",
    description:
      "Returns a page of stock transfers, newest first. A stock transfer is listed if it matches all of the given filters.",
    query: StockTransferFilters,
    handle: (ctx, { query }) => listStockTransfers(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/stock_transfers",
    operation: "createStockTransfer",
    scope: "write",
    status: 201,
    summary: "Create a stock transfer",
    description:
      "Creates a draft of a transfer between two locations. No stock moves or is reserved until it is shipped.",
    body: NewStockTransfer,
    dry_run: true,
    errors: ["already_exists"],
    handle: (ctx, { body }) => createStockTransfer(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/stock_transfers/:id",
    operation: "getStockTransfer",
    scope: "read",
    summary: "Get a stock transfer",
    description: "Returns a stock transfer with its items, each with what has been shipped, received and lost so far.",
    handle: (ctx, { params }) => stockTransferResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/stock_transfers/:id/ship",
    operation: "shipStockTransfer",
    scope: "write",
    summary: "Ship a stock transfer",
    description: `Ships the given items, or all as planned: on hand falls at the source, and the goods are \`incoming\` at the destination. A transfer is shipped once: what is left out can't be shipped later. Only available stock can be shipped. ${validFrom(STOCK_TRANSFER_ACTIONS, "ship")}`,
    body: ShipStockTransfer,
    dry_run: true,
    errors: ["insufficient_stock", "invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => shipStockTransfer(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/stock_transfers/:id/receive",
    operation: "receiveStockTransfer",
    scope: "write",
    summary: "Receive a stock transfer",
    description: `Receives the given items, or everything in transit: on hand rises at the destination, \`incoming\` falls. With \`close\`, what is still in transit is written off as lost, which is everything with \`"items": []\`. Goods of a quarantined or recalled lot are received too; \`warnings\` names it. ${validFrom(STOCK_TRANSFER_ACTIONS, "receive")}`,
    body: ReceiveStockTransfer,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => receiveStockTransfer(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/stock_transfers/:id/cancel",
    operation: "cancelStockTransfer",
    scope: "write",
    summary: "Cancel a stock transfer",
    description: `Cancels a stock transfer that has not been shipped; no stock moves. ${validFrom(STOCK_TRANSFER_ACTIONS, "cancel")}`,
    body: CancelStockTransfer,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => cancelStockTransfer(ctx, params.id, body),
  }),
];
