import * as z from "zod";
import { declareEvents } from "../../events/declare";
import { CycleCountHead } from "./schemas";

const CompletedCount = z.strictObject({
  ...CycleCountHead.shape,
  variances: z.int().meta({ description: "How many items had a variance" }),
});

export const cycleCountEvents = declareEvents({
  "cycle_count.created": { summary: "A cycle count was created.", data: { cycle_count: CycleCountHead } },
  "cycle_count.updated": {
    summary: "Quantities were counted, items were loaded, or the note or metadata changed.",
    data: { cycle_count: CycleCountHead },
  },
  "cycle_count.started": { summary: "A cycle count was started.", data: { cycle_count: CycleCountHead } },
  "cycle_count.completed": {
    summary: "A cycle count was completed, and stock adjusted by its variances.",
    data: { cycle_count: CompletedCount },
  },
  "cycle_count.cancelled": { summary: "A cycle count was cancelled.", data: { cycle_count: CycleCountHead } },
});
