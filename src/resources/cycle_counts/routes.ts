import { route } from "../../http/route";
import { validFrom } from "../../shared/transitions";
import { cancelCycleCount } from "./cancel";
import { completeCycleCount } from "./complete";
import { changeCycleCount } from "./count";
import { createCycleCount } from "./create";
import { loadInventory } from "./load_inventory";
import { getCycleCount, listCycleCounts } from "./queries";
import {
  CancelCycleCount,
  CompleteCycleCount,
  CycleCount,
  CycleCountChange,
  CycleCountFilters,
  CycleCountHead,
  NewCycleCount,
} from "./schemas";
import { startCycleCount } from "./start";
import { CYCLE_COUNT_ACTIONS } from "./states";

const common = { tag: "Cycle counts", data: CycleCount, answers: "resource", wrappers: ["cycle_count"] } as const;

export const cycleCountRoutes = [
  route({
    ...common,
    answers: "collection",
    data: CycleCountHead,
    method: "get",
    path: "/api/v1/cycle_counts",
    operation: "listCycleCounts",
    scope: "read",
    summary: "List cycle counts",
    description: "Without their items, which may be thousands.",
    query: CycleCountFilters,
    handle: (ctx, { query }) => listCycleCounts(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/cycle_counts",
    operation: "createCycleCount",
    scope: "write",
    status: 201,
    summary: "Plan a cycle count",
    body: NewCycleCount,
    errors: ["already_exists"],
    handle: (ctx, { body }) => createCycleCount(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/cycle_counts/:id",
    operation: "getCycleCount",
    scope: "read",
    summary: "Get a cycle count",
    handle: (ctx, { params }) => getCycleCount(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/cycle_counts/:id",
    operation: "updateCycleCount",
    scope: "write",
    summary: "Note what was counted",
    description: `What is expected of a counted item is what the ledger says was on hand at \`counted_at\`. ${validFrom(CYCLE_COUNT_ACTIONS, "count")}`,
    body: CycleCountChange,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => changeCycleCount(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/cycle_counts/:id/load_inventory",
    operation: "loadCycleCountInventory",
    scope: "write",
    summary: "Fill a cycle count with what is on hand",
    description: `Repeated, it adds what is missing and refreshes what is not counted yet. ${validFrom(CYCLE_COUNT_ACTIONS, "load_inventory")}`,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params }) => loadInventory(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/cycle_counts/:id/start",
    operation: "startCycleCount",
    scope: "write",
    summary: "Start counting",
    description: validFrom(CYCLE_COUNT_ACTIONS, "start"),
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params }) => startCycleCount(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/cycle_counts/:id/complete",
    operation: "completeCycleCount",
    scope: "write",
    summary: "Complete a cycle count",
    description: `Applies the variances as changes. ${validFrom(CYCLE_COUNT_ACTIONS, "complete")}`,
    body: CompleteCycleCount,
    dry_run: true,
    errors: ["insufficient_stock", "invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => completeCycleCount(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/cycle_counts/:id/cancel",
    operation: "cancelCycleCount",
    scope: "write",
    summary: "Cancel a cycle count",
    description: validFrom(CYCLE_COUNT_ACTIONS, "cancel"),
    body: CancelCycleCount,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => cancelCycleCount(ctx, params.id, body),
  }),
];
