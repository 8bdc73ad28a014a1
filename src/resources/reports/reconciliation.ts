import * as z from "zod";
import { route } from "../../http/route";
import { Amount, Filter } from "../../http/schemas";
import { MEASURES, reconcile } from "../../ledger";

const Reconciliation = z
  .strictObject({
    checked: z.int().meta({ description: "How many levels were computed anew" }),
    entries_without_level: z.int(),
    discrepancies: z.array(
      z.strictObject({
        variant_id: z.string(),
        location_id: z.string().nullable(),
        lot_id: z.string().nullable(),
        measure: z.enum(MEASURES),
        level: Amount,
        ledger: Amount,
      }),
    ),
  })
  .meta({ id: "Reconciliation", examples: [{ checked: 120, entries_without_level: 0, discrepancies: [] }] });

export const reconciliationRoute = route({
  tag: "Reports",
  method: "get",
  path: "/api/v1/reports/reconciliation",
  operation: "reconcileInventory",
  scope: "read",
  summary: "Prove that stock follows from the ledger",
  description:
    "Computes every level, every lot and every open reservation anew from the ledger and names those that differ.",
  answers: "resource",
  data: Reconciliation,
  query: { location_id: Filter },
  handle: (ctx, { query }) => reconcile(ctx, query.location_id),
});
