import { type Candidate, codeKey } from "./candidates";
import { CONNECTORS } from "./common";
import { type Piece, piecesOf } from "./pieces";
import { isPlural } from "./plurals";
import { resemblances, SAME_WORD } from "./resemblance";
import { codesAt } from "./terms";
import type { Word } from "./words";

/** How the words of a span fit a name, from the best on. */
export const RANKS = ["exact", "whole", "part", "misspelt", "misspelt_part"] as const;
export type Rank = (typeof RANKS)[number];

/** A span of words that fits a candidate. */
export type Fit = {
  first: number;
  last: number;
  candidate: Candidate;
  rank: Rank;
  /** The places of its pieces among those of the question. */
  pieces: number[];
  isPlural: boolean;
  /** From 0 to 1: how well the words fit, and how much of the name they are. */
  closeness: number;
  /** True if the name is there word for word, in its order. */
  isInOrder: boolean;
  /** False for a short misspelt part of a name, which is as likely another word. */
  isSure: boolean;
};

/** A piece that stands for a part of a name. */
type Match = { piece: number; token: number; quality: number };

/**
 * Every span of words that fits a candidate, by a code, by its whole name, or by a telling part of it. In a search, all words are
 * telling, and the beginning of a word is enough.
 */
export function fitsOf(words: readonly Word[], candidates: readonly Candidate[], isSearch = false): Fit[] {
  const pieces = piecesOf(words).map((piece) => (isSearch ? { ...piece, isCommon: false } : piece));
  const find = resemblances(
    candidates.flatMap(({ tokens }) => [...tokens, ...pairsOf(tokens)]),
    isSearch,
  );
  const named = candidates.filter(({ tokens }) => tokens.length > 0);
  const holders = new Map<string, Candidate[]>();
  for (const each of named) {
    for (const token of new Set([...each.tokens, ...pairsOf(each.tokens)])) {
      holders.set(token, [...(holders.get(token) ?? []), each]);
    }
  }
  const all = [...pieces, ...pieces.flatMap((piece, at) => asOne(piece, pieces[at + 1]) ?? [])];
  const resembling = new Set(
    all.flatMap((piece) => [...find(piece).keys()].flatMap((token) => holders.get(token) ?? [])),
  );
  const by_name = [...resembling].flatMap((each) => fitsOfName(words, pieces, each, (piece) => find(piece)));
  return [...by_name, ...fitsOfCodes(words, candidates)];
}

/** Neighbouring parts of a name written as one, as `tshirt` for `T-Shirt`. */
function pairsOf(tokens: readonly string[]): string[] {
  return tokens.slice(1).map((token, at) => `${tokens[at]}${token}`);
}

type Find = (piece: Piece) => ReadonlyMap<string, number>;

function fitsOfName(words: readonly Word[], pieces: readonly Piece[], candidate: Candidate, find: Find): Fit[] {
  return pieces.flatMap((_, start) => {
    const matches: Match[] = [];
    const fits: Fit[] = [];
    const used = new Set<number>();
    for (let at = start; at < pieces.length; at += 1) {
      const piece = pieces[at];
      if (!piece || (at > start && piece.isApart)) break;
      const single = matchOf(piece, candidate.tokens, used, find);
      const match = single ?? splitMatchOf(piece, pieces[at + 1], candidate.tokens, used, find);
      if (!match) break;
      for (const token of match.tokens) used.add(token);
      const [token = 0] = match.tokens;
      matches.push({ piece: at, token, quality: match.quality });
      if (!single) {
        at += 1;
        matches.push({ piece: at, token, quality: match.quality });
      }
      const fit = fitOf(words, pieces, candidate, matches, used);
      if (fit) fits.push(fit);
    }
    return fits;
  });
}

/** Two neighbouring words as one, as `book shelf` for `Bookshelf`. */
function asOne(piece: Piece, next: Piece | undefined): Piece | null {
  const canBe = (each: Piece) => !each.isCommon && /^\p{L}{3,}$/u.test(each.text);
  return next && !next.isApart && canBe(piece) && canBe(next) ? { ...piece, text: `${piece.text}${next.text}` } : null;
}

/** The part of a name that two pieces together stand for, but for their number to the letter. */
function splitMatchOf(
  piece: Piece,
  next: Piece | undefined,
  tokens: readonly string[],
  used: ReadonlySet<number>,
  find: Find,
): { tokens: number[]; quality: number } | null {
  const one = asOne(piece, next);
  const match = one && matchOf(one, tokens, used, find);
  return match && match.quality >= SAME_WORD ? { ...match, quality: SAME_WORD } : null;
}

/** The part of a name that a piece stands for, and has not been taken yet: the best, and the first of those. */
function matchOf(
  piece: Piece,
  tokens: readonly string[],
  used: ReadonlySet<number>,
  find: Find,
): { tokens: number[]; quality: number } | null {
  const fits = find(piece);
  let best: { tokens: number[]; quality: number } | null = null;
  for (const [at, token] of tokens.entries()) {
    const quality = fits.get(token) ?? 0;
    if (!used.has(at) && quality > (best?.quality ?? 0)) best = { tokens: [at], quality };
    const pair = Math.min(fits.get(`${token}${tokens[at + 1] ?? ""}`) ?? 0, SAME_WORD);
    const isFree = at + 1 < tokens.length && !used.has(at) && !used.has(at + 1);
    if (isFree && pair >= SAME_WORD && pair > (best?.quality ?? 0)) best = { tokens: [at, at + 1], quality: pair };
  }
  return best;
}

function fitOf(
  words: readonly Word[],
  pieces: readonly Piece[],
  candidate: Candidate,
  matches: readonly Match[],
  used: ReadonlySet<number>,
): Fit | null {
  const taken = matches.map(({ piece }) => pieces[piece] as Piece);
  const [first, last] = [taken[0]?.word ?? 0, taken.at(-1)?.word ?? 0];
  const isTorn = pieces.some(
    ({ word }, at) => word >= first && word <= last && !matches.some(({ piece }) => piece === at),
  );
  const isConnected = taken[0]?.isConnector || taken.at(-1)?.isConnector;
  if (isTorn || (isConnected && !isWholeOf(candidate, used, true))) return null;
  const isWhole = isWholeOf(candidate, used, false);
  const quality = Math.min(...matches.map((match) => match.quality));
  if (!isTelling(candidate, taken, matches, used, isWhole)) return null;
  const tokens = matches.map(({ token }) => token);
  const isInOrder = isWhole && tokens.every((token, at) => at === 0 || token >= (tokens[at - 1] ?? 0));
  const isExact = isInOrder && quality === 1 && used.size === candidate.tokens.length;
  const isClose = quality >= SAME_WORD;
  const rank = isExact ? "exact" : isWhole ? (isClose ? "whole" : "misspelt") : isClose ? "part" : "misspelt_part";
  return {
    ...{ first, last: words[last + 1]?.text === "'s" ? last + 1 : last, candidate, rank, isInOrder },
    pieces: matches.map(({ piece }) => piece),
    isPlural: !isExact && taken.some(({ text }, at) => isPlural(text) && isInPlural(matches[at], candidate, isWhole)),
    isSure: isWhole || isClose || isSure(taken, matches),
    closeness:
      (matches.reduce((sum, match) => sum + match.quality, 0) / matches.length) * (used.size / candidate.tokens.length),
  };
}

/** Of a misspelt part of a name, each misspelt word must be long, or another word be right: "card" is no part of "Personal Care". */
function isSure(taken: readonly Piece[], matches: readonly Match[]): boolean {
  const isRight = (piece: Piece, at: number) =>
    (matches[at]?.quality ?? 0) >= SAME_WORD && !piece.isCommon && !piece.isConnector;
  return (
    taken.some(isRight) || taken.every(({ text }, at) => (matches[at]?.quality ?? 0) >= SAME_WORD || text.length >= 6)
  );
}

/** What there are several of may be called by a name that is a plural itself; a whole name, and that of a place, may not. */
function isInPlural(match: Match | undefined, { tokens, kind }: Candidate, isWhole: boolean): boolean {
  const isOne = isWhole || !["product", "variant", "category"].includes(kind);
  return !isOne || !isPlural(tokens[match?.token ?? 0] ?? "");
}

/** True if all of a name is there, connecting words apart, or with them. */
function isWholeOf({ tokens }: Candidate, used: ReadonlySet<number>, withConnectors: boolean): boolean {
  return tokens.every((token, at) => used.has(at) || (!withConnectors && CONNECTORS.has(token)));
}

/** A part of a name must have a word that tells it from the language of questions; common words only name it as a whole. */
function isTelling(
  candidate: Candidate,
  taken: readonly Piece[],
  matches: readonly Match[],
  used: ReadonlySet<number>,
  isWhole: boolean,
): boolean {
  const own = candidate.tokens.length - candidate.own.length;
  if (candidate.own.length > 0 && ![...used].some((token) => token >= own)) return false;
  const telling = taken.filter(({ text, isCommon }) => !isCommon && text.length > 2 && !/^\d+$/.test(text));
  if (telling.length > 0) return true;
  if (!isWhole) return false;
  const isTrue = matches.every(({ quality }) => quality === 1);
  return isTrue || (matches.length > 1 && matches.every(({ quality }) => quality >= SAME_WORD));
}

/** Spans that are a code, whatever their case. A word of the language of questions is one only as it is written. */
function fitsOfCodes(words: readonly Word[], candidates: readonly Candidate[]): Fit[] {
  const holders = new Map<string, Candidate[]>();
  for (const each of candidates) for (const key of each.codes) holders.set(key, [...(holders.get(key) ?? []), each]);
  const pieces = piecesOf(words);
  return words.flatMap((_, first) =>
    [1, 2, 3].flatMap((length) => {
      const span = words.slice(first, first + length);
      const last = first + length - 1;
      if (span.length < length) return [];
      const places = pieces.flatMap(({ word }, at) => (word >= first && word <= last ? [at] : []));
      const isCommonWord = places.every((at) => pieces[at]?.isCommon);
      const meant = codesAt(words, first, length).flatMap((text) => {
        const of = holders.get(codeKey(text)) ?? [];
        return isCommonWord ? of.filter(({ code }) => code === text && text !== text.toLowerCase()) : of;
      });
      return [...new Set(meant)].map(
        (candidate): Fit => ({
          ...{
            first,
            last: words[last + 1]?.text === "'s" ? last + 1 : last,
            candidate,
            rank: "exact",
            pieces: places,
          },
          ...{ isPlural: false, closeness: 1, isInOrder: true, isSure: true },
        }),
      );
    }),
  );
}
