/** Which currencies a word may stand for. */
const CURRENCIES: Readonly<Record<string, readonly string[]>> = {
  dollars: ["USD", "NZD", "AUD", "CAD", "SGD", "HKD"],
  euros: ["EUR"],
  pounds: ["GBP"],
};

/** The currencies that a tag may stand for; null if it is none. */
export const currencyOf = (tag: string): readonly string[] | null => CURRENCIES[tag] ?? null;

/** The units of measure that a tag may stand for, as variants have them. */
const MEASURES: Readonly<Record<string, readonly string[]>> = {
  kg: ["kg", "kilogram", "kilo"],
  gram: ["g", "gram"],
  litre: ["l", "litre", "liter"],
  metre: ["m", "metre", "meter"],
};

/** The units of measure that a tag may stand for; null if it is none. */
export const unitsOf = (tag: string): readonly string[] | null => MEASURES[tag] ?? null;
