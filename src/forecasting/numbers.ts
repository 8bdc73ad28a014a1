/** The value at an index; NaN outside the array. */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}

/** The same of any list; not for hot loops, which are faster where they meet one kind of array. */
export function nth(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (!Number.isNaN(value)) {
      sum += value;
      count++;
    }
  }
  return count > 0 ? sum / count : 0;
}

/** The largest known value; 0 if there is none above. */
export function largestOf(values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}

/** Number of known values. */
export function knownIn(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) count++;
  return count;
}
