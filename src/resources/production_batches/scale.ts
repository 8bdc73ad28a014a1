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
export function scale(proportion: Proportion, carry: string) {
  const { quantity, output_quantity, planned_quantity, scrap_percent, quantity_decimals } = proportion;
  const exact: Fraction = [
    BigInt(quantity) * BigInt(planned_quantity) * (HUNDRED_PER_CENT + BigInt(scrap_percent)),
    BigInt(output_quantity) * HUNDRED_PER_CENT,
  ];
  const step = 10n ** BigInt(4 - quantity_decimals);
  const [wanted, parts] = plus(exact, read(carry));
  const steps = divideRounded(wanted, parts * step);
  // Less than nothing can't be used: what was used too much stays to be made up for.
  const rounded = (steps > 0n ? steps : 0n) * step;
  const remainder = plus(exact, [-rounded, 1n]);
  return { planned: Number(rounded), carry: write(plus(read(carry), remainder)), remainder: write(remainder) };
}

/** The carry without what cancelled batches left over: they used nothing, so nothing is to be made up for them. */
export function withoutCancelled(carry: string, remainders: readonly string[]): string {
  return write(remainders.map(read).reduce((sum, [numerator, parts]) => plus(sum, [-numerator, parts]), read(carry)));
}

type Fraction = [numerator: bigint, denominator: bigint];

function read(text: string): Fraction {
  return text.split("/").map(BigInt) as Fraction;
}

function write([numerator, denominator]: Fraction): string {
  return `${numerator}/${denominator}`;
}

/** The sum of two fractions, reduced; denominators are positive. */
function plus([one, of]: Fraction, [other, parts]: Fraction): Fraction {
  const [numerator, denominator] = [one * parts + other * of, of * parts];
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return [numerator / divisor, denominator / divisor];
}

/** Rounds half away from zero; the divisor is positive. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return (dividend < 0n ? dividend - half : dividend + half) / divisor;
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  return other === 0n ? one : greatestCommonDivisor(other, one % other);
}
