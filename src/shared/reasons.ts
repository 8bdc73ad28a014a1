/** The reasons for a change of stock, and the conditions of returned goods. */

export const ADJUSTMENT_REASONS = [
  "received",
  "shrinkage",
  "damaged",
  "theft",
  "found",
  "correction",
  "initial",
  "other",
] as const;

/** Reasons of adjustments that are losses; a correction is none, as it may mend an earlier entry. */
export const LOSS_REASONS = [
  "shrinkage",
  "theft",
  "damaged",
] as const satisfies readonly (typeof ADJUSTMENT_REASONS)[number][];

export const WASTE_REASONS = ["expired", "damaged", "production", "spoilage", "contamination", "other"] as const;
export const RETURN_CONDITIONS = ["sellable", "damaged", "discarded"] as const;

export type WasteReason = (typeof WASTE_REASONS)[number];
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];
