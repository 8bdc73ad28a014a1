import type { CycleCountStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** The statuses each action is valid from. */
export const CYCLE_COUNT_ACTIONS = {
  change: ["draft", "in_progress"],
  load_inventory: ["draft", "in_progress"],
  start: ["draft"],
  count: ["in_progress"],
  complete: ["in_progress"],
  cancel: ["draft", "in_progress"],
} as const satisfies Actions<CycleCountStatus>;
