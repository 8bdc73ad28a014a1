import type { TenantRoute } from "../http/route";
import { route } from "../http/route";
import { TOOLS } from "./catalogue";
import type { Tool } from "./define";
import { asParameters } from "./parameters";
import { ToolResultSchema } from "./schemas";

/** Each tool as an endpoint, so that the evidence of an answer can be asked for again. */
export const toolRoutes: readonly TenantRoute[] = TOOLS.map(routeOf);

function routeOf(tool: Tool): TenantRoute {
  return route({
    tag: "Questions",
    method: "get",
    path: `/api/v1/ai/tools/${tool.name}`,
    operation: operationOf(tool.name),
    scope: "read",
    ...(tool.module ? { module: tool.module } : {}),
    summary: tool.title,
    description: tool.description,
    answers: "resource",
    data: ToolResultSchema,
    query: asParameters(tool),
    handle: (ctx, { query }) => tool.read(ctx, query),
  });
}

/** `useStockLevels` of `stock_levels`. */
function operationOf(name: string): string {
  const words = name.split("_").map((word) => word[0]?.toUpperCase() + word.slice(1));
  return `use${words.join("")}`;
}
