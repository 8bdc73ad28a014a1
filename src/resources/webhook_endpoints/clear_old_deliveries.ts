import { webhook_deliveries } from "../../../drizzle/tenant";
import type { Step } from "../../commands/step";
import { oldestKept, portionBefore } from "../../data/retention";

/** Deletes the records of deliveries older than 30 days. */
export const clearOldDeliveries: Step = {
  name: "clear_old_deliveries",
  run: (ctx) => portionBefore(ctx, webhook_deliveries, oldestKept(ctx), "deliveries_deleted"),
};
