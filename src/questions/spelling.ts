import { typosBetween } from "../tools/names/typos";
import type { Word } from "../tools/names/words";
import { LOOKALIKES } from "./lookalikes";
import type { Spelt } from "./patterns";

const SHORTEST = 5;
const LONG = 9;

/**
 * The words of a question as the vocabulary has them. One that the vocabulary does not have may be a misspelling of what it has, if
 * it is no word of English by itself: what is wrong must be a letter or two, not the first one, in a word of five letters or more.
 */
export function spell(words: readonly Word[], vocabulary: ReadonlySet<string>): Spelt[] {
  return words.map((word) => {
    const plain = word.text.replaceAll("'", "");
    return { ...word, plain, corrections: vocabulary.has(plain) ? [] : correctionsOf(plain, vocabulary) };
  });
}

function correctionsOf(text: string, vocabulary: ReadonlySet<string>): string[] {
  if (text.length < SHORTEST - 1 || !/^[a-z]+$/.test(text) || LOOKALIKES.has(text)) return [];
  const close = [...vocabulary].flatMap((known) => {
    const errors = errorsBetween(text, known);
    return errors === null ? [] : [{ known, errors }];
  });
  const least = Math.min(...close.map(({ errors }) => errors));
  const closest = close.filter(({ errors }) => errors === least);
  // Two words that are as close may mean different things.
  return closest.length === 1 ? closest.map(({ known }) => known) : [];
}

/** How much is wrong with a word if it is meant to be another; null if that is too much. A letter in place of another is more than one left out. */
function errorsBetween(text: string, known: string): number | null {
  if (Math.abs(known.length - text.length) > 2) return null;
  const is_swapped = text[0] === known[1] && text[1] === known[0];
  if (text[0] !== known[0] && !is_swapped) return null;
  const typos = typosBetween(text, known);
  if (known.length < SHORTEST) return typos === 1 && sorted(text) === sorted(known) ? 1 : null;
  if (typos > (known.length >= LONG ? 2 : 1)) return null;
  return typos + (known.length === text.length && sorted(text) !== sorted(known) ? 0.5 : 0);
}

const sorted = (text: string): string => [...text].sort().join("");
