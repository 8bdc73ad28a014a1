import * as z from "zod";
import { declareEvents } from "../../events/declare";

const DemandImport = z.strictObject({
  rows: z.int().meta({ description: "How many days were imported, of all variants and locations" }),
  from: z.iso.date().meta({ description: "The first of the days" }),
  to: z.iso.date().meta({ description: "The last of the days" }),
});

export const demandEvents = declareEvents({
  "demand_history.imported": {
    summary: "Demand from before the ledger was imported.",
    data: { demand_history: DemandImport },
  },
});
