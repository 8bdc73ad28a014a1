import type { Role } from "./frame";
import type { Tag, Thing } from "./lexicon";

/** How a preposition joins a name. */
export const ROLE_OF: Readonly<Record<string, Role>> = {
  ...{ in: "at", at: "at", inside: "at", within: "at", on: "plain", of: "plain", with: "plain", about: "plain" },
  ...{ for: "plain", from: "from", off: "from", "out of": "from", to: "to", into: "to", onto: "to", by: "by" },
};
/** The prepositions that are the question's own, not a name's: what follows them must be what they can stand before. */
export const PLACING = ["in", "at", "inside", "within", "under"];
export const PLACED: readonly Tag[] = [
  "revenue",
  "margin",
  "value",
  "unit",
  "total",
  "location",
  "all",
  "category",
  "product",
  "which",
  "transfer",
  "pronoun",
  "open",
  "lot",
  "order",
  "purchase_order",
  "on_hand",
  "there",
];
export const THING_OF: Readonly<Record<string, readonly Thing[]>> = {
  variant: ["product"],
  product: ["product"],
  category: ["category"],
  location: ["location"],
  supplier: ["supplier"],
  customer: ["customer"],
  lot: ["lot"],
  order: ["order"],
  purchase_order: ["purchase_order", "order"],
  stock_transfer: ["transfer"],
};

/** Words that may begin what goes on from a question, and may not. */
export const SOFT = [
  "now",
  "only",
  "just",
  "or",
  "but",
  "just the",
  "and",
  "order",
  "ordered",
  "sort",
  "sorted",
  "then",
  "add",
  "plus",
];

export const TIMES: readonly Thing[] = ["today_or_day", "week", "month"];
/** What stands before a day, a week or a month that is asked for. */
export const TIME_ASKED: readonly Tag[] = [
  ...([
    "which",
    "when",
    "top",
    "bottom",
    "most",
    "least",
    "best",
    "worst",
    "best_n",
    "worst_n",
    "best_seller",
  ] as const),
  ...(["worst_seller", "number", "first_few", "oldest", "newest"] as const),
];

/** What has a name, and is one of few. */
export const PARTIES: readonly Thing[] = ["location", "supplier", "customer"];

/** What tells the variants of a product apart. */
export const VARIANT_NOUNS = ["variant_noun", "option_noun"];
/** What does not make a thing anything else. */
export const NEUTRAL: readonly Tag[] = [
  "day",
  "week",
  "month",
  "anything",
  "ordered",
  "store",
  "warehouse",
  "variant_noun",
  "option_noun",
];
