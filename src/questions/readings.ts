import type { Concept } from "./lexicon";
import type { NameKind, NameMention, TimeMention, Word } from "./mentions";

/** A part of a question, as a reading takes it. */
export type Piece = { first: number; last: number } & (
  | { type: "name"; mention: NameMention; kind: NameKind }
  | { type: "time"; mention: TimeMention }
  | { type: "concept"; concept: Concept }
  | { type: "unknown" }
);

/** One way to take a question apart: its pieces in their order, which leave no word out. */
export type Reading = { pieces: readonly Piece[]; cost: number };

/** How many beginnings of readings are kept at each word. */
const BREADTH = 48;
const COSTS = { unknown: 100, name: 0.3, guessed_name: 0.9, time: 0.3, concept: 1, filler: 0.4, typo: 0.8 };

/** The readings of a question, those first that take it apart into the fewest and the surest pieces. */
export function readingsOf(
  words: readonly Word[],
  found: { names: readonly NameMention[]; times: readonly TimeMention[]; concepts: readonly Concept[] },
): Reading[] {
  const pieces = piecesOf(words, found);
  const starting = words.map((_, at) => pieces.filter(({ first }) => first === at));
  const ending: Reading[][] = Array.from({ length: words.length + 1 }, () => []);
  ending[0] = [{ pieces: [], cost: 0 }];
  for (const [at, next] of starting.entries()) {
    const begun = keepBest(ending[at] ?? []);
    for (const piece of next) {
      const cost = costOf(piece);
      ending[piece.last + 1]?.push(...begun.map((before) => extend(before, piece, cost)));
    }
  }
  return keepBest(ending[words.length] ?? []);
}

const extend = ({ pieces, cost }: Reading, piece: Piece, more: number): Reading => ({
  pieces: [...pieces, piece],
  cost: cost + more,
});

const keepBest = (readings: readonly Reading[]): Reading[] =>
  readings.toSorted((one, other) => one.cost - other.cost).slice(0, BREADTH);

function piecesOf(
  words: readonly Word[],
  {
    names,
    times,
    concepts,
  }: { names: readonly NameMention[]; times: readonly TimeMention[]; concepts: readonly Concept[] },
): Piece[] {
  return [
    ...names.flatMap((mention): Piece[] =>
      [...new Set(mention.among.map(({ kind }) => kind))].map((kind) => ({
        ...spanOf(mention),
        type: "name",
        mention,
        kind,
      })),
    ),
    ...times.flatMap((mention) => timePieces(mention, words)),
    ...concepts.map((concept): Piece => ({ ...spanOf(concept), type: "concept", concept })),
    ...words.map((_, at): Piece => ({ first: at, last: at, type: "unknown" })),
  ];
}

/** A time, with the preposition before it and without. */
function timePieces(mention: TimeMention, words: readonly Word[]): Piece[] {
  const piece: Piece = { ...spanOf(mention), type: "time", mention };
  const can_be_without =
    mention.last > mention.first && ["in", "on", "at", "for", "of", "over"].includes(words[mention.first]?.text ?? "");
  return can_be_without ? [piece, { ...piece, first: mention.first + 1 }] : [piece];
}

const spanOf = ({ first, last }: { first: number; last: number }) => ({ first, last });

function costOf(piece: Piece): number {
  if (piece.type === "unknown") return COSTS.unknown;
  if (piece.type === "time") return COSTS.time;
  if (piece.type === "name")
    return piece.mention.is_exact ? COSTS.name : COSTS.guessed_name + (1 - piece.mention.score);
  const { tags, typos } = piece.concept;
  return (
    (tags.has("filler") || tags.has("preposition") || tags.has("we") ? COSTS.filler : COSTS.concept) +
    typos * COSTS.typo
  );
}
