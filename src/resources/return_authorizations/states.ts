import type { ReturnStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** The statuses each action is valid from. */
export const RETURN_ACTIONS = {
  change: ["pending"],
  receive: ["pending"],
  cancel: ["pending"],
} as const satisfies Actions<ReturnStatus>;
