import MiniSearch from "minisearch";
import { isCommon } from "./common";
import type { Piece } from "./pieces";
import { isSameWord, singularsOf, stemOf } from "./plurals";
import { allowedTypos, typosBetween } from "./typos";

/** How well a piece of a question fits a part of a name: 1 to the letter. */
export const SAME_WORD = 0.97;
const ONE_TYPO = 0.85;
const TWO_TYPOS = 0.75;
/** With letters missing at its end, for a search. */
const BEGINNING = 0.6;

type Fits = ReadonlyMap<string, number>;

/** Finds, for a piece of a question, the words of names that it may stand for, and how well. */
export function resemblances(vocabulary: Iterable<string>, allowBeginnings = false): (piece: Piece) => Fits {
  const index = new MiniSearch<{ id: string }>({
    fields: ["id"],
    tokenize: (text) => [text],
    processTerm: (term) => term,
  });
  index.addAll([...new Set(vocabulary)].map((id) => ({ id })));
  const known = new Map<string, Fits>();
  const search = ({ text, isCommon: common }: Piece): Fits => {
    const typos = common || /\d/.test(text) ? 0 : allowedTypos(text.length);
    const found = [
      // A letter in the wrong place is two errors for the index, and a plural one more.
      ...index.search(text, { fuzzy: typos > 0 ? typos + 1 : false, prefix: allowBeginnings }),
      ...index.search(stemOf(text), { prefix: (term) => term.length >= 3 }),
    ];
    const scored = found.map(({ id }) => [String(id), qualityOf(text, String(id), common, allowBeginnings)] as const);
    return new Map(scored.filter(([, score]) => score > 0));
  };
  return (piece) => {
    const fits = known.get(piece.text) ?? search(piece);
    known.set(piece.text, fits);
    return fits;
  };
}

function qualityOf(piece: string, token: string, common: boolean, allowBeginnings: boolean): number {
  if (piece === token) return 1;
  if (/\d/.test(piece) || /\d/.test(token)) return 0;
  if (isSameWord(piece, token)) return SAME_WORD;
  if (allowBeginnings && piece.length >= 3 && token.startsWith(piece)) return BEGINNING;
  if (common || isCommon(token)) return 0;
  const forms = [piece, ...singularsOf(piece).filter((form) => form.length > 4)];
  return Math.max(...forms.map((form) => misspelling(form, token)));
}

function misspelling(piece: string, token: string): number {
  const shorter = Math.min(piece.length, token.length);
  const typos = typosBetween(piece, token);
  if (typos > allowedTypos(shorter) || (shorter < 6 && piece[0] !== token[0])) return 0;
  return typos === 1 ? ONE_TYPO : TWO_TYPOS;
}
