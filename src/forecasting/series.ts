import { at } from "./numbers";
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

/**
 * The series with demand only: an infinite value is unknown, one below zero (a correction of earlier days) is none. The same
 * array if there are no such values.
 */
export function sane(series: Series): Series {
  const { values } = series;
  let is_sane = true;
  for (let index = 0; index < values.length; index++) {
    const value = at(values, index);
    if (value > LARGEST || (value < SMALLEST && value !== 0)) is_sane = false;
  }
  if (is_sane) return series;
  return { ...series, values: values.map((value) => (value > LARGEST ? Number.NaN : value < SMALLEST ? 0 : value)) };
}

/** Known demand before each period, the number of known periods before it, and the period of the first sale. */
export type Cumulated = { sums: Float64Array; known: Float64Array; first: number };

export function cumulated(values: Float64Array): Cumulated {
  const sums = new Float64Array(values.length + 1);
  const known = new Float64Array(values.length + 1);
  let first = values.length;
  let [sum, count] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = at(values, index);
    if (value >= 0) {
      sum += value;
      count++;
      if (value > 0 && first > index) first = index;
    }
    sums[index + 1] = sum;
    known[index + 1] = count;
  }
  return { sums, known, first };
}

/** Demand above the one is an error of who recorded it, demand below the other is none. */
const LARGEST = 1e15;
const SMALLEST = 1e-9;

/** The smallest unit that a step of quantities is looked for in, and the largest number of them that is exact. */
const FINEST = 1e-4;
const MOST_UNITS = 2 ** 53;

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
    const value = at(values, index);
    if (!(value > 0)) continue;
    const count = value / unit;
    const whole = Math.round(count);
    if (whole > MOST_UNITS || Math.abs(count - whole) > 1e-6) return 0;
    if (divisor !== 1) divisor = gcd(divisor, whole);
  }
  return divisor;
}

function gcd(one: number, other: number): number {
  let [a, b] = [one, other];
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
