import { webhook_deliveries } from "../../../drizzle/tenant";
import type { Step } from "../../commands/step";
import { portionBefore } from "../../data/retention";
import { timestamp } from "../../shared/clock";

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Deletes the records of deliveries older than 30 days. */
export const clearOldDeliveries: Step = {
  name: "clear_old_deliveries",
  run: (ctx) => {
    const oldest = timestamp(new Date(ctx.now.getTime() - KEPT_MS));
    return portionBefore(ctx, webhook_deliveries, oldest, "deliveries_deleted");
  },
};
