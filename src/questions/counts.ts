import { type Frame, ITEM_KINDS, type NamesInFrame } from "./frame";
import type { Counts, NameGroup } from "./intents/intent";
import { isComparison, isRanking } from "./rows_asked";
import { CHANNELS } from "./vocabulary/sales";

/** The kind of a name as a part of a question. */
export const groupOf = ({ kind }: Pick<NamesInFrame, "kind">): NameGroup =>
  ITEM_KINDS.includes(kind) ? "item" : (kind as NameGroup);

/** The argument that names become: `sku`, `except_category`, or what the rule says. */
const ITEM_ARGUMENTS: Readonly<Record<string, string>> = {
  variant: "sku",
  product: "product_id",
  category: "category",
};
export const argumentOf = ({ kind }: NamesInFrame, target: string): string =>
  ITEM_KINDS.includes(kind) ? `${target === "except" ? "except_" : ""}${ITEM_ARGUMENTS[kind]}` : target;

/** What an intent may ask about a question besides its words. */
export function countsOf({ names, concepts, things, period }: Frame): Counts {
  const count = (group: NameGroup) =>
    names
      .filter((each) => groupOf(each) === group && each.role !== "except")
      .reduce((sum, each) => sum + each.things.length, 0);
  const tags = new Set([...concepts, ...things].flatMap((each) => each.tags));
  const asked = new Set([...concepts, ...things.filter(({ is_group }) => !is_group)].flatMap((each) => each.tags));
  return {
    item: count("item"),
    location: count("location"),
    customer: count("customer"),
    supplier: count("supplier"),
    order: count("order"),
    purchase_order: count("purchase_order"),
    lot: count("lot"),
    channel: Object.keys(CHANNELS).filter((tag) => tags.has(tag)).length,
    item_kind: names.find((each) => groupOf(each) === "item" && each.role !== "except")?.kind ?? null,
    has: (tag) => tags.has(tag),
    asks: (tag) => asked.has(tag),
    is_ranked: concepts.some(isRanking),
    is_compared: concepts.some(isComparison),
    has_period: period !== null,
  };
}
