import { CONNECTORS, isCommon } from "./common";
import { fold, toWords, type Word } from "./words";

/** A part of a question that a part of a name is compared with. */
export type Piece = {
  text: string;
  /** The place of its word in the question. */
  word: number;
  isCommon: boolean;
  /** True for `and`, `of` and the like, which need not be there. */
  isConnector: boolean;
  /** True if a punctuation mark stands before it: no name leads across. */
  isApart: boolean;
};

/** The pieces of a question: its words, and the parts of those with hyphens. */
export function piecesOf(words: readonly Word[]): Piece[] {
  let isApart = false;
  return words.flatMap(({ text }, word) => {
    if (text === "'s" || isOfAbbreviation(words, word)) return [];
    const parts = partsOf(text);
    const pieces = parts.map((part, at) => ({
      text: part,
      word,
      isCommon: isCommon(part),
      isConnector: CONNECTORS.has(part),
      isApart: isApart && at === 0,
    }));
    isApart = parts.length === 0;
    return pieces;
  });
}

/** True for the full stop of `Dr.`, behind which a name goes on. */
function isOfAbbreviation(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.text ?? "";
  return words[at]?.text === "." && at + 1 < words.length && /^\p{L}{1,3}$/u.test(before) && !isCommon(before);
}

/** The parts of a name or a code, in its order. */
export function tokensOf(name: string): string[] {
  return toWords(name).flatMap(({ text }) => (text === "'s" ? [] : partsOf(text)));
}

function partsOf(text: string): string[] {
  if (text === "&" || text === "+") return ["and"];
  const plain = fold(text).replaceAll("'", "");
  return /^\d+\.\d+$/.test(plain) ? [plain] : plain.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
}
