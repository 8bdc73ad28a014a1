import { askedBy, type Continued, continued, isHalfNew, namesAll } from "./follow_up";
import type { Frame } from "./frame";
import type { Framed } from "./framing";
import { hasIdle, isSamePlan } from "./idle";
import { INTENTS } from "./intents";
import type { Surroundings } from "./intents/intent";
import { type Planned, planOf } from "./planning";

/** The question before, and the use of a tool that it was. */
export type Before = { frame: Frame; plan: Planned };

export function beforeOf(previous: Frame | null, around: Surroundings): Before | null {
  const plan = previous && bestPlan(previous, around);
  return plan ? { frame: previous, plan } : null;
}

/**
 * The use of a tool that a question asks for, by itself or going on from another. What the other one said is kept, replaced by what
 * the next one says, or the question is refused: nothing of it is forgotten silently.
 */
export function planFor(framed: Framed, around: Surroundings, before: Before | null): Planned | null {
  const { frame, follow } = framed;
  if (!before) return framed.is_dependent ? null : planWhole(frame, around);
  if (follow === null && !framed.is_dependent && isNew(frame, before)) return planAnew(frame, around, before);
  if (isHalfNew(frame, before.frame)) return null;
  for (const each of continued(before.frame, frame, follow ?? "replace")) {
    if (framed.is_of_place && !each.frame.names.some(({ kind }) => kind === "location")) continue;
    const plan = planWhole(each.frame, around);
    const counted = plan && inUnits(plan, frame, before);
    if (
      counted &&
      isKept(each, counted, frame, before) &&
      (isCount(frame, before) || !isSamePlan(counted, before.plan))
    )
      return counted;
  }
  return null;
}

/** The use of a tool in which everything that is said has an effect. */
function planWhole(frame: Frame, around: Surroundings): Planned | null {
  const plan = bestPlan(frame, around);
  return plan && !hasIdle(plan, frame, (shorter) => bestPlan(shorter, around)) ? plan : null;
}

function bestPlan(frame: Frame, around: Surroundings): Planned | null {
  const plans = INTENTS.flatMap((intent) => planOf(intent, frame, around) ?? []);
  return plans.toSorted((one, other) => other.weight - one.weight)[0] ?? null;
}

/** A question is a new one if it asks for something, and names all that the one before named, or that one left nothing to keep. */
function isNew(frame: Frame, { frame: previous, plan }: Before): boolean {
  if (frame.concepts.length === 0) return false;
  if (namesAll(frame, previous) && previous.names.length > 0) {
    return frame.names.some(({ kind }) => ITEMS.includes(kind)) || askedBy(frame).length > 0;
  }
  return askedBy(frame).length > 0 && previous.names.length === 0 && previous.period === null && isOfAll(plan);
}

const ITEMS = ["product", "variant", "category"];

/** A new question of the same kind without a period may mean that of the one before, or none. */
function planAnew(frame: Frame, around: Surroundings, { frame: previous, plan: before }: Before): Planned | null {
  const plan = planWhole(frame, around);
  return plan?.tool === before.tool && previous.period && !frame.period ? null : plan;
}

/** Tools that choose their rows themselves: another one is of other rows. */
const CHOOSING = [
  ...["low_stock", "out_of_stock", "reorder_advice", "unsold_stock", "stock_aging", "fast_movers", "insights"],
];
/** Arguments that only name, date or group. */
const PLAIN =
  /^(from|to|as_of|group_by|sku|product_id|category|location_id|supplier_id|customer|lot_number|number|horizon_days|except_.*|from_location_id|to_location_id)$/;

/** Names of products are of archived ones, too. */
const isOfEach = (tool: string, key: string, args: Planned["arguments"]): boolean =>
  isShown(key, args[key]) || (tool === "find_products" && key === "status");

/** True if a use of a tool is of all that has its names and its period. */
const isOfAll = ({ tool, arguments: args }: Planned): boolean =>
  !CHOOSING.includes(tool) && Object.keys(args).every((key) => PLAIN.test(key) || isOfEach(tool, key, args));

/** Conditions that only leave out rows without a quantity. */
const isShown = (key: string, value: unknown): boolean =>
  key === "where" && [value].flat().every((each) => /^(on_hand|available|units_sold)>0$/.test(String(each)));

/** True if nothing that the question before said gets lost, or comes to mean something else. */
function isKept({ lost }: Continued, plan: Planned, next: Frame, { frame, plan: before }: Before): boolean {
  const { is_open, status } = plan.arguments;
  if (lost === "nothing" && is_open !== undefined && status !== undefined) return false;
  if (plan.tool === before.tool) return lost === "nothing" || (lost === "concepts" && isOfSameRows(plan, before));
  if (!isOfAll(before)) return false;
  if (lost === "period") return before.tool === "sales" && OF_NOW.includes(plan.tool);
  return (
    frame.period === null || next.period !== null || (before.intent.period === "past" && plan.intent.period === "past")
  );
}

/** Tools of what is there now, which may be asked about what was sold. */
const OF_NOW = ["stock_levels", "low_stock", "out_of_stock", "reorder_advice", "forecasts", "find_products"];

/** True if the rows that a question chose are still chosen, or chosen otherwise. */
function isOfSameRows(plan: Planned, before: Planned): boolean {
  const chosen = ({ arguments: args }: Planned) =>
    Object.keys(args).filter((key) => !PLAIN.test(key) && !isShown(key, args[key]));
  const kept = chosen(plan);
  const is_other = kept.some((key) => !ORDERED.includes(key) && !chosen(before).includes(key));
  return chosen(before).every((key) => kept.includes(key) || (is_other && !ORDERED.includes(key)));
}

const ORDERED = ["sort_by", "limit", "where"];

/** What is counted itself: each row is one. */
const LISTS = ["orders", "purchase_orders", "transfers", "returns", "lots", "insights", "low_stock", "out_of_stock"];

/** `How many are there?` is asked of a list. */
function isCount({ concepts }: Frame, { frame, plan }: Before): boolean {
  const counts = (each: Frame["concepts"]) => each.some(({ tags }) => tags.includes("how_many"));
  return counts(concepts) && !counts(frame.concepts) && LISTS.includes(plan.tool);
}

/** `And units?` after a figure in money asks for the quantity of the same. */
function inUnits(plan: Planned, next: Frame, { plan: before }: Before): Planned {
  const column = plan.intent.measures?.unit;
  const is_of_units = next.concepts.some(({ tags }) => tags.includes("unit")) && askedBy(next).length === 0;
  return is_of_units && column !== undefined && before.measure !== undefined ? { ...plan, measure: column } : plan;
}
