import type { ReturnStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** What may be done to a return, and when. */
export const RETURN_ACTIONS = {
  change: ["pending"],
  receive: ["pending"],
  cancel: ["pending"],
} as const satisfies Actions<ReturnStatus>;
