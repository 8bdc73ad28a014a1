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
    description:
      "Returns a page of waste records, newest first. A waste record is listed if it matches all of the given filters.",
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
      "Records stock that was thrown away: on hand falls. It is taken from the given lot, or else first expired, first out, expired lots included, at most 1,000 lots at once. Only on hand is checked, so available can fall below 0.",
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
    description: "Returns a waste record with the lots it was taken from and its ledger entries.",
    handle: (ctx, { params }) => wasteResource.get(ctx, params.id),
  }),
];
