import { route } from "../../http/route";
import { PageParameters } from "../../http/schemas";
import { createAdjustment } from "./create";
import { adjustmentResource } from "./queries";
import { Adjustment, NewAdjustment } from "./schemas";

const common = { tag: "Stock", data: Adjustment, answers: "resource" } as const;

export const adjustmentRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/inventory_adjustments",
    operation: "listInventoryAdjustments",
    scope: "read",
    summary: "List adjustments",
    query: PageParameters,
    handle: (ctx, { query }) => adjustmentResource.list(ctx, query, { where: [] }),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/inventory_adjustments",
    operation: "adjustInventory",
    scope: "write",
    status: 201,
    summary: "Adjust stock",
    description:
      "Records a physical fact: one line, or `adjustments` with up to 1,000, all or nothing. It needs only what is on hand; where `available` falls below 0 the event `inventory.oversold` says so.",
    body: NewAdjustment,
    wrappers: ["inventory_adjustment", "adjustment"],
    dry_run: true,
    errors: ["insufficient_stock", "conflict"],
    handle: (ctx, { body }) => createAdjustment(ctx, body),
    replay: adjustmentResource.get,
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/inventory_adjustments/:id",
    operation: "getInventoryAdjustment",
    scope: "read",
    summary: "Get an adjustment",
    handle: (ctx, { params }) => adjustmentResource.get(ctx, params.id),
  }),
];
