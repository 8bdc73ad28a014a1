import { route } from "../../http/route";
import { listExpiryAlerts } from "./alerts";
import { ExpiryAlert, ExpiryFilters } from "./schemas";

export const expiryRoutes = [
  route({
    tag: "Traceability",
    module: "traceability",
    method: "get",
    path: "/api/v1/expiry/alerts",
    operation: "listExpiryAlerts",
    scope: "read",
    summary: "List lots that expire soon",
    description: "Only lots with stock, soonest first; those already expired come first, with negative days.",
    answers: "collection",
    data: ExpiryAlert,
    query: ExpiryFilters,
    handle: (ctx, { query }) => listExpiryAlerts(ctx, query),
  }),
];
