import { route } from "../../http/route";
import { dismissInsight } from "./dismiss";
import { insightResource, listInsights } from "./queries";
import { Insight, InsightFilters } from "./schemas";

const common = { tag: "Insights", data: Insight, answers: "resource" } as const;

export const insightRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/ai/insights",
    operation: "listInsights",
    scope: "read",
    summary: "List insights",
    description:
      "Returns a page of what the nightly run has found out about the organization's stock, the most urgent first: open insights before closed ones, then by severity, by impact, and the latest first. An insight is listed if it matches all of the given filters.",
    query: InsightFilters,
    handle: (ctx, { query }) => listInsights(ctx, query),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/ai/insights/:id",
    operation: "getInsight",
    scope: "read",
    summary: "Get an insight",
    description: "Returns an insight.",
    handle: (ctx, { params }) => insightResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/ai/insights/:id/dismiss",
    operation: "dismissInsight",
    scope: "write",
    summary: "Dismiss an insight",
    description:
      "Closes an open insight and keeps it quiet. While its finding lasts, it opens again only if its severity rises or it becomes worse by a quarter. Once the finding has ended, it opens again when the finding returns. An insight that is closed already stays as it is.",
    handle: (ctx, { params }) => dismissInsight(ctx, params.id),
  }),
];
