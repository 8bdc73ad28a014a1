import { route } from "../../http/route";
import { listDemand } from "../../ledger";
import { importDemand } from "./create";
import {
  DEMAND_COLUMNS,
  DemandDay,
  DemandFilters,
  DemandTotals,
  ImportedDemand,
  MOST_ROWS,
  NewDemand,
} from "./schemas";

export const demandRoutes = [
  route({
    tag: "Demand",
    method: "get",
    path: "/api/v1/demand_history",
    operation: "listDemandHistory",
    scope: "read",
    summary: "List demand history",
    description:
      "Returns a page of the days with demand, by variant and location, the latest first: what orders shipped on that day of the organization's calendar, and what was imported from before Stockbook. Adjustments and transfers are no demand.",
    answers: "collection",
    data: DemandDay,
    meta: { totals: DemandTotals },
    query: DemandFilters,
    handle: (ctx, { query }) => listDemand(ctx, query),
  }),
  route({
    tag: "Demand",
    method: "post",
    path: "/api/v1/demand_history",
    operation: "importDemandHistory",
    scope: "write",
    status: 201,
    summary: "Import demand history",
    description:
      "Imports what was sold before Stockbook, up to 10,000 days of variants at locations, all or nothing, as JSON or as CSV with the columns `date`, `sku` or `variant_id`, `location_id`, `quantity` and `revenue`. Only days before the first ledger entry of the variant at the location are taken. A row is named in refusals by its number, from 0, below the header. The same day again replaces the earlier import. It moves no stock.",
    answers: "resource",
    data: ImportedDemand,
    body: NewDemand,
    wrappers: ["demand_history"],
    csv: {
      rows: "rows",
      columns: DEMAND_COLUMNS,
      required: ["date", "location_id", "quantity"],
      numbers: ["quantity", "revenue"],
      most_rows: MOST_ROWS,
    },
    // What the rows name travels in one parameter, of which D1 takes 2 MB.
    most_bytes: 1.5 * 1024 * 1024,
    handle: (ctx, { body }) => importDemand(ctx, body),
  }),
];
