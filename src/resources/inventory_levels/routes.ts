import { route } from "../../http/route";
import { listLevels } from "../../ledger";
import { Level, LevelFilters } from "./schemas";

export const levelRoutes = [
  route({
    tag: "Stock",
    method: "get",
    path: "/api/v1/inventory_levels",
    operation: "listInventoryLevels",
    scope: "read",
    summary: "List stock levels",
    description: "What is on hand, reserved and available, per variant and location that ever had stock.",
    answers: "collection",
    data: Level,
    query: LevelFilters,
    handle: (ctx, { query }) => listLevels(ctx, query),
  }),
];
