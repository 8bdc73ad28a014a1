import { route } from "../../http/route";
import { createWasteRecord } from "./create";
import { listWasteRecords, wasteResource } from "./queries";
import { NewWasteRecord, WasteFilters, WasteRecord } from "./schemas";

const common = {
  tag: "Traceability",
  module: "traceability",
  data: WasteRecord,
  answers: "resource",
  wrappers: ["waste_record"],
} as const;

export const wasteRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/waste_records",
    operation: "listWasteRecords",
    scope: "read",
    summary: "List waste records",
    query: WasteFilters,
    handle: (ctx, { query }) => listWasteRecords(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/waste_records",
    operation: "recordWaste",
    scope: "write",
    status: 201,
    summary: "Record waste",
    description:
      "Records what was thrown away, of the lot named, else of those that expire first, expired ones included. It needs only what is on hand.",
    body: NewWasteRecord,
    dry_run: true,
    errors: ["insufficient_stock"],
    handle: (ctx, { body }) => createWasteRecord(ctx, body),
    replay: wasteResource.get,
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/waste_records/:id",
    operation: "getWasteRecord",
    scope: "read",
    summary: "Get a waste record",
    handle: (ctx, { params }) => wasteResource.get(ctx, params.id),
  }),
];
