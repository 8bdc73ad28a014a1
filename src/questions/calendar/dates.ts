import type { Word } from "../../tools/names/words";
import { dateOf, daySpan, isoWeekSpan, type Span, yearOf, yearSpan } from "./days";
import { certain, everyDate, everyHalf, everyMonth, everyQuarter, IMPOSSIBLE, inYear, type Moment } from "./moments";
import { monthOf, ordinalOf, turnOf, unitOf, yearIn } from "./vocabulary";

/** A moment of the calendar that words name: the place of the word after them, and for a date its day and month. */
export type Found = { end: number; moment: Moment; date?: { month: number; day: number; year: number | null } };

type Words = readonly Word[];

const textAt = (words: Words, at: number): string => words[at]?.text ?? "";
/** The place after a word, if it is there. */
export const skip = (words: Words, at: number, ...texts: readonly string[]): number =>
  texts.includes(textAt(words, at)) ? at + 1 : at;

/** A year behind a date or a month: `2025`, `of last year`. */
function yearAt(words: Words, at: number, today: string): { year: number; end: number } | null {
  const start = skip(words, skip(words, at, ","), "of", "in");
  const given = yearIn(words[start]);
  if (given !== null) return { year: given, end: start + 1 };
  const turn = turnOf(words[start]);
  const later = { last: -1, this: 0, next: 1 }[String(turn)];
  if (later === undefined || unitOf(words[start + 1]) !== "year") return null;
  return { year: yearOf(today) + later, end: start + 2 };
}

/** A moment that comes every year, in the year that stands behind it, if one does. */
function withYear(words: Words, at: number, moment: Moment, today: string): Found & { year: number | null } {
  const given = yearAt(words, at, today);
  if (given === null) return { end: at, moment, year: null };
  return { end: given.end, moment: inYear(moment, given.year), year: given.year };
}

const WRITTEN = /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))$/;

/** A date in digits. With the year at its end, only where its parts can't be taken for each other, or stand as `3.2.2026`. */
export function writtenDate(words: Words, at: number): Found | null {
  const text = textAt(words, at);
  const [, year, month, day, one, other, end] = (WRITTEN.exec(text) ?? []).map(Number);
  if (year === undefined) return null;
  if (!Number.isNaN(year)) return found(dateOf(year, month ?? 0, day ?? 0), at);
  const [first = 0, second = 0, of_year = 0] = [one, other, end];
  if (text.includes(".") || first > 12) return found(dateOf(of_year, second, first), at);
  if (second > 12 || first === second) return found(dateOf(of_year, first, second), at);
  return null;
}

const found = (date: string | null, at: number): Found => ({
  end: at + 1,
  moment: certain(date === null ? null : daySpan(date)),
});

/** A day of a month in digits, with or without the letters of an ordinal. */
export function dayNumber(word: Word | undefined): number | null {
  const number = ordinalOf(word) ?? word?.number ?? null;
  return number !== null && Number.isInteger(number) && number >= 1 && number <= 31 ? number : null;
}

/** `3 March`, `the 3rd of March 2026`, `March 3`, `3 March last year`. */
export function namedDate(words: Words, at: number, today: string): Found | null {
  const start = skip(words, at, "the");
  const day = dayNumber(words[start]);
  if (day !== null) {
    const month_at = skip(words, start + 1, "of");
    const month = monthOf(words[month_at]);
    return month === null ? null : dated(words, month_at + 1, { month, day }, today);
  }
  const month = monthOf(words[at]);
  const day_at = skip(words, skip(words, at + 1, "."), "the");
  const of_month = dayNumber(words[day_at]);
  // What stands between is a mark that is no word: `October '26` is no day.
  const isApart = (words[day_at]?.at ?? 0) - (words[day_at - 1]?.end ?? 0) > 1;
  return month === null || of_month === null || isApart
    ? null
    : dated(words, day_at + 1, { month, day: of_month }, today);
}

function dated(words: Words, end: number, { month, day }: { month: number; day: number }, today: string): Found {
  const moment = everyDate(month, day);
  const whole = withYear(words, end, moment, today);
  return { end: whole.end, moment: whole.moment, date: { month, day, year: whole.year } };
}

/** `May`, `the month of May`, `May 2025`, `May of last year`, `2025-05`, `05/2025`. */
export function namedMonth(words: Words, at: number, today: string): Found | null {
  const written = writtenMonth(words, at);
  if (written) return written;
  const the = skip(words, at, "the");
  const start = unitOf(words[the]) === "month" && words[the + 1]?.text === "of" ? the + 2 : at;
  const month = monthOf(words[start]);
  return month === null ? null : withYear(words, skip(words, start + 1, "."), everyMonth(month), today);
}

function writtenMonth(words: Words, at: number): Found | null {
  const [one, mark, other] = [words[at], words[at + 1], words[at + 2]];
  const isGlued = one && mark && other && one.end === mark.at && mark.end === other.at;
  if (!isGlued || (mark.text !== "-" && mark.text !== "/")) return null;
  const [year, month] = yearIn(one) === null ? [yearIn(other), one] : [yearIn(one), other];
  const isMonth = /^(?:0?[1-9]|1[0-2])$/.test(month.raw);
  return year === null || !isMonth ? null : { end: at + 3, moment: inYear(everyMonth(Number(month.raw)), year) };
}

/** `2025`, `the year 2025`. */
export function namedYear(words: Words, at: number): Found | null {
  const start = skip(words, skip(words, skip(words, at, "the"), "calendar"), "year");
  const year = yearIn(words[start === at || words[start - 1]?.text === "year" ? start : at]);
  return year === null ? null : { end: start + 1, moment: certain(yearSpan(year)) };
}

/** `H1`, `the first half of 2025`, `the second half of the year`. */
export function half(words: Words, at: number, today: string): Found | null {
  const [, digit] = /^h([12])$/.exec(textAt(words, at)) ?? [];
  const start = skip(words, at, "the");
  const ordinal = digit ? Number(digit) : ordinalOf(words[start]);
  const isHalf = digit !== undefined || (words[start + 1]?.text === "half" && (ordinal === 1 || ordinal === 2));
  if (!isHalf || ordinal === null) return null;
  const end = digit ? at + 1 : start + 2;
  const whole = withYear(words, end, everyHalf(ordinal), today);
  if (digit || whole.year !== null) return whole;
  const the_year = skip(words, skip(words, end, "of"), "the");
  if (the_year < end + 2 || unitOf(words[the_year]) !== "year") return null;
  return { end: the_year + 1, moment: inYear(everyHalf(ordinal), yearOf(today)) };
}

/** `Q2`, `Q2 2025`, `2025 Q2`, `the second quarter of last year`. */
export function quarter(words: Words, at: number, today: string): Found | null {
  const year = yearIn(words[at]);
  if (year !== null) {
    const number = quarterNumber(words[at + 1]);
    return number === null ? null : { end: at + 2, moment: inYear(everyQuarter(number), year) };
  }
  const [, joined, of_year] = /^q([1-4])[-/](\d{4})$/.exec(textAt(words, at)) ?? [];
  if (joined) return { end: at + 1, moment: inYear(everyQuarter(Number(joined)), Number(of_year)) };
  const number = quarterNumber(words[at]);
  if (number !== null) return withYear(words, skip(words, at + 1, "/"), everyQuarter(number), today);
  const start = skip(words, at, "the");
  const ordinal = ordinalOf(words[start]);
  if (ordinal === null || ordinal > 4 || unitOf(words[start + 1]) !== "quarter") return null;
  return withYear(words, start + 2, everyQuarter(ordinal), today);
}

function quarterNumber(word: Word | undefined): number | null {
  const [, digit] = /^q([1-4])$/.exec(word?.text ?? "") ?? [];
  return digit ? Number(digit) : null;
}

/** `week 12`, `week 12 of 2025`: as ISO 8601 counts them. */
export function numberedWeek(words: Words, at: number, today: string): Found | null {
  const week = words[at + 1]?.number ?? null;
  if (textAt(words, at) !== "week" || week === null || !Number.isInteger(week) || week < 1) return null;
  const of = (year: number): Span | null => isoWeekSpan(year, week);
  if (week > 53) return { end: at + 2, moment: IMPOSSIBLE };
  const around = (date: string) => [-1, 0, 1].map((later) => of(yearOf(date) + later)).filter((span) => span !== null);
  return withYear(words, at + 2, { kind: "recurring", around, ofYear: of }, today);
}
