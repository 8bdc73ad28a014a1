import type { Word } from "../tools/names/words";
import { firstWords, matches, type Pattern, type Spelt, toPatterns, wordsIn } from "./patterns";
import { spell } from "./spelling";
import {
  ASKING,
  COMPARING,
  COURTESIES,
  FILLERS,
  FOLLOWING,
  GROUPING,
  OPENING,
  PLACES,
  PREPOSITIONS,
  RANKING,
  UNITS,
} from "./vocabulary/asking";
import { DOCUMENTS, LOTS, SUPPLYING } from "./vocabulary/documents";
import { CHANNELS, FINDINGS, FORECASTING, LOSSES, RETURNS, SALES } from "./vocabulary/sales";
import { CATALOGUE, STOCK } from "./vocabulary/stock";
import { THINGS } from "./vocabulary/things";

const CONCEPTS = {
  ...{ ...ASKING, ...OPENING, ...PLACES, ...FOLLOWING, ...COMPARING, ...RANKING, ...UNITS, ...GROUPING },
  ...{ ...STOCK, ...CATALOGUE, ...SALES, ...LOSSES, ...RETURNS, ...FORECASTING, ...FINDINGS },
  ...{ ...LOTS, ...SUPPLYING, ...CHANNELS },
} as const;

export type Thing = keyof typeof THINGS;
/** What a part of a question may mean. `filler` means nothing by itself. */
export type Tag = keyof typeof CONCEPTS | keyof typeof DOCUMENTS | Thing | "filler" | "preposition";

/** Words of a question (from `first` to `last`, both included) that the vocabulary has. */
export type Concept = {
  first: number;
  last: number;
  tags: ReadonlySet<Tag>;
  /** The numbers among the words. */
  numbers: readonly number[];
  /** True for a thing in the plural. */
  is_many: boolean;
  typos: number;
};

/** Marks that only separate. The patterns of the vocabulary can't have them. */
const PUNCTUATION = ',.;:?!()[]{}|/-–—…"';

type Entry = { tag: Tag; is_many: boolean; pattern: Pattern };

const entries = (tag: Tag, text: string, is_many = false): Entry[] =>
  toPatterns(text).map((pattern) => ({ tag, is_many, pattern }));

function readLexicon() {
  const all: Entry[] = [
    ...[FILLERS, COURTESIES].flatMap((text) => entries("filler", text)),
    ...[...PUNCTUATION].map((text): Entry => ({ tag: "filler", is_many: false, pattern: [{ kind: "word", text }] })),
    ...entries("preposition", PREPOSITIONS),
    ...[CONCEPTS, DOCUMENTS].flatMap((concepts) =>
      Object.entries(concepts).flatMap(([tag, text]) => entries(tag as Tag, text)),
    ),
    ...Object.entries(THINGS).flatMap(([tag, { one, many }]) => [
      ...entries(tag as Thing, one),
      ...entries(tag as Thing, many, true),
    ]),
  ];
  const by_first = new Map<string, Entry[]>();
  for (const entry of all) {
    for (const first of new Set(firstWords(entry.pattern))) {
      by_first.set(first, [...(by_first.get(first) ?? []), entry]);
    }
  }
  return { by_first, vocabulary: new Set(all.flatMap(({ pattern }) => wordsIn(pattern))) };
}

let lexicon: ReturnType<typeof readLexicon> | undefined;

/** Phrases that mean something else than their parts: `on order` is no order, `purchase orders` are none of customers. */
const BINDING: readonly Tag[] = [
  ...([
    "purchase_order",
    "order",
    "transfer",
    "lot",
    "incoming",
    "forecast",
    "will_sell",
    "unsold",
    "net_units",
  ] as const),
  ...([
    "transfer_loss",
    "in_transit",
    "reorder",
    "low",
    "out",
    "to_ship",
    "cogs",
    "margin_percent",
    "cost_price",
  ] as const),
  ...([
    "not_received",
    "open",
    "expired",
    "expire_soon",
    "buy_from",
    "stockout_risk",
    "expiry_risk",
    "overdue",
  ] as const),
  ...(["partial_received", "dead_stock_insight"] as const),
];

/** All that the vocabulary has of a question, also what overlaps: one concept for each range of words that is in it. */
export function findConcepts(words: readonly Word[]): Concept[] {
  lexicon ??= readLexicon();
  const { by_first, vocabulary } = lexicon;
  const spelt = spell(words, vocabulary);
  const found = spelt.flatMap((word, at) => {
    const firsts = [word.plain, ...word.corrections, "#"];
    const candidates = new Set(firsts.flatMap((first) => by_first.get(first) ?? []));
    return conceptsAt([...candidates], spelt, at);
  });
  const bound = found.filter(({ tags, typos }) => typos === 0 && BINDING.some((tag) => tags.has(tag)));
  const isPart = (concept: Concept) => bound.some((other) => isWithin(concept, other));
  return found.filter((concept) => concept.tags.has("filler") || concept.tags.has("preposition") || !isPart(concept));
}

/** True for a part of a longer phrase. */
const isWithin = (one: Concept, other: Concept): boolean =>
  one.first >= other.first && one.last <= other.last && one.last - one.first < other.last - other.first;

function conceptsAt(candidates: readonly Entry[], words: readonly Spelt[], at: number): Concept[] {
  const found = new Map<number, Concept & { tags: Set<Tag> }>();
  for (const { tag, pattern, is_many } of candidates) {
    for (const { end, numbers, typos } of matches(pattern, words, at)) {
      const known = found.get(end);
      if (known && known.typos <= typos) {
        if (known.typos === typos) {
          known.tags.add(tag);
          known.is_many ||= is_many;
          if (numbers.length > 0) known.numbers = numbers;
        }
      } else if (end > at) {
        found.set(end, { first: at, last: end - 1, tags: new Set([tag]), numbers, is_many, typos });
      }
    }
  }
  return [...found.values()];
}

/** Every word of the vocabulary. */
export function vocabularyWords(): ReadonlySet<string> {
  lexicon ??= readLexicon();
  return lexicon.vocabulary;
}
