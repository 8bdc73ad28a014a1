/** What rounding has left over of an ingredient, in stored units, before any batch: a fraction as text. */
export const NO_CARRY = "0/1";

/** An ingredient of a recipe, and how much of the recipe's output is planned. Quantities are in stored units. */
type Proportion = {
  quantity: number;
  output_quantity: number;
  planned_quantity: number;
  /** A percentage, scaled. */
  scrap_percent: number;
  quantity_decimals: number;
};

/** 100 per cent as `scrap_percent` is scaled. */
const HUNDRED_PERCENT = 1_000_000n;

/**
 * The quantity of an ingredient that a batch plans to use, in stored units:
 *
 *     quantity × planned_quantity / output_quantity × (1 + scrap_percent / 100)
 *
 * (component scrap, as in SAP's material master: the loss is added to the quantity needed). It is rounded to the
 * decimals the ingredient is counted with. What rounding leaves over is carried to the recipe's next batch, as
 * Bresenham's line algorithm carries its error, so that the batches of a recipe add up to the exact quantity within
 * half of the last decimal. `remainder` is what this batch's rounding left over, `carry` what all of them have.
 */
export function scale(proportion: Proportion, carry: string) {
  const { quantity, output_quantity, planned_quantity, scrap_percent, quantity_decimals } = proportion;
  const exact: Fraction = [
    BigInt(quantity) * BigInt(planned_quantity) * (HUNDRED_PERCENT + BigInt(scrap_percent)),
    BigInt(output_quantity) * HUNDRED_PERCENT,
  ];
  const step = 10n ** BigInt(4 - quantity_decimals);
  const [numerator, denominator] = add(exact, parse(carry));
  const steps = divideRounded(numerator, denominator * step);
  // A batch can't use a negative amount; the surplus stays in the carry.
  const rounded = (steps > 0n ? steps : 0n) * step;
  const remainder = add(exact, [-rounded, 1n]);
  return { planned: Number(rounded), carry: format(add(parse(carry), remainder)), remainder: format(remainder) };
}

/**
 * A carry without the remainders of cancelled batches: they used nothing, so their rounding need not be made up for.
 */
export function withoutCancelled(carry: string, remainders: readonly string[]): string {
  const sum = remainders
    .map(parse)
    .reduce((rest, [numerator, denominator]) => add(rest, [-numerator, denominator]), parse(carry));
  return format(sum);
}

type Fraction = [numerator: bigint, denominator: bigint];

function parse(text: string): Fraction {
  return text.split("/").map(BigInt) as Fraction;
}

function format([numerator, denominator]: Fraction): string {
  return `${numerator}/${denominator}`;
}

/** The sum of two fractions, in lowest terms; denominators are positive. */
function add([a, b]: Fraction, [c, d]: Fraction): Fraction {
  const [numerator, denominator] = [a * d + c * b, b * d];
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return [numerator / divisor, denominator / divisor];
}

/** Rounds half away from zero; the divisor is positive. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return (dividend < 0n ? dividend - half : dividend + half) / divisor;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
