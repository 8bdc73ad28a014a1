import type { LotDisposition, LotStatus } from "../../shared/statuses";
import type { Actions } from "../../shared/transitions";

/** The statuses each action is valid from. Repeating an action is valid. */
export const LOT_ACTIONS = {
  quarantine: ["active", "exhausted", "quarantine"],
  recall: ["active", "exhausted", "quarantine", "recalled"],
  release: ["active", "exhausted", "quarantine", "recalled"],
} as const satisfies Actions<LotStatus>;

type StatusChange = { action: keyof typeof LOT_ACTIONS; disposition: LotDisposition };

/** The action that each `status` in a request stands for, and the disposition that the lot gets by it. */
export const STATUS_CHANGES = {
  quarantine: { action: "quarantine", disposition: "quarantine" },
  recall: { action: "recall", disposition: "recalled" },
  recalled: { action: "recall", disposition: "recalled" },
  release: { action: "release", disposition: "active" },
  active: { action: "release", disposition: "active" },
} as const satisfies Record<string, StatusChange>;
