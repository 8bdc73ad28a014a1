import type { Concept, Tag } from "./lexicon";
import type { Named, NameMention, TimeMention, Word } from "./mentions";

type Said = {
  words: readonly Word[];
  names: readonly NameMention[];
  times: readonly TimeMention[];
  concepts: readonly Concept[];
};

/** How well words fit a name of which they are a part, or to which they are close. */
const PART = 0.8;
const MISSPELT_PART = 0.5;
/** A word of fewer letters is no misspelling of a part of a name. */
const SHORTEST_MISSPELT = 6;
const PLACING = ["in", "at", "from", "to", "into", "@"];
/** What may stand before a part of the name of a customer or a supplier. */
const BEFORE_PARTY = [
  ...[
    "to",
    "from",
    "by",
    "for",
    "with",
    "of",
    "at",
    "via",
    "the",
    "did",
    "has",
    "does",
    "is",
    "have",
    "do",
    "and",
    "or",
  ],
  ...["about", "only", ",", ":", "customer", "client", "supplier", "vendor"],
];
const DAYS: readonly Tag[] = ["today_or_day", "week", "month", "day"];

/** The names that are worth trying: not those that words of the vocabulary or of a time only resemble. */
export function plausibleNames(said: Said): NameMention[] {
  const { words, times, concepts } = said;
  const isKnown = (at: number) =>
    concepts.some(({ first, last, typos }) => first <= at && at <= last && typos === 0) ||
    words[at]?.number !== null ||
    times.some(({ first, last }) => first <= at && at <= last);
  return said.names.flatMap((mention) => {
    const { first, last } = mention;
    const own = withoutKin(mention, words);
    if (mention.is_exact) return [{ ...mention, among: own }];
    const among = own.filter((named) => isJoined(mention, named, said));
    if (among.length === 0) return [];
    const places = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const is_pointed = places.length === 1 && isAlsoAWord(first, concepts) && isPointedAt(mention, words);
    return places.every(isKnown) && !is_pointed ? [] : [{ ...mention, among }];
  });
}

/**
 * Of a product and a variant of it that are called the same, the product, unless what is written is the SKU to the letter, and not the
 * product's name.
 */
function withoutKin({ among, first, last }: NameMention, words: readonly Word[]): readonly Named[] {
  const products = among.filter(({ kind }) => kind === "product");
  const isKin = ({ product_id }: Named) => products.some(({ id }) => id === product_id);
  const variants = among.filter((named) => named.kind === "variant" && isKin(named));
  if (variants.length === 0) return among;
  const written = words[first]?.raw;
  const is_code = first === last && variants.some(({ code }) => code === written);
  const is_name = products.some(({ name }) => name === written);
  return among.filter((named) => !(is_code && !is_name ? products : variants).includes(named));
}

/** False for a part of a name that stands where an adjective does: `blue lamps`, where a customer is called Blue Door. */
function isJoined({ first, last, score }: NameMention, { kind }: Named, { words, names, concepts }: Said): boolean {
  if (score > PART) return true;
  if (score <= MISSPELT_PART && first === last && (words[first]?.text.length ?? 0) < SHORTEST_MISSPELT) return false;
  const next = concepts.filter((concept) => concept.first === last + 1);
  if (next.some(({ tags }) => DAYS.some((tag) => tags.has(tag)))) return false;
  if (kind !== "customer" && kind !== "supplier") return true;
  const before = words[first - 1]?.text;
  const is_adjective = names.some((other) => other.first === last + 1);
  return !is_adjective && (before === undefined || BEFORE_PARTY.includes(before));
}

/** How sure it is that words are a name: the more of an exact name, the surer. Below 0 it is rather what the words mean by themselves. */
export function rankOfName(mention: NameMention, words: readonly Word[], concepts: readonly Concept[]): number {
  const { first, last, is_exact, score } = mention;
  const length = last - first + 1;
  if (length === 1 && isAlsoAWord(first, concepts) && !isPointedAt(mention, words)) return -1;
  return is_exact ? length + 0.5 : 0.7 * length * score;
}

const isAlsoAWord = (at: number, concepts: readonly Concept[]): boolean =>
  concepts.some(({ first, last, typos }) => first === at && last === at && typos === 0);

/**
 * Whether a word that has a meaning of its own is a name: by a capital in a sentence that has few, behind a preposition, or as the one
 * place that can be meant (`at the warehouse`).
 */
function isPointedAt({ first, is_exact, among }: NameMention, words: readonly Word[]): boolean {
  const before = words[first - 1]?.text ?? "";
  const is_place = among.every(({ kind }) => kind === "location");
  const is_definite = ["the", "our", "my"].includes(before) && PLACING.includes(words[first - 2]?.text ?? "");
  if (is_place && is_definite) return true;
  if (!is_exact) return false;
  if (is_place && PLACING.includes(before)) return true;
  const others = words.filter((word, place) => place !== first && place > 0 && /^\p{L}/u.test(word.raw));
  return first > 0 && /^\p{Lu}/u.test(words[first]?.raw ?? "") && others.some((word) => /^\p{Ll}/u.test(word.raw));
}
