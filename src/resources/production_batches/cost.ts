import type { StoredBatchInput } from "../../../drizzle/tenant";

/**
 * What one of the output came to cost: the value of all that was used for it, waste included, at its moving-average cost,
 * divided by what was produced, rounded half up to four decimals (actual costing: normal waste is part of the cost of
 * conversion, IAS 2.12 and 2.16). An input of unknown cost adds nothing; null where none is known, or nothing was produced.
 */
export function rolledUpCost(inputs: readonly StoredBatchInput[], produced: number): number | null {
  const known = inputs.filter(
    (input): input is StoredBatchInput & { variant_cost: number } => input.variant_cost !== null,
  );
  if (known.length === 0 || produced === 0) return null;
  const value = known.reduce(
    (sum, { actual_quantity, waste_quantity, variant_cost }) =>
      sum + BigInt((actual_quantity ?? 0) + (waste_quantity ?? 0)) * BigInt(variant_cost),
    0n,
  );
  return Number((value + BigInt(produced) / 2n) / BigInt(produced));
}
