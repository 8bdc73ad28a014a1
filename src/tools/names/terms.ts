import { isCommon } from "./common";
import { piecesOf } from "./pieces";
import { stemOf } from "./plurals";
import { fold, type Word } from "./words";

/** What is looked for in an index of trigrams: the places of the question's pieces, and the expression that finds them. */
export type Term = { pieces: number[]; match: string };

const MOST_PIECES = 60;
const MOST_TERMS = 200;
const MOST_CODES = 1500;
/** A code may be written in so many words. */
const LONGEST_CODE = 3;

type Sought = { text: string; raw: string; isCommon: boolean; isApart: boolean };

/**
 * The terms that find what a question may name, the most telling first: three and two neighbouring words together, then single
 * ones, each as the beginning of a word; then those with a typing error.
 */
export function termsOf(words: readonly Word[]): Term[] {
  const sought: Sought[] = piecesOf(words)
    .slice(0, MOST_PIECES)
    .map((piece) => ({ ...piece, raw: words[piece.word]?.raw ?? piece.text }));
  const spans = (length: number) =>
    sought.flatMap((_, first) => {
      const places = Array.from({ length }, (_unused, at) => first + at);
      const isWhole = places.every((at) => sought[at] && (at === first || !sought[at]?.isApart));
      return isWhole && places.some((at) => isTelling(sought[at])) ? [places] : [];
    });
  const exact = (at: number) => phrases(sought[at]);
  const all = (places: number[], of: (at: number) => string) => ({
    pieces: places,
    match: places.map(of).join(" AND "),
  });
  const misspelt = (wrong: number) => (at: number) => (at === wrong ? halves(sought[at]) : exact(at));
  const singles = sought.flatMap((piece, at) => (isTelling(piece) && piece.text.length > 2 ? [at] : []));
  const common = sought.flatMap((piece, at) => (piece.isCommon && piece.text.length > 2 ? [at] : []));
  const found = [
    ...[...spans(3), ...spans(2)].map((places) => all(places, exact)),
    ...singles.map((at) => all([at], exact)),
    ...spans(2).flatMap((places) =>
      places.filter((at) => mayBeMisspelt(sought[at])).map((wrong) => all(places, misspelt(wrong))),
    ),
    ...singles.filter((at) => mayBeMisspelt(sought[at])).map((at) => all([at], misspelt(at))),
    ...common.map((at) => all([at], exact)),
  ];
  return found.slice(0, MOST_TERMS);
}

const isTelling = (piece: Sought | undefined): boolean =>
  piece !== undefined && !piece.isCommon && !/^\d{1,2}$/.test(piece.text);
const mayBeMisspelt = (piece: Sought | undefined): boolean =>
  piece !== undefined && !piece.isCommon && /^\p{L}{4,}$/u.test(piece.text);

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const either = (texts: readonly string[]): string => `(${texts.map(quoted).join(" OR ")})`;

/** A part of a text by its characters, of which some take two units of a string. */
const part = (text: string, from: number, to?: number): string => [...text].slice(from, to).join("");

/** A piece at the beginning of a word, as it is stored: behind two spaces, or a hyphen. */
function phrases(piece: Sought | undefined): string {
  const stem = stemOf(piece?.text ?? "");
  const raw = piece?.raw.toLowerCase() ?? "";
  const accented = fold(raw) === raw || fold(raw) !== piece?.text ? [] : [`  ${part(raw, 0, [...stem].length)}`];
  return either([`  ${stem}`, ...(stem.length > 1 ? [`-${stem}`] : []), ...accented]);
}

/** One half of a piece: with one typing error, the other is as it should be. */
function halves(piece: Sought | undefined): string {
  const text = piece?.text ?? "";
  const middle = Math.floor([...text].length / 2);
  const end = part(text, middle).replace(/s$/, "");
  return either([`  ${part(text, 0, middle)}`, ...(end.length > 2 ? [end] : [])]);
}

/** What may be a code: each word, and up to three neighbouring ones, as they are written and in upper and lower case. */
export function codesOf(words: readonly Word[]): string[] {
  const codes = [1, 2, LONGEST_CODE].flatMap((length) => words.flatMap((_, first) => codesAt(words, first, length)));
  const cases = codes.flatMap((code) => [code, code.toUpperCase(), code.toLowerCase()]);
  return [...new Set(cases)].slice(0, MOST_CODES);
}

/** What may stand before the number of a document, and what its number may begin with. */
const BEFORE_NUMBER = ["order", "orders", "number", "no", "nr", "transfer", "so", "po", "tr", "#"];
const PREFIXES = ["SO", "PO", "TR"];

/** The codes that so many words from a place on may be: what stands between two of them that are apart may be a space or a hyphen. */
export function codesAt(words: readonly Word[], first: number, length: number): string[] {
  const parts = words.slice(first, first + length);
  const isGlued = parts.every((word, at) => at === 0 || word.at === parts[at - 1]?.end);
  const isNear = parts.every((word, at) => at === 0 || word.at - (parts[at - 1]?.end ?? 0) < 2);
  const isPlausible = length === 1 || parts.some(({ text }) => /[\p{L}\p{N}]/u.test(text) && !isCommon(text));
  if (parts.length < length || !isNear || !isPlausible) return [];
  const raws = parts.map(({ raw }) => raw);
  if (!isGlued) return [raws.join("-"), raws.join(" "), raws.join("")];
  const code = raws.join("");
  const [, letters, digits] = /^([a-z]{1,5})(\d+)$/i.exec(code) ?? [];
  const isNumber = /^\d{3,}$/.test(code) && BEFORE_NUMBER.includes(words[first - 1]?.text ?? "");
  return [
    code,
    ...(letters ? [`${letters}-${digits}`] : []),
    ...(isNumber ? PREFIXES.map((prefix) => `${prefix}-${code}`) : []),
  ];
}

/** D1 takes patterns of at most 50 bytes. */
const LONGEST_PART = 12;

/** Patterns of LIKE for each telling word: its beginning and its end, of which a single typing error leaves one. */
export function patternsOf(words: readonly Word[]): string[] {
  const telling = piecesOf(words).filter(({ text, isCommon: common }) => !common && text.length > 2);
  const parts = telling.flatMap(({ text }) => {
    const length = Math.min(LONGEST_PART, Math.max(3, Math.floor([...text].length / 2)));
    return [part(text, 0, length), part(text, -length)];
  });
  return [...new Set(parts)].slice(0, 40).map((each) => `%${each.replaceAll(/[%_]/g, "")}%`);
}
