import type { Actions } from "../../shared/states";
import type { ReturnStatus } from "../../shared/statuses";

/** What may be done to a return, and when. */
export const RETURN_ACTIONS = {
  change: ["pending"],
  receive: ["pending"],
  cancel: ["pending"],
} as const satisfies Actions<ReturnStatus>;
