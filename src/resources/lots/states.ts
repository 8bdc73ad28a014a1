import type { LotDisposition, LotStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** What may be decided about a lot, and when. To decide it again changes nothing. */
export const LOT_ACTIONS = {
  quarantine: ["active", "exhausted", "quarantine"],
  recall: ["active", "exhausted", "quarantine", "recalled"],
  release: ["active", "exhausted", "quarantine", "recalled"],
} as const satisfies Actions<LotStatus>;

type Decision = { action: keyof typeof LOT_ACTIONS; disposition: LotDisposition };

/** What each word for a decision comes to. */
export const DECISIONS = {
  quarantine: { action: "quarantine", disposition: "quarantine" },
  recall: { action: "recall", disposition: "recalled" },
  recalled: { action: "recall", disposition: "recalled" },
  release: { action: "release", disposition: "active" },
  active: { action: "release", disposition: "active" },
} as const satisfies Record<string, Decision>;
