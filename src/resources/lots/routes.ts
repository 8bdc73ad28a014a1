import { route } from "../../http/route";
import { listLots, lotResource } from "./queries";
import { ChangedLot, Lot, LotChange, LotFilters, TraceBackward, TraceForward } from "./schemas";
import { traceBackward, traceForward } from "./trace";
import { updateLot } from "./update";

const common = { tag: "Traceability", module: "traceability", answers: "resource", wrappers: ["lot"] } as const;

export const lotRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/lots",
    operation: "listLots",
    scope: "read",
    summary: "List lots",
    description:
      "Returns a page of lots, newest first; with `expiring_before`, earliest expiry date first. A lot is listed if it matches all of the given filters.",
    data: Lot,
    query: LotFilters,
    handle: (ctx, { query }) => listLots(ctx, query),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/lots/:id",
    operation: "getLot",
    scope: "read",
    summary: "Get a lot",
    description: "Returns a lot with what is on hand and reserved of it in all locations together.",
    data: Lot,
    handle: (ctx, { params }) => lotResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/lots/:id",
    operation: "updateLot",
    scope: "write",
    summary: "Update a lot",
    description:
      "Quarantines, recalls or releases a lot, or changes its dates or note. A quarantined or recalled lot can't be reserved, fulfilled or consumed; its reservations are released, and `orders` and `production_batches` list the documents they were for. More than 20,000 reservations are not released at once: `in_use`. On hand does not change.",
    data: ChangedLot,
    body: LotChange,
    dry_run: true,
    errors: ["in_use", "invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => updateLot(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/lots/:id/trace_forward",
    operation: "traceLotForward",
    scope: "read",
    summary: "Trace a lot forward",
    description:
      "Returns the recall list: the batches that consumed the lot, or a lot produced from it, to any depth, every order that any of these lots was shipped to, and every transfer that any of them is in transit with.",
    data: TraceForward,
    handle: (ctx, { params }) => traceForward(ctx, params.id),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/lots/:id/trace_backward",
    operation: "traceLotBackward",
    scope: "read",
    summary: "Trace a lot backward",
    description:
      "Returns the batch that produced the lot and every lot that went into it, to any depth, with its supplier and receipt.",
    data: TraceBackward,
    handle: (ctx, { params }) => traceBackward(ctx, params.id),
  }),
];
