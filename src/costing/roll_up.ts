import type { StoredBatchInput } from "../../drizzle/tenant";

type CostedInput = StoredBatchInput & { variant_cost: number };

/**
 * The actual cost of one of the output, in stored units, rounded half up:
 *
 *     sum over the inputs of (used + wasted) × moving-average cost / quantity produced
 *
 * Waste counts because normal losses are part of the cost of conversion (actual costing, IAS 2.12 and 2.16). An input
 * of unknown cost adds nothing; null if no input's cost is known, or nothing was produced.
 */
export function rolledUpCost(inputs: readonly StoredBatchInput[], produced: number): number | null {
  const costed = inputs.filter((input): input is CostedInput => input.variant_cost !== null);
  if (costed.length === 0 || produced === 0) return null;
  const value = costed.reduce(
    (sum, { actual_quantity, waste_quantity, variant_cost }) =>
      sum + BigInt((actual_quantity ?? 0) + (waste_quantity ?? 0)) * BigInt(variant_cost),
    0n,
  );
  return Number((value + BigInt(produced) / 2n) / BigInt(produced));
}
