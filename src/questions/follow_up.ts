import { groupOf } from "./counts";
import { type ConceptInFrame, type Frame, isWeak, type NamesInFrame, type ThingInFrame } from "./frame";
import { isComparison, isRanking } from "./rows_asked";
import { CHANNELS } from "./vocabulary/sales";

/** Whether what a question names takes the place of what was named, or comes on top of it. */
export type Following = "replace" | "add";

/** What a question may be that goes on from another, and what of the earlier one it leaves out. */
export type Continued = { frame: Frame; lost: "nothing" | "concepts" | "period" };

const isChannel = ({ tags }: ConceptInFrame): boolean => tags.some((tag) => tag in CHANNELS);
const isRow = (concept: ConceptInFrame): boolean => isComparison(concept) || isRanking(concept) || isChannel(concept);

/** What a question asks for by itself: not how it is put, nor which rows are shown in which order. */
export const askedBy = ({ concepts }: Frame): ConceptInFrame[] =>
  concepts.filter((concept) => !isWeak(concept) && (!isRow(concept) || isSeller(concept)));

/** A ranking that is a question by itself: best sellers. */
const isSeller = ({ tags }: ConceptInFrame): boolean => tags.some((tag) => SELLERS.includes(tag));
const SELLERS: readonly string[] = ["best_seller", "worst_seller", "best_n", "worst_n"];

/** True if a question names all that the one before named, so that it can be a new one. */
export function namesAll(frame: Frame, previous: Frame): boolean {
  const named = new Set(frame.names.map(groupOf));
  return named.size > 0 && previous.names.every((names) => named.has(groupOf(names)));
}

/** True if a question has names of its own and asks for something of them, but leaves out a kind of name that the one before had. */
export const isHalfNew = (frame: Frame, previous: Frame): boolean =>
  frame.names.some((names) => groupOf(names) === "item") &&
  !namesAll(frame, previous) &&
  frame.concepts.some(({ tags }) => tags.includes("have") || tags.includes("there")) &&
  askedBy(frame).length === 0;

/** The questions that a question may be, that goes on from another: the likeliest first. */
export function continued(previous: Frame, next: Frame, following: Following): Continued[] {
  const widened = widen(previous, next);
  const names = mergeNames(widened.names, next.names, following);
  const period = next.period ?? previous.period;
  const kept = widened.concepts.filter((concept) => !isReplaced(concept, next.concepts));
  const rows = next.concepts.filter(isRow).map((row) => asOne(asBefore(row, previous.concepts), next));
  const added = next.concepts.filter((concept) => !isRow(concept) && !(isWeak(concept) && kept.length > 0));
  const things = mergeThings(widened.things, next.things);
  const both: Continued = {
    frame: { concepts: [...added, ...rows, ...kept], things, names, period },
    lost: "nothing",
  };
  if (askedBy(next).length === 0 && !isOfStock(next)) return [both];
  const concepts = next.concepts.filter((concept) => !isRow(concept));
  const own = { things: next.things.length > 0 ? next.things : things.filter(({ is_group }) => is_group), names };
  const replaced: Continued = { frame: { ...own, concepts: [...concepts, ...rows], period }, lost: "concepts" };
  const in_rows: Continued = {
    frame: { things, names, concepts: [...kept.filter(isRow), ...rows, ...concepts], period },
    lost: "concepts",
  };
  const without_period: Continued = { frame: { ...replaced.frame, period: next.period }, lost: "period" };
  const is_ranked_anew = next.concepts.some(isSeller) && !previous.concepts.some(isSeller);
  const likeliest = kept.some(isRanking) ? [in_rows, both] : [both, in_rows];
  return [...(is_ranked_anew ? [] : likeliest), replaced, ...(previous.period && !next.period ? [without_period] : [])];
}

/** `How many do we have?` is asked of what is in stock. */
const isOfStock = ({ concepts }: Frame): boolean =>
  concepts.some(({ tags }) => tags.includes("have") || tags.includes("left"));

/** `Everywhere?` is asked of all places, `in total?` of all groups, or of all places where nothing is grouped. */
function widen(previous: Frame, next: Frame): Frame {
  const says = (tag: string) => next.concepts.some(({ tags }) => tags.includes(tag));
  const is_alone = next.names.length === 0 && next.things.length === 0 && askedBy(next).length === 0;
  const groups = previous.things.filter(({ is_group }) => is_group);
  if (is_alone && says("total") && !says("everywhere") && groups.length > 0) {
    return { ...previous, things: previous.things.filter(({ is_group }) => !is_group) };
  }
  if (!says("everywhere") && !(is_alone && says("altogether"))) return previous;
  return { ...previous, names: previous.names.filter(({ kind }) => kind !== "location") };
}

function isReplaced(concept: ConceptInFrame, next: readonly ConceptInFrame[]): boolean {
  return [isChannel, isComparison, isRanking].some((is) => is(concept) && next.some(is));
}

/** An order that takes the place of another is of the same: the worst after the best sellers are the worst sellers. */
function asBefore(row: ConceptInFrame, previous: readonly ConceptInFrame[]): ConceptInFrame {
  const is_of_sellers = previous.some(isSeller);
  if (!isRanking(row) || !is_of_sellers) return row;
  const is_least = row.tags.some((tag) => ["bottom", "least", "worst", "worst_n", "worst_seller"].includes(tag));
  const numbers = row.numbers.length > 0 ? "n" : "seller";
  return { ...row, tags: [...row.tags, `${is_least ? "worst" : "best"}_${numbers}`] };
}

/** `Which is the oldest?` asks for one. */
function asOne(row: ConceptInFrame, { concepts, things }: Frame): ConceptInFrame {
  const is_of_one = things.length === 0 && concepts.some(({ tags }) => tags.includes("which"));
  return is_of_one && isRanking(row) && row.numbers.length === 0 ? { ...row, numbers: [1] } : row;
}

function mergeThings(previous: readonly ThingInFrame[], next: readonly ThingInFrame[]): ThingInFrame[] {
  const is_grouped = next.some(({ is_group }) => is_group);
  return [...(is_grouped ? previous.filter(({ is_group }) => !is_group) : previous), ...next];
}

function mergeNames(
  previous: readonly NamesInFrame[],
  next: readonly NamesInFrame[],
  following: Following,
): NamesInFrame[] {
  const kept = previous.flatMap((names) => {
    const same = next.find(
      (each) =>
        groupOf(each) === groupOf(names) && isExcept(each) === isExcept(names) && direction(each) === direction(names),
    );
    if (!same) return [names];
    return following === "add" && same.kind === names.kind
      ? [{ ...names, things: [...names.things, ...same.things] }]
      : [];
  });
  const added = next.filter(
    (names) =>
      following === "replace" ||
      !kept.some(
        (each) =>
          each.kind === names.kind && each.things.some(({ id }) => names.things.some((thing) => thing.id === id)),
      ),
  );
  return [...kept, ...added];
}

const isExcept = ({ role }: NamesInFrame): boolean => role === "except";
const direction = ({ role, kind }: NamesInFrame): string =>
  kind === "location" && (role === "from" || role === "to") ? role : "";
