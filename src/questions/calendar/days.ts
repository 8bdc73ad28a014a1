import { addDays, toDayNumber } from "../../shared/clock";

/** Days of the calendar, both included. */
export type Span = { from: string; to: string };

export const UNITS = ["day", "week", "month", "quarter", "year"] as const;
export type Unit = (typeof UNITS)[number];

/** The date of a day, if there is one. */
export function dateOf(year: number, month: number, day: number): string | null {
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return day >= 1 && month >= 1 && month <= 12 && day <= daysIn(year, month) ? date : null;
}

const pad = (number: number, length: number) => String(number).padStart(length, "0");

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export const yearOf = (date: string): number => Number(date.slice(0, 4));
const monthOf = (date: string): number => Number(date.slice(5, 7));

/** 0 on a Monday, 6 on a Sunday. */
export const weekdayOf = (date: string): number => (((toDayNumber(date) + 3) % 7) + 7) % 7;

/** A month, counted on from January of the year: month 13 is the next year's first. */
export function monthSpan(year: number, month: number): Span {
  const years = year + Math.floor((month - 1) / 12);
  const of_year = ((((month - 1) % 12) + 12) % 12) + 1;
  const prefix = `${pad(years, 4)}-${pad(of_year, 2)}`;
  return { from: `${prefix}-01`, to: `${prefix}-${pad(daysIn(years, of_year), 2)}` };
}

/** The same day so many months later, or the month's last day if it has no such day. */
function addMonths(date: string, months: number): string {
  const { from, to } = monthSpan(yearOf(date), monthOf(date) + months);
  const same = `${from.slice(0, 8)}${date.slice(8)}`;
  return same > to ? to : same;
}

/** So many months, from one on. */
function monthsSpan(year: number, month: number, count: number): Span {
  return { from: monthSpan(year, month).from, to: monthSpan(year, month + count - 1).to };
}

export const quarterSpan = (year: number, quarter: number): Span => monthsSpan(year, 3 * quarter - 2, 3);
export const yearSpan = (year: number): Span => monthsSpan(year, 1, 12);

/** The calendar's unit that a day is in, or one so many units later: a week begins on Monday. */
export function unitSpan(unit: Unit, day: string, later = 0): Span {
  if (unit === "day") return daySpan(addDays(day, later));
  if (unit === "week") {
    const monday = addDays(day, 7 * later - weekdayOf(day));
    return { from: monday, to: addDays(monday, 6) };
  }
  if (unit === "month") return monthSpan(yearOf(day), monthOf(day) + later);
  if (unit === "quarter") return monthsSpan(yearOf(day), 3 * Math.floor((monthOf(day) - 1) / 3) + 1 + 3 * later, 3);
  return yearSpan(yearOf(day) + later);
}

export const daySpan = (date: string): Span => ({ from: date, to: date });

/** Week `week` of a year, as ISO 8601 counts them; null if the year has no such week. */
export function isoWeekSpan(year: number, week: number): Span | null {
  const first = unitSpan("week", `${pad(year, 4)}-01-04`).from;
  const span = unitSpan("week", addDays(first, 7 * (week - 1)));
  return week >= 1 && yearOf(addDays(span.from, 3)) === year ? span : null;
}

/** The date so many units later; negative for earlier. */
export function addUnits(date: string, unit: Unit, count: number): string {
  if (unit === "day") return addDays(date, count);
  if (unit === "week") return addDays(date, 7 * count);
  return addMonths(date, count * (unit === "month" ? 1 : unit === "quarter" ? 3 : 12));
}
