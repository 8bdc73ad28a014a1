import { distance } from "fastest-levenshtein";

/**
 * How many typing errors turn one word into another: letters left out, added or replaced, each 1, and two neighbours in the wrong
 * order, 1 as well.
 */
export function typosBetween(one: string, other: string): number {
  const apart = distance(one, other);
  return apart === 2 && areSwapped(one, other) ? 1 : apart;
}

function areSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

/** How many typing errors a word of so many letters may have: one in four or more, two in eight or more. */
export function allowedTypos(letters: number): number {
  return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}
