export type Frequency = "day" | "week" | "month";

/** Demand of consecutive periods, oldest first; NaN where it is unknown (no stock and no sales). */
export type Series = {
  frequency: Frequency;
  values: Float64Array;
  /** Position of values[0] in the weekly cycle (daily series: 0 = Monday), 0 if unknown. */
  phase: number;
  /** Group of the item (its category), null if it has none. */
  group: string | null;
};

/** The smallest and the largest step that a grid of quantities may have, as powers of ten. */
const FINEST = 1e-4;
const MOST_DIGITS = 1e15;

/**
 * The step that all quantities are multiples of: 1 for pieces, 6 for packs of six, 0.5 for half kilograms. 0 where there is
 * none, or where there is no demand.
 */
export function stepOf(values: Float64Array): number {
  for (let unit = 1; unit >= FINEST; unit /= 10) {
    const divisor = commonDivisor(values, unit);
    if (divisor > 0) return Number((divisor * unit).toPrecision(12));
  }
  return 0;
}

/** The greatest common divisor of values counted in a unit; 0 if they are no whole numbers of it. */
function commonDivisor(values: Float64Array, unit: number): number {
  let divisor = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!(value > 0)) continue;
    const count = value / unit;
    const whole = Math.round(count);
    if (whole > MOST_DIGITS || Math.abs(count - whole) > 1e-6) return 0;
    if (divisor !== 1) divisor = gcd(divisor, whole);
  }
  return divisor;
}

function gcd(one: number, other: number): number {
  let [a, b] = [one, other];
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
