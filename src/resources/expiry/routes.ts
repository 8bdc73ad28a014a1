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
    summary: "List expiry alerts",
    description:
      "Returns a page of the lots with stock that are expired or expire within the given number of days, earliest expiry date first.",
    answers: "collection",
    data: ExpiryAlert,
    query: ExpiryFilters,
    handle: (ctx, { query }) => listExpiryAlerts(ctx, query),
  }),
];
