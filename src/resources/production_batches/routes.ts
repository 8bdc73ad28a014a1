import { route } from "../../http/route";
import { validFrom } from "../../shared/transitions";
import { cancelBatch } from "./cancel";
import { completeBatch } from "./complete";
import { createBatch } from "./create";
import { getBatch, listBatches } from "./queries";
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

/** For what can be done with an existing batch after the module was switched off. */
const { module: _, ...without_module } = common;

export const batchRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/production_batches",
    operation: "listProductionBatches",
    scope: "read",
    summary: "List production batches",
    description:
      "Returns a page of production batches, newest first. A batch is listed if it matches all of the given filters.",
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
    summary: "Create a production batch",
    description:
      "Plans a batch of a recipe: its inputs are the recipe's items, scaled to `planned_quantity`; what rounding leaves over is carried to the recipe's next batch. No stock is moved or reserved, but a batch whose inputs are not available is refused.",
    body: NewBatch,
    dry_run: true,
    errors: ["already_exists", "insufficient_stock"],
    handle: (ctx, { body }) => createBatch(ctx, body),
  }),
  route({
    ...without_module,
    method: "get",
    path: "/api/v1/production_batches/:id",
    operation: "getProductionBatch",
    scope: "read",
    summary: "Get a production batch",
    description:
      "Returns a production batch with its inputs and, once it is completed, its output. An existing batch can be read although the module has been switched off.",
    errors: ["module_disabled"],
    handle: (ctx, { params }) => getBatch(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/production_batches/:id/start",
    operation: "startProductionBatch",
    scope: "write",
    summary: "Start a production batch",
    description: `Reserves the planned quantity of every input: reserved rises, on hand does not change. Lots are reserved first expired, first out, at most 5,000 for one batch. If any input is short, nothing is reserved. ${validFrom(BATCH_ACTIONS, "start")}`,
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
    description: `Consumes what was used and wasted of each input, releases the rest of its reservation, and adds the output to stock with the value of everything consumed and wasted. If it is lot-tracked, it is received into a new lot. ${validFrom(BATCH_ACTIONS, "complete")}`,
    body: CompleteBatch,
    dry_run: true,
    errors: ["insufficient_stock", "already_exists", "invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => completeBatch(ctx, params.id, body),
  }),
  route({
    ...without_module,
    method: "post",
    path: "/api/v1/production_batches/:id/cancel",
    operation: "cancelProductionBatch",
    scope: "write",
    summary: "Cancel a production batch",
    description: `Cancels a batch and releases its reservations; nothing is consumed. What its rounding left over is not carried to later batches. An existing batch can be cancelled although the module has been switched off. ${validFrom(BATCH_ACTIONS, "cancel")}`,
    body: CancelBatch,
    dry_run: true,
    errors: ["invalid_status", "module_disabled", "stale_version"],
    handle: (ctx, { params, body }) => cancelBatch(ctx, params.id, body),
  }),
];
