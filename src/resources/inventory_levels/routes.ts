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
    summary: "List inventory levels",
    description:
      "Returns a page of levels: the quantities of a variant at a location. There is one for every variant and location that has ever had stock, newest first; with `below`, the lowest available quantity first.",
    answers: "collection",
    data: Level,
    query: LevelFilters,
    handle: (ctx, { query }) => listLevels(ctx, query),
  }),
];
