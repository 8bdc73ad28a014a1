/** A word of a text, or a number, or a punctuation mark. */
export type Word = {
  /** In lower case, without accents; a number without its thousands separators. */
  text: string;
  /** As it was written. */
  raw: string;
  /** Where it begins in the text, and where it ends: what is written between two words tells whether they are one code. */
  at: number;
  end: number;
  /** The number that its digits are; null if it is none. */
  number: number | null;
};

const LETTER = "\\p{L}\\p{M}";
/** Dates, numbers, codes and words with what may be inside them, comparisons, and any other mark by itself. */
const WORD = new RegExp(
  [
    "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?![\\d])",
    "\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}(?!\\d)",
    "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)",
    "\\d+\\.\\d+(?![\\d.])",
    `[${LETTER}\\d]+(?:[-_.@+'][${LETTER}\\d]+)*`,
    "[<>!]=",
    "[^\\s'\"]",
  ].join("|"),
  "gu",
);
/** What NFKD leaves as one letter. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
};

/** A text in lower case, without accents, with plain apostrophes and hyphens. */
export function fold(text: string): string {
  return plain(text)
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[ßæœøłđðþ]/g, (letter) => LETTERS[letter] ?? letter);
}

/** A text of the same length with plain apostrophes, quotation marks and hyphens. */
function plain(text: string): string {
  return text
    .replaceAll(/[‘’‚‛′´`ʼ]/g, "'")
    .replaceAll(/[“”„‟«»″]/g, '"')
    .replaceAll(/[‐‑‒–—−]/g, "-");
}

/**
 * The words of a text. Hyphens are kept within codes (`MUG-BLUE`, `7-Eleven`), but not between words (`low-stock`) and numbers
 * (`3-10`); a possessive `'s`, a unit behind a number (`12oz`) and each punctuation mark but quotation marks are words of their own.
 */
export function toWords(given: string): Word[] {
  const text = given.toWellFormed();
  const written = plain(text);
  return [...written.matchAll(WORD)]
    .flatMap((match) => split(match[0], match.index))
    .map(({ at, raw }) => {
      const folded = fold(raw);
      const digits = /^\d+(?:,\d{3})*(?:\.\d+)?$/.test(folded) ? folded.replaceAll(",", "") : null;
      const original = text.slice(at, at + raw.length);
      return {
        text: digits ?? folded,
        raw: original,
        at,
        end: at + raw.length,
        number: digits === null ? null : Number(digits),
      };
    });
}

type Piece = { raw: string; at: number };

/** What is one word only by the letter. */
function split(raw: string, at: number): Piece[] {
  const parts = partsOf(raw);
  let from = 0;
  return parts.map((part) => {
    const start = raw.indexOf(part, from);
    from = start + part.length;
    return { raw: part, at: at + start };
  });
}

function partsOf(raw: string): string[] {
  const possessive = /^(.+)('s)$/i.exec(raw);
  if (possessive)
    return [...partsOf(possessive[1] ?? ""), "'s"].map((part, at, all) =>
      at === all.length - 1 ? raw.slice(-2) : part,
    );
  if (/^\d+-\d+$/.test(raw)) return raw.split(/(-)/);
  const measured = /^(\d+(?:\.\d+)?)(\p{L}+)$/u.exec(raw);
  if (measured && !/^(?:st|nd|rd|th)$/i.test(measured[2] ?? "")) return measured.slice(1, 3);
  const isShouted = raw === raw.toUpperCase();
  if (/^[\p{L}\p{M}]{2,}(?:\.[\p{L}\p{M}]{2,})+$/u.test(raw)) return raw.split(/(\.)/);
  if (!isShouted && /^[\p{L}\p{M}']+(?:-[\p{L}\p{M}']+)+$/u.test(raw)) return raw.split("-");
  return [raw];
}

const SMALL = [
  ...["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
  ...["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
];
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const MULTIPLES: Readonly<Record<string, number>> = { dozen: 12, hundred: 100, thousand: 1000 };

/** The number that stands at a place, in digits or in words (`twenty five`, `a dozen`), and how many words it has; null if none does. */
export function numberAt(words: readonly Word[], at: number): { value: number; length: number } | null {
  const word = words[at];
  if (!word) return null;
  const text = (ahead: number) => words[at + ahead]?.text ?? "";
  const multiple = (ahead: number) => MULTIPLES[text(ahead)] ?? 0;
  if (word.text === "couple" || word.text === "pair") return { value: 2, length: text(1) === "of" ? 2 : 1 };
  if (word.text === "a" && (text(1) === "couple" || text(1) === "pair"))
    return { value: 2, length: text(2) === "of" ? 3 : 2 };
  if (word.text === "a" || word.text === "half") {
    const dozens = word.text === "half" ? (text(1) === "a" ? 2 : 1) : 1;
    const value = (word.text === "half" ? 0.5 : 1) * multiple(dozens);
    return value > 0 ? { value, length: dozens + 1 } : null;
  }
  if (multiple(0) > 0) return { value: multiple(0), length: 1 };
  const [value, length] = smallNumber(word, text(1));
  if (value === null) return null;
  return multiple(length) > 0 ? { value: value * multiple(length), length: length + 1 } : { value, length };
}

function smallNumber(word: Word, next: string): [number | null, number] {
  if (word.number !== null) return [word.number, 1];
  const small = SMALL.indexOf(word.text);
  if (small >= 0) return [small, 1];
  const tens = TENS.indexOf(word.text);
  if (tens < 0) return [null, 0];
  const ones = SMALL.indexOf(next);
  return ones > 0 && ones < 10 ? [20 + 10 * tens + ones, 2] : [20 + 10 * tens, 1];
}
