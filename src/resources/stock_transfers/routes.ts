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
    summary: "Plan a stock transfer",
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
    handle: (ctx, { params }) => stockTransferResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/stock_transfers/:id/ship",
    operation: "shipStockTransfer",
    scope: "write",
    summary: "Ship a stock transfer",
    description: `All that was planned, or the items named; what is named less is not sent later. ${validFrom(STOCK_TRANSFER_ACTIONS, "ship")}`,
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
    description: `All that is in transit, or the items named; \`close\` writes the rest off as lost. ${validFrom(STOCK_TRANSFER_ACTIONS, "receive")}`,
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
    description: validFrom(STOCK_TRANSFER_ACTIONS, "cancel"),
    body: CancelStockTransfer,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => cancelStockTransfer(ctx, params.id, body),
  }),
];
