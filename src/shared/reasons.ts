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

export const WASTE_REASONS = ["expired", "damaged", "production", "spoilage", "contamination", "other"] as const;
export const RETURN_CONDITIONS = ["sellable", "damaged", "discarded"] as const;

export type WasteReason = (typeof WASTE_REASONS)[number];
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];
