import type { ConceptInFrame, Frame } from "./frame";
import type { Intent, Surroundings } from "./intents/intent";
import type { Tag } from "./lexicon";
import { currencyOf } from "./units";

/** How a comparison is written in a condition; a range has two. */
const OPERATORS: Partial<Record<Tag, readonly string[]>> = {
  ...{ cheaper: ["<"], dearer: [">"] },
  below: ["<"],
  at_most: ["<="],
  above: [">"],
  at_least: [">="],
  equal: ["="],
  range: [">=", "<="],
  negative: ["<"],
  nonzero: [">"],
};
const WITHOUT_NUMBER: readonly Tag[] = ["negative", "nonzero"];

const operatorsOf = ({ tags, numbers }: ConceptInFrame) => {
  const tag = (tags as Tag[]).find((each) => OPERATORS[each] && (numbers.length > 0 || WITHOUT_NUMBER.includes(each)));
  return tag ? OPERATORS[tag] : undefined;
};

export const isComparison = (concept: ConceptInFrame): boolean => operatorsOf(concept) !== undefined;

/** The conditions on rows that a question has; null if it does not say of what, or in a currency that is not the organization's. */
export function conditionsOf(frame: Frame, intent: Intent, around: Surroundings): string[] | null {
  const all: string[] = [];
  for (const concept of frame.concepts) {
    const operators = operatorsOf(concept);
    if (!operators) continue;
    const column = columnOf(concept, frame, intent, around);
    if (column === null) return null;
    const numbers = concept.numbers.length > 0 ? concept.numbers : [0];
    if (numbers.length !== operators.length || (numbers[0] ?? 0) > (numbers[1] ?? Number.POSITIVE_INFINITY))
      return null;
    all.push(...operators.map((operator, at) => `${column}${operator}${numbers[at]}`));
  }
  return all;
}

/** What a comparison is about: what stands beside it, else the only measure of the question, else what goes without saying. */
function columnOf(
  { tags, before, after }: ConceptInFrame,
  frame: Frame,
  intent: Intent,
  { currency }: Surroundings,
): string | null {
  const near = [...before, ...after];
  const currencies = near.flatMap((tag) => [currencyOf(tag)]).filter((each) => each !== null);
  if (currencies.some((each) => !each.includes(currency))) return null;
  if (near.includes("day")) return intent.compares_days ?? null;
  if (["percent", "week", "month"].some((tag) => near.includes(tag))) return null;
  if (tags.some((tag) => tag === "cheaper" || tag === "dearer")) return intent.measures?.price ?? null;
  const beside = besides(before, after, intent);
  if (currencies.length > 0) return moneyOf(beside, frame, intent);
  if (beside.length === 1) return beside[0] ?? null;
  if (beside.length > 1) return null;
  const asked = frame.concepts.flatMap(({ tags }) => measuresOf(tags, intent));
  const [only, ...others] = new Set(asked);
  if (others.length > 0) return null;
  return only ?? intent.compares ?? null;
}

/** What an amount in a currency is of: the amount, the price or the cost that the question has, else what goes without saying. */
function moneyOf(beside: readonly string[], { concepts }: Frame, intent: Intent): string | null {
  const [only, ...others] = new Set(concepts.flatMap(({ tags }) => measuresOf(tags, intent)));
  const asked = only !== undefined && others.length === 0 ? [only] : [];
  const money = ["amount", "price", "cost"];
  return [...beside, ...asked].find((column) => money.includes(column)) ?? intent.compares_money ?? null;
}

/** The measure that stands behind a word, else the one before it; one that is meant where nothing is said comes last. */
function besides(before: readonly string[], after: readonly string[], intent: Intent): string[] {
  const exact = (tags: readonly string[]) =>
    measuresOf(tags.some((tag) => VAGUE.includes(tag as Tag)) ? [] : tags, intent);
  const found = [exact(after), exact(before), measuresOf(after, intent), measuresOf(before, intent)];
  return found.find((columns) => columns.length > 0) ?? [];
}

/** Measures that are meant where nothing better is said. */
export const VAGUE: readonly Tag[] = ["unit", "have", "there"];

function measuresOf(tags: readonly string[], intent: Intent): string[] {
  const columns = (tags as Tag[]).map((tag) => intent.measures?.[tag]).filter((column) => column !== undefined);
  return [...new Set(columns)];
}

/** Which end of an order a word asks for. */
const ENDS: Partial<Record<Tag, "most" | "least">> = {
  ...{ top: "most", most: "most", best: "most", best_n: "most", best_seller: "most" },
  ...{ bottom: "least", least: "least", worst: "least", worst_n: "least", worst_seller: "least" },
};
/** Orders that name their column, and what they are called with a number. */
const NAMED: Partial<Record<Tag, Tag>> = {
  ...{ oldest: "oldest", oldest_n: "oldest", newest: "newest", newest_n: "newest", cheapest: "cheapest" },
  ...{ cheapest_n: "cheapest", dearest: "dearest", dearest_n: "dearest", most_valuable: "most_valuable" },
  ...{ most_valuable_n: "most_valuable", fastest: "fastest", slowest: "slowest", first_few: "first_few" },
};

export const isRanking = ({ tags }: ConceptInFrame): boolean =>
  (tags as Tag[]).some((tag) => ENDS[tag] !== undefined || NAMED[tag] !== undefined);

/** The `sort_by` that a ranking word asks for; null if the intent has no such order. An empty one is the tool's own order. */
export function directionOf({ tags, before, after }: ConceptInFrame, intent: Intent, frame?: Frame): string | null {
  const named = (tags as Tag[]).map((tag) => intent.orders?.[NAMED[tag] ?? tag]).find((order) => order !== undefined);
  if (named !== undefined) return named;
  const end = (tags as Tag[]).map((tag) => ENDS[tag]).find((each) => each !== undefined);
  if (end === undefined || intent.ranks === undefined) return null;
  const beside = besides(before, after, intent);
  const asked = [...new Set((frame?.concepts ?? []).flatMap((concept) => measuresOf(concept.tags, intent)))];
  const column =
    beside.length === 1 ? beside[0] : asked.length === 1 ? asked[0] : asked.length === 0 ? intent.ranks : null;
  if (column === null || column === undefined) return null;
  return end === "most" ? `-${column}` : column;
}
