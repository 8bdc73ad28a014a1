import { route } from "../../http/route";
import { IdsParameter, LinesParameters, PageParameters, sinceParameter } from "../../http/schemas";
import { createAdjustment } from "./create";
import { adjustmentResource, adjustmentSummaries, getAdjustment } from "./queries";
import { Adjustment, AdjustmentSummary, NewAdjustment } from "./schemas";

const common = { tag: "Stock", data: Adjustment, answers: "resource" } as const;

export const adjustmentRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/inventory_adjustments",
    operation: "listInventoryAdjustments",
    scope: "read",
    summary: "List inventory adjustments",
    description:
      "Returns a page of adjustments, newest first, each with the number of its lines. Get one by its id for its lines and ledger entries.",
    data: AdjustmentSummary,
    query: { ...IdsParameter, ...sinceParameter("created_at"), ...PageParameters },
    handle: (ctx, { query }) => adjustmentSummaries.list(ctx, query, { where: [] }),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/inventory_adjustments",
    operation: "adjustInventory",
    scope: "write",
    status: 201,
    summary: "Adjust inventory",
    description:
      "Changes on hand by a quantity, or sets it: one line, or up to 1,000 in `adjustments`, all or nothing. Refused if on hand would fall below 0 or is not `expected_on_hand`. Reservations do not stand in its way: `available` may fall below 0, which the event `inventory.oversold` announces.",
    body: NewAdjustment,
    wrappers: ["inventory_adjustment", "adjustment"],
    dry_run: true,
    errors: ["already_exists", "insufficient_stock", "conflict", "module_disabled"],
    handle: (ctx, { body }) => createAdjustment(ctx, body),
    replay: adjustmentResource.get,
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/inventory_adjustments/:id",
    operation: "getInventoryAdjustment",
    scope: "read",
    summary: "Get an inventory adjustment",
    description:
      "Returns an adjustment with its lines and ledger entries, or with one page of its lines and their entries. Adjustments are never changed; to undo one, make another.",
    query: LinesParameters,
    handle: (ctx, { params, query }) => getAdjustment(ctx, params.id, query),
  }),
];
