import { route } from "../../http/route";
import { validFrom } from "../../shared/transitions";
import { cancelBatch } from "./cancel";
import { completeBatch } from "./complete";
import { createBatch } from "./create";
import { batchResource, listBatches } from "./queries";
import { BatchFilters, CancelBatch, CompleteBatch, NewBatch, ProductionBatch } from "./schemas";
import { startBatch } from "./start";
import { BATCH_ACTIONS } from "./states";

const common = {
  tag: "Manufacturing",
  module: "manufacturing",
  data: ProductionBatch,
  answers: "resource",
  wrappers: ["production_batch"],
} as const;

export const batchRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/production_batches",
    operation: "listProductionBatches",
    scope: "read",
    summary: "List production batches",
    query: BatchFilters,
    handle: (ctx, { query }) => listBatches(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/production_batches",
    operation: "createProductionBatch",
    scope: "write",
    status: 201,
    summary: "Plan a production batch",
    description:
      "Inputs are scaled from the recipe as it stands; what rounding leaves over is carried to the recipe's next batch. Moves no stock, but every ingredient must be available.",
    body: NewBatch,
    dry_run: true,
    errors: ["already_exists", "insufficient_stock"],
    handle: (ctx, { body }) => createBatch(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/production_batches/:id",
    operation: "getProductionBatch",
    scope: "read",
    summary: "Get a production batch",
    handle: (ctx, { params }) => batchResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/production_batches/:id/start",
    operation: "startProductionBatch",
    scope: "write",
    summary: "Start a production batch",
    description: `Reserves the ingredients, of lots the one that expires first. ${validFrom(BATCH_ACTIONS, "start")}`,
    dry_run: true,
    errors: ["insufficient_stock", "invalid_status", "stale_version"],
    handle: (ctx, { params }) => startBatch(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/production_batches/:id/complete",
    operation: "completeProductionBatch",
    scope: "write",
    summary: "Complete a production batch",
    description: `Consumes what was used and wasted, releases the rest, and takes the output in at the cost of both. ${validFrom(BATCH_ACTIONS, "complete")}`,
    body: CompleteBatch,
    dry_run: true,
    errors: ["insufficient_stock", "already_exists", "invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => completeBatch(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/production_batches/:id/cancel",
    operation: "cancelProductionBatch",
    scope: "write",
    summary: "Cancel a production batch",
    description: `Releases what is reserved; nothing is consumed. ${validFrom(BATCH_ACTIONS, "cancel")}`,
    body: CancelBatch,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => cancelBatch(ctx, params.id, body),
  }),
];
