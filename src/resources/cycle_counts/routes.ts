import { route } from "../../http/route";
import { LinesParameters } from "../../http/schemas";
import { validFrom } from "../../shared/transitions";
import { cancelCycleCount } from "./cancel";
import { completeCycleCount } from "./complete";
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
import { updateCycleCount } from "./update";

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
    description:
      "Returns a page of cycle counts, newest first, each with the number of its items. Get one by its id for its items. A cycle count is listed if it matches all of the given filters.",
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
    summary: "Create a cycle count",
    description:
      "Plans a count of a location, or of some variants there. It has no items until inventory is loaded into it or something is counted. Stock does not change.",
    body: NewCycleCount,
    dry_run: true,
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
    description:
      "Returns a cycle count with its items, or with one page of them. In a blind count, `expected_quantity` and `variance` are null until it is completed.",
    query: LinesParameters,
    handle: (ctx, { params, query }) => getCycleCount(ctx, params.id, query),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/cycle_counts/:id",
    operation: "updateCycleCount",
    scope: "write",
    summary: "Update a cycle count",
    description: `Records counted quantities, and changes the note and metadata. The expected quantity of a counted item is what was on hand at \`counted_at\` according to the ledger; items not yet on the count are added. Stock does not change. ${validFrom(CYCLE_COUNT_ACTIONS, "count")} Without counted items, also while it is \`draft\`.`,
    body: CycleCountChange,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => updateCycleCount(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/cycle_counts/:id/load_inventory",
    operation: "loadCycleCountInventory",
    scope: "write",
    summary: "Load inventory into a cycle count",
    description: `Adds an item for everything on hand at the location, or for each of the count's variants; lot-tracked variants get an item per lot. When repeated, it adds what is missing and refreshes the expected quantity of items not yet counted. A count has at most 20,000 items. Stock does not change. ${validFrom(CYCLE_COUNT_ACTIONS, "load_inventory")}`,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params }) => loadInventory(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/cycle_counts/:id/start",
    operation: "startCycleCount",
    scope: "write",
    summary: "Start a cycle count",
    description: `Opens the count for counted quantities. Stock can be moved as usual in the meantime. ${validFrom(CYCLE_COUNT_ACTIONS, "start")}`,
    dry_run: true,
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
    description: `Changes on hand by the variance of each item, so that movements made since it was counted are kept. Items that were not counted are left alone, unless \`uncounted_as_zero\` is set. Refused with \`insufficient_stock\` if on hand would fall below 0. ${validFrom(CYCLE_COUNT_ACTIONS, "complete")}`,
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
    description: `Cancels the count without applying what was counted. Stock does not change. ${validFrom(CYCLE_COUNT_ACTIONS, "cancel")}`,
    body: CancelCycleCount,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => cancelCycleCount(ctx, params.id, body),
  }),
];
