import * as z from "zod";
import { route } from "../../http/route";
import { Amount, Filter } from "../../http/schemas";
import { MEASURES, reconcile } from "../../ledger";

const Reconciliation = z
  .strictObject({
    checked: z.int().meta({ description: "How many levels were recomputed" }),
    entries_without_level: z
      .int()
      .meta({ description: "How many ledger entries have no level; always 0 if all is well" }),
    discrepancies: z
      .array(
        z.strictObject({
          variant_id: z.string(),
          location_id: z.string().nullable().meta({ description: "Null for a lot's total over all locations" }),
          lot_id: z.string().nullable().meta({ description: "Null for a whole level" }),
          line_id: z.string().nullable().meta({ description: "The line of a document whose reservation differs" }),
          sequence: z.int().nullable().meta({ description: "The first ledger entry whose running value differs" }),
          measure: z.enum(MEASURES).meta({ description: "Which quantity differs" }),
          level: Amount.meta({ description: "The stored quantity" }),
          ledger: Amount.meta({ description: "The recomputed quantity" }),
        }),
      )
      .meta({
        description: "Stored quantities that differ from the recomputed ones; empty if all is well. At most 1,000",
      }),
    has_more: z.boolean().meta({ description: "True if there are more discrepancies than those returned" }),
  })
  .meta({ id: "Reconciliation" });

export const reconciliationRoute = route({
  tag: "Reports",
  method: "get",
  path: "/api/v1/reports/reconciliation",
  operation: "reconcileInventory",
  scope: "read",
  summary: "Reconcile inventory with the ledger",
  description:
    "Recomputes every level, lot, reservation and running value from the ledger, and returns those that differ from what is stored. Changes nothing.",
  answers: "resource",
  data: Reconciliation,
  query: {
    location_id: Filter.meta({ description: "Checks only this location, and the totals of lots that were ever there" }),
  },
  handle: (ctx, { query }) => reconcile(ctx, query.location_id),
});
