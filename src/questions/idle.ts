import { type ConceptInFrame, type Frame, isWeak, type ThingInFrame } from "./frame";
import type { Planned } from "./planning";
import { isComparison, isRanking } from "./rows_asked";
import { THINGS } from "./vocabulary/things";

/** Words that say something wherever they stand: one without an effect was not understood. */
const BEARING: ReadonlySet<string> = new Set([
  ...["available", "reserved", "held", "net_units", "margin", "cogs", "average", "percent", "returned", "low", "out"],
  ...["late", "overdue", "expired", "missing", "damaged", "theft", "waste", "spoiled", "contamination", "new"],
  ...["critical", "warning", "cancelled", "pending", "fulfilled", "draft", "closed", "recalled", "quarantined"],
  ...["archived", "unsold", "negative", "nonzero"],
]);

/**
 * True if a question says something that its plan does not show: without the words for it, the plan is the same. What is said twice,
 * and figures that are asked for together, are shown.
 */
export function hasIdle(plan: Planned, frame: Frame, planOf: (frame: Frame) => Planned | null): boolean {
  const isSame = (shorter: Frame) => {
    const other = planOf(shorter);
    return other !== null && isSamePlan(plan, other);
  };
  const { concepts, things } = frame;
  return (
    concepts.some(
      (concept) =>
        isBearing(concept) &&
        !isShown(concept, frame, plan) &&
        isSame({ ...frame, concepts: concepts.filter((each) => each !== concept) }),
    ) ||
    things.some(
      (thing) => thing.is_joined && isSame({ ...frame, things: things.filter((each: ThingInFrame) => each !== thing) }),
    )
  );
}

const isBearing = (concept: ConceptInFrame): boolean =>
  !isWeak(concept) &&
  !isComparison(concept) &&
  !isRanking(concept) &&
  (concept.is_joined || concept.tags.every((tag) => BEARING.has(tag)));

function isShown(
  { tags, is_joined, before, after }: ConceptInFrame,
  { concepts }: Frame,
  { intent }: Planned,
): boolean {
  const isMeasure = (each: readonly string[]) =>
    each.some((tag) => intent.measures?.[tag as keyof typeof intent.measures] !== undefined);
  const is_twice = concepts.filter((each) => each.tags.some((tag) => tags.includes(tag))).length > 1;
  const is_listed = is_joined || concepts.some((each) => each.is_joined && isMeasure(each.tags));
  // `Open orders and open purchase orders` are two questions.
  const is_second = is_joined && after.some((tag) => tag in THINGS);
  const is_by = before.includes("by") || before.includes("versus");
  return (
    (is_twice && !is_second) ||
    (isMeasure(tags) && !is_twice && (is_listed || is_by)) ||
    (tags.includes("average") && intent.form === "suppliers")
  );
}

/** True for the same use of a tool that is put in the same words. */
export function isSamePlan(one: Planned, other: Planned): boolean {
  return (
    one.tool === other.tool &&
    one.measure === other.measure &&
    one.form === other.form &&
    argumentsOf(one) === argumentsOf(other)
  );
}

const argumentsOf = ({ arguments: args }: Planned): string =>
  JSON.stringify(Object.entries(args).toSorted(([one], [other]) => (one < other ? -1 : 1)));
