import * as z from "zod";
import { declareEvents } from "../../events/declare";
import { ProductionBatch } from "./schemas";

const Released = z
  .union([
    ProductionBatch,
    ProductionBatch.pick({ id: true, number: true, status: true, version: true, updated_at: true }),
  ])
  .meta({
    description:
      "Where a lot is released from more than 100 at once, the others have only these members, and `truncated` is true",
  });

export const batchEvents = declareEvents({
  "production_batch.created": {
    summary: "A production batch was planned.",
    data: { production_batch: ProductionBatch },
  },
  "production_batch.started": {
    summary: "A production batch was started.",
    data: { production_batch: ProductionBatch },
  },
  "production_batch.released": {
    summary: "A quarantined or recalled lot was released from a production batch that it was reserved for.",
    data: { production_batch: Released },
  },
  "production_batch.completed": {
    summary: "A production batch was completed.",
    data: { production_batch: ProductionBatch },
  },
  "production_batch.cancelled": {
    summary: "A production batch was cancelled.",
    data: { production_batch: ProductionBatch },
  },
});
