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
    description: "Newest first; with `expiring_before` those that expire first.",
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
    data: Lot,
    handle: (ctx, { params }) => lotResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/lots/:id",
    operation: "updateLot",
    scope: "write",
    summary: "Quarantine, recall, release or change a lot",
    description:
      "A quarantined or recalled lot can't be reserved, fulfilled or consumed any more. What was reserved of it is released; `orders` and `production_batches` say for whom it was.",
    data: ChangedLot,
    body: LotChange,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => updateLot(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/lots/:id/trace_forward",
    operation: "traceLotForward",
    scope: "read",
    summary: "Trace a lot forward: the recall list",
    description:
      "The batches that used it or what was made of it, to any depth, and every order that any of it was shipped to.",
    data: TraceForward,
    handle: (ctx, { params }) => traceForward(ctx, params.id),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/lots/:id/trace_backward",
    operation: "traceLotBackward",
    scope: "read",
    summary: "Trace a lot backward: what it was made of",
    description: "The batch that made it and every lot that went into it, to any depth, with its supplier and receipt.",
    data: TraceBackward,
    handle: (ctx, { params }) => traceBackward(ctx, params.id),
  }),
];
