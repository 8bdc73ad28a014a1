/** A fraction kept as text: what rounding left over, in stored units. */
export const NO_CARRY = "0/1";

type Proportion = {
  /** The ingredient in the recipe, the recipe's output, and what is planned of it, in stored units. */
  quantity: number;
  output_quantity: number;
  planned_quantity: number;
  /** Per cent, scaled. */
  scrap_percent: number;
  quantity_decimals: number;
};

const HUNDRED_PER_CENT = 1_000_000n;

/**
 * How much of an ingredient a batch is to use:
 *
 *     quantity × planned / output × (1 + scrap %)
 *
 * (component scrap as SAP's material master has it: what is lost on the way is added to what is needed). It is rounded to
 * what the ingredient is counted in, and what rounding leaves over is carried to the recipe's next batch, as Bresenham's
 * line algorithm carries its error: so any number of batches sums to the exact amount, give or take half of the last decimal.
 */
export function scale(
  { quantity, output_quantity, planned_quantity, scrap_percent, quantity_decimals }: Proportion,
  carry: string,
) {
  const [left, parts] = carry.split("/").map(BigInt) as [bigint, bigint];
  const whole = BigInt(output_quantity) * HUNDRED_PER_CENT;
  const wanted = BigInt(quantity) * BigInt(planned_quantity) * (HUNDRED_PER_CENT + BigInt(scrap_percent));
  const numerator = wanted * parts + left * whole;
  const denominator = whole * parts;
  const step = 10n ** BigInt(4 - quantity_decimals);
  const steps = divideRounded(numerator, denominator * step);
  // Less than nothing can't be used: what was used too much stays to be made up for.
  const rounded = (steps > 0n ? steps : 0n) * step;
  const rest = numerator - rounded * denominator;
  const divisor = greatestCommonDivisor(rest < 0n ? -rest : rest, denominator);
  return { planned: Number(rounded), carry: `${rest / divisor}/${denominator / divisor}` };
}

/** Rounds half away from zero; the divisor is positive. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return (dividend < 0n ? dividend - half : dividend + half) / divisor;
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  return other === 0n ? one : greatestCommonDivisor(other, one % other);
}
