import { numberAt, type Word } from "../tools/names/words";
import { PARTS } from "./vocabulary/asking";

/** What a pattern asks for at a place: one of some words, a number, one of several sequences, or a sequence that may be missing. */
type Item =
  | { kind: "word"; text: string }
  | { kind: "number" }
  | { kind: "either"; choices: readonly Sequence[] }
  | { kind: "maybe"; sequence: Sequence };
type Sequence = readonly Item[];
export type Pattern = Sequence;

/** Where a pattern ends (the place behind its last word), the numbers in it, and how many of its words are misspelt. */
export type Match = { end: number; numbers: readonly number[]; typos: number };

/** Reads patterns that commas separate. */
export function toPatterns(text: string): Pattern[] {
  return text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "")
    .map(toPattern);
}

function toPattern(text: string): Pattern {
  const plain = text.replaceAll(/\{(\w+)\}/g, (_, name: string) => PARTS[name] ?? `{${name}}`);
  const tokens = plain.match(/[()[\]|]|[^\s()[\]|]+/g) ?? [];
  let at = 0;
  const readChoices = (): Sequence[] => {
    const choices: Item[][] = [[]];
    for (; at < tokens.length && tokens[at] !== ")" && tokens[at] !== "]"; at++) {
      if (tokens[at] === "|") choices.push([]);
      else choices.at(-1)?.push(readItem());
    }
    return choices;
  };
  const readItem = (): Item => {
    const token = tokens[at] ?? "";
    if (token === "#") return { kind: "number" };
    if (token !== "(" && token !== "[") return { kind: "word", text: token };
    at += 1;
    const choices = readChoices();
    const either: Item = { kind: "either", choices };
    return token === "(" ? either : { kind: "maybe", sequence: [either] };
  };
  return readChoices().flat();
}

/** The words that a pattern may begin with; `#` for a number. */
export function firstWords(pattern: Pattern): string[] {
  const [first, ...rest] = pattern;
  if (!first) return [];
  if (first.kind === "word") return [first.text];
  if (first.kind === "number") return ["#"];
  if (first.kind === "maybe") return [...firstWords(first.sequence), ...firstWords(rest)];
  return first.choices.flatMap((choice) => firstWords([...choice, ...rest]));
}

/** Every word in a pattern. */
export function wordsIn(pattern: Pattern): string[] {
  return pattern.flatMap((item) => {
    if (item.kind === "word") return [item.text];
    if (item.kind === "number") return [];
    return item.kind === "maybe" ? wordsIn(item.sequence) : item.choices.flatMap(wordsIn);
  });
}

/** A word of a question, with the words of the vocabulary that it may be a misspelling of. */
export type Spelt = Word & { plain: string; corrections: readonly string[] };

/** All the ways in which a pattern fits the words from a place on. */
export function matches(pattern: Pattern, words: readonly Spelt[], at: number): Match[] {
  const [first, ...rest] = pattern;
  if (!first) return [{ end: at, numbers: [], typos: 0 }];
  return itemMatches(first, words, at).flatMap(({ end, numbers, typos }) =>
    matches(rest, words, end).map((more) => ({
      ...{ end: more.end, numbers: [...numbers, ...more.numbers], typos: typos + more.typos },
    })),
  );
}

function itemMatches(item: Item, words: readonly Spelt[], at: number): Match[] {
  if (item.kind === "either") return item.choices.flatMap((choice) => matches(choice, words, at));
  if (item.kind === "maybe") return [{ end: at, numbers: [], typos: 0 }, ...matches(item.sequence, words, at)];
  const word = words[at];
  if (!word) return [];
  if (item.kind === "number") {
    const number = numberAt(words, at);
    return number ? [{ end: at + number.length, numbers: [number.value], typos: 0 }] : [];
  }
  if (word.plain === item.text) return [{ end: at + 1, numbers: [], typos: 0 }];
  return word.corrections.includes(item.text) ? [{ end: at + 1, numbers: [], typos: 1 }] : [];
}
