import type { ProductionBatchStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** What may be done to a production batch, and when. */
export const BATCH_ACTIONS = {
  start: ["planned"],
  complete: ["in_progress"],
  cancel: ["planned", "in_progress"],
} as const satisfies Actions<ProductionBatchStatus>;

/** How much of an input a batch reserves when it starts, in stored units. */
export function plannedQuantity({ planned_quantity }: { planned_quantity: number }): number {
  return planned_quantity;
}
