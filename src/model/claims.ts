/** A number or a date that a text states, with a key that is the same however it is written. */
type Claim = { text: string; key: string; is_percent: boolean };

type Groups = Readonly<Record<string, string | undefined>>;
/** A form in which numbers and dates are written. */
type Form = { pattern: RegExp; keyOf: (groups: Groups, found: string) => string };

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July"],
  ...["August", "September", "October", "November", "December"],
];
const ONES = [
  ..."zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(" "),
  ..."sixteen seventeen eighteen nineteen".split(" "),
];
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const MULTIPLES = { dozen: 12, hundred: 100, thousand: 1000, million: 1_000_000, billion: 1_000_000_000 };
const RATIOS = { half: 0.5, twice: 2, double: 2, thrice: 3, triple: 3 };
/** What is a number also without another one before it: “dozens of mugs”. */
const BARE: Readonly<Record<string, number>> = { ...MULTIPLES, ...RATIOS };
const TIMES: Readonly<Record<string, number>> = { ...MULTIPLES, k: 1000 };

const anyOf = (words: readonly string[]) => words.join("|");
const MONTH = `(?<month>${anyOf(MONTHS.map((month) => `${month}|${month.slice(0, 3)}\\.?|${month.slice(0, 4)}\\.?`))})`;
const DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
const YEAR = "(?:,?\\s(?<year>\\d{4})\\b)?";
const MULTIPLE = `(?:\\s?(?<times>${anyOf(Object.keys(TIMES))})s?\\b)?`;
const PERCENT = "(?<percent>\\s?%|\\sper\\s?cent\\b)?";
/** “One” that stands for a thing and counts nothing. */
const NO_PRONOUN = "(?<!\\b(?:the|this|that|which|no|each|every|another|any)\\s)(?!one\\s(?:of|another)\\b)";
/** The id of a record: its digits are no numbers. */
const ID = /(?<![\p{L}\p{N}])[a-z]{2,3}_[0-9a-hjkmnp-tv-z]{26}(?![\p{L}\p{N}])/giu;
const SOME_TENS = `(?:${anyOf(TENS)})(?:[ -](?:${anyOf(ONES.slice(1, 10))}))?`;

/** Each is looked for in what those before it have left. */
const FORMS: readonly Form[] = [
  { pattern: ID, keyOf: (_, found) => found.toLowerCase() },
  {
    pattern: /(?<date>\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)/gu,
    keyOf: ({ date = "" }) => date,
  },
  { pattern: /(?<!\d)\d{4}-\d{2}(?![\d-])/gu, keyOf: (_, found) => found },
  { pattern: new RegExp(`(?<!\\d)${DAY}(?:\\sof)?\\s${MONTH}\\b${YEAR}`, "giu"), keyOf: keyOfDate },
  { pattern: new RegExp(`\\b${MONTH}\\s${DAY}\\b(?![.,]?\\d)${YEAR}`, "giu"), keyOf: keyOfDate },
  /** Fractions, times of a day, and dates of which nobody can tell the day from the month: proved only as they are. */
  { pattern: /\d+(?:[/:⁄]\d+)+/gu, keyOf: (_, found) => found },
  {
    pattern: new RegExp(
      `(?<sign>(?<![\\p{L}\\p{N})\\]%])[-−])?(?<digits>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!,?\\d)|\\d+,\\d{1,2}(?!,?\\d)|\\d+(?:\\.\\d+)*)${MULTIPLE}${PERCENT}`,
      "giu",
    ),
    keyOf({ sign, digits = "", times }, found) {
      const value = Number(/^\d+,\d{1,2}$/.test(digits) ? digits.replace(",", ".") : digits.replaceAll(",", ""));
      return Number.isNaN(value) ? found : keyOfNumber((sign ? -1 : 1) * value * timesOf(times));
    },
  },
  {
    pattern: new RegExp(`${NO_PRONOUN}\\b(?<words>${SOME_TENS}|${anyOf(ONES)})\\b${MULTIPLE}${PERCENT}`, "giu"),
    keyOf: ({ words = "", times }) => keyOfNumber(valueOfWords(words) * timesOf(times)),
  },
  {
    pattern: new RegExp(`\\b(?<bare>${anyOf(Object.keys(BARE))})s?\\b`, "giu"),
    keyOf: ({ bare = "" }) => keyOfNumber(BARE[bare.toLowerCase()] ?? Number.NaN),
  },
  { pattern: /\p{N}+/gu, keyOf: (_, found) => found },
];

/** The numbers and dates that a text states, in digits or in words. */
export function claimsIn(text: string): Claim[] {
  let left = text.normalize("NFKC");
  const claims: Claim[] = [];
  for (const { pattern, keyOf } of FORMS) {
    for (const { 0: found, groups = {} } of left.matchAll(pattern)) {
      claims.push({ text: found.trim(), key: keyOf(groups, found), is_percent: groups.percent !== undefined });
    }
    left = left.replaceAll(pattern, (found) => "_".repeat(found.length));
  }
  return claims;
}

function keyOfDate({ day = "", month = "", year }: Groups): string {
  const at = MONTHS.findIndex((name) => name.toLowerCase().startsWith(month.toLowerCase().replace(".", "")));
  const date = `${String(at + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
  return year === undefined ? date : `${year}-${date}`;
}

function timesOf(word: string | undefined): number {
  return TIMES[word?.toLowerCase() ?? ""] ?? 1;
}

function valueOfWords(words: string): number {
  const [first = "", second] = words.toLowerCase().split(/[ -]/);
  const tens = TENS.indexOf(first);
  return tens < 0 ? ONES.indexOf(first) : (tens + 2) * 10 + (second ? ONES.indexOf(second) : 0);
}

function keyOfNumber(value: number): string {
  return String(Number(value.toFixed(6)));
}

/** What claims are held against: the numbers and dates of the values given, however deep they are in them. */
export function proofsIn(...values: readonly unknown[]): ReadonlySet<string> {
  const keys = new Set<string>();
  const add = (value: unknown): void => {
    if (typeof value === "number") keys.add(keyOfNumber(value));
    else if (typeof value === "string") for (const key of keysOfText(value)) keys.add(key);
    else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) add(part);
  };
  add(values);
  return keys;
}

/** The keys of a text's claims, the parts of its dates, and its times of a day. */
function keysOfText(text: string): string[] {
  const keys = claimsIn(text).map(({ key }) => key);
  const parts = keys.flatMap((key) => {
    const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(key) ?? [];
    return year ? [year, `${year}-${month}`, `${month}-${day}`] : [];
  });
  const times = [...text.matchAll(/\dT(\d{2}:\d{2})/g)].map(([, time = ""]) => time);
  return [...keys, ...parts, ...times];
}

/**
 * The numbers and dates of a text that are not among the proofs. A number is proved by its negative too, since of −3 one
 * says “3 were lost”, and a percentage by the share that it is of 1.
 */
export function unprovedIn(text: string, proofs: ReadonlySet<string>): string[] {
  const isProved = ({ key, is_percent }: Claim) =>
    proofs.has(key) || proofs.has(`-${key}`) || (is_percent && proofs.has(keyOfNumber(Number(key) / 100)));
  const unproved = claimsIn(text).filter((claim) => !isProved(claim));
  return [...new Set(unproved.map((claim) => claim.text))];
}

/** The text with its numbers as rows show them: without separators of thousands and zeros at the end. */
export function withPlainNumbers(text: string): string {
  return text
    .replaceAll(/(?<![\d.,])\d{1,3}(?:,\d{3})+(?!,?\d)/g, (digits) => digits.replaceAll(",", ""))
    .replaceAll(/(?<![\d.])(\d+)(?:\.0+|(\.\d*?)0+)(?![\d.])/g, (_, whole, decimals = "") => `${whole}${decimals}`);
}
