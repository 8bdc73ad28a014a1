import type { ProductionBatchStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** The statuses each action is valid from. */
export const BATCH_ACTIONS = {
  start: ["planned"],
  complete: ["in_progress"],
  cancel: ["planned", "in_progress"],
} as const satisfies Actions<ProductionBatchStatus>;

/** The quantity of an input that a batch reserves when it starts, in stored units. */
export function plannedQuantity({ planned_quantity }: { planned_quantity: number }): number {
  return planned_quantity;
}
