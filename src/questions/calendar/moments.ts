import { addDays } from "../../shared/clock";
import type { Period } from "../mentions";
import { dateOf, daySpan, monthSpan, quarterSpan, type Span, unitSpan, weekdayOf, yearOf } from "./days";

/** What a time may be: days that are certain, days that come again (May, Monday, 3 March), or none (31 February). */
export type Moment =
  | { kind: "certain"; span: Span }
  | { kind: "recurring"; around(date: string): Span[]; ofYear?(year: number): Span | null }
  | { kind: "impossible" };

export const IMPOSSIBLE: Moment = { kind: "impossible" };

export const certain = (span: Span | null): Moment => (span ? { kind: "certain", span } : IMPOSSIBLE);

/** No day comes again later than the 29th of February does. */
const MOST_YEARS = 9;

function yearly(ofYear: (year: number) => Span | null): Moment {
  const around = (date: string) =>
    Array.from({ length: 2 * MOST_YEARS + 1 }, (_, at) => ofYear(yearOf(date) - MOST_YEARS + at)).filter(
      (span) => span !== null,
    );
  return { kind: "recurring", around, ofYear };
}

export const everyMonth = (month: number): Moment => yearly((year) => monthSpan(year, month));
export const everyHalf = (half: number): Moment =>
  yearly((year) => ({ from: monthSpan(year, 6 * half - 5).from, to: monthSpan(year, 6 * half).to }));
export const everyQuarter = (quarter: number): Moment => yearly((year) => quarterSpan(year, quarter));

/** A day of a month in each year that has it. */
export function everyDate(month: number, day: number): Moment {
  const ofYear = (year: number) => {
    const date = dateOf(year, month, day);
    return date === null ? null : daySpan(date);
  };
  return dateOf(2000, month, day) === null ? IMPOSSIBLE : yearly(ofYear);
}

/** A day of each month that has it. */
export function everyDayOfMonth(day: number): Moment {
  const around = (date: string) =>
    Array.from({ length: 9 }, (_, at) => unitSpan("month", date, at - 4)).flatMap(({ from, to }) => {
      const same = addDays(from, day - 1);
      return day >= 1 && same <= to ? [daySpan(same)] : [];
    });
  return day >= 1 && day <= 31 ? { kind: "recurring", around } : IMPOSSIBLE;
}

/** A weekday, 0 for Monday, or days from one on. */
export function everyWeek(weekday: number, days = 1): Moment {
  const around = (date: string) =>
    [-14, -7, 0, 7, 14].map((days_later) => {
      const from = addDays(date, days_later + weekday - weekdayOf(date));
      return { from, to: addDays(from, days - 1) };
    });
  return { kind: "recurring", around };
}

/** A time that comes again, in one year. */
export function inYear(moment: Moment, year: number): Moment {
  return moment.kind === "recurring" && moment.ofYear ? certain(moment.ofYear(year)) : IMPOSSIBLE;
}

function occurrences(moment: Moment, around: string): Span[] {
  if (moment.kind === "certain") return [moment.span];
  return moment.kind === "recurring" ? moment.around(around) : [];
}

/** The latest that begins no later than a day. */
export function latest(moment: Moment, by: string): Span | null {
  return occurrences(moment, by).findLast(({ from }) => from <= by) ?? null;
}

/** The first that ends no earlier than a day. */
export function next(moment: Moment, from: string): Span | null {
  return occurrences(moment, from).find(({ to }) => to >= from) ?? null;
}

/** The first that begins no earlier than a day. */
export function following(moment: Moment, from: string): Span | null {
  return occurrences(moment, from).find((span) => span.from >= from) ?? null;
}

/** What a time means of what has happened, and of what is to come; null if it can't be either. */
export type Meaning = { past: Period | null; future: Period | null };

export const NEVER: Meaning = { past: null, future: null };

/** Days up to today, if any are. */
export function upTo(today: string, span: Period | null): Period | null {
  if (!span || (span.from !== null && span.from > today)) return null;
  return { from: span.from, to: span.to === null || span.to > today ? today : span.to };
}

/** Days from today on, if any are. */
export function onFrom(today: string, span: Period | null): Period | null {
  if (!span || (span.to !== null && span.to < today)) return null;
  return { from: span.from === null || span.from < today ? today : span.from, to: span.to };
}

/** The latest that has begun, up to today; and the next that is not over, from today on. */
export function meaningOf(moment: Moment, today: string): Meaning {
  return { past: upTo(today, latest(moment, today)), future: onFrom(today, next(moment, today)) };
}

/** From the beginning of one time to the end of another: the latest that has begun, and the next that is not over. */
export function between(one: Moment, other: Moment, today: string): Meaning {
  const begun = latest(one, today);
  const ended = begun && following(other, begun.from);
  const ending = next(other, today);
  const beginning = ending && latest(one, ending.from);
  return {
    past: upTo(today, begun && ended && { from: begun.from, to: ended.to }),
    future: onFrom(today, ending && beginning && { from: beginning.from, to: ending.to }),
  };
}
