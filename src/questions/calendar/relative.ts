import { addDays } from "../../shared/clock";
import { numberAt, type Word } from "../../tools/names/words";
import { type Found, namedDate, namedMonth, quarter, skip, writtenDate } from "./dates";
import { addUnits, daySpan, type Span, unitSpan, weekdayOf } from "./days";
import { certain, everyDayOfMonth, everyWeek, following, IMPOSSIBLE, latest, type Moment, next } from "./moments";
import { ordinalOf, relativeDay, type Turn, turnOf, unitOf, weekdayNamed } from "./vocabulary";

type Words = readonly Word[];

const SATURDAY = 5;
export const WEEKEND = everyWeek(SATURDAY, 2);

/** `today`, `yesterday`, `the day before yesterday`, `tomorrow`, `the day after tomorrow`. */
export function nearDay(words: Words, at: number, today: string): Found | null {
  const day = relativeDay(words[at]);
  if (day !== null) return { end: at + 1, moment: certain(daySpan(addDays(today, day))) };
  const start = skip(words, at, "the");
  const further = relativeDay(words[start + 2]);
  const steps = { before: -1, after: 1 }[words[start + 1]?.text ?? ""];
  if (unitOf(words[start]) !== "day" || further === null || steps !== further) return null;
  return { end: start + 3, moment: certain(daySpan(addDays(today, further + steps))) };
}

/** `last week`, `this month`, `next Friday`, `last May`, `the weekend`. */
export function turn(words: Words, at: number, today: string): Found | null {
  const start = skip(words, skip(words, at, "the"), ...(turnOf(words[at + 1]) === "coming" ? ["this"] : []));
  const which = turnOf(words[start]);
  if (which === null) return null;
  const unit = unitOf(words[start + 1]);
  if (unit !== null && which in LATER) {
    return { end: start + 2, moment: certain(unitSpan(unit, today, LATER[which as keyof typeof LATER])) };
  }
  const isWeekend = words[start + 1]?.text === "weekend";
  const weekday_number = isWeekend ? SATURDAY : weekdayNamed(words[start + 1]);
  if (weekday_number !== null) {
    return { end: start + 2, moment: certain(ofWeek(which, weekday_number, isWeekend ? 2 : 1, today)) };
  }
  const named = namedMonth(words, start + 1, today) ?? quarter(words, start + 1, today);
  return named && { end: named.end, moment: ofYears(which, named.moment, today) };
}

const LATER = { last: -1, this: 0, next: 1 };

/** Days of a week: of the last that is over, of this week, of the next one, or the first to come. */
function ofWeek(which: Turn, number: number, length: number, today: string): Span | null {
  if (which === "last" || which === "past") return over(everyWeek(number, length), today);
  if (which === "coming") return following(everyWeek(number, length), addDays(today, 1));
  const from = addDays(today, number - weekdayOf(today) + (which === "next" ? 7 : 0));
  return { from, to: addDays(from, length - 1) };
}

function ofYears(which: Turn, moment: Moment, today: string): Moment {
  if (moment.kind !== "recurring") return IMPOSSIBLE;
  if (which === "next" || which === "coming") return certain(following(moment, addDays(today, 1)));
  if (which === "this") return certain(moment.ofYear?.(Number(today.slice(0, 4))) ?? null);
  return certain(over(moment, today));
}

/** The latest that is over. */
export function over(moment: Moment, today: string): Span | null {
  const begun = latest(moment, addDays(today, -1));
  if (!begun || begun.to < today) return begun;
  return latest(moment, addDays(begun.from, -1));
}

/** `Tuesday`, `Tuesday, 24 November`, `Tuesday of last week`, `last week on Tuesday`. */
export function weekday(words: Words, at: number, today: string): Found | null {
  const number = weekdayNamed(words[at]);
  if (number === null) return null;
  const dated = namedDate(words, skip(words, at + 1, ","), today) ?? writtenDate(words, skip(words, at + 1, ","));
  if (dated) {
    const spans = [latest(dated.moment, today), next(dated.moment, today)];
    return { ...dated, moment: certain(spans.find((span) => span && weekdayOf(span.from) === number) ?? null) };
  }
  const start = skip(words, at + 1, "of");
  const which = turnOf(words[start]);
  if (which === null || !(which in LATER) || unitOf(words[start + 1]) !== "week")
    return { end: at + 1, moment: everyWeek(number) };
  return { end: start + 2, moment: dayOfWeek(which as keyof typeof LATER, number, today) };
}

const dayOfWeek = (which: keyof typeof LATER, number: number, today: string): Moment =>
  certain(daySpan(addDays(unitSpan("week", today, LATER[which]).from, number)));

/** `last week on Tuesday`. */
export function weekThenDay(words: Words, at: number, today: string): Found | null {
  const which = turnOf(words[at]);
  const day_at = skip(words, at + 2, "on");
  const number = weekdayNamed(words[day_at]);
  if (which === null || !(which in LATER) || unitOf(words[at + 1]) !== "week" || number === null) return null;
  return { end: day_at + 1, moment: dayOfWeek(which as keyof typeof LATER, number, today) };
}

/** `the month before last`. */
export function beforeLast(words: Words, at: number, today: string): Found | null {
  const start = skip(words, at, "the");
  const unit = unitOf(words[start]);
  if (unit === null || unit === "day" || words[start + 1]?.text !== "before" || words[start + 2]?.text !== "last")
    return null;
  return { end: start + 3, moment: certain(unitSpan(unit, today, -2)) };
}

export function weekend(words: Words, at: number): Found | null {
  const start = skip(words, at, "the");
  return words[start]?.text === "weekend" ? { end: start + 1, moment: WEEKEND } : null;
}

/** `10 days ago`, `a month ago`: a day, as a range begins or ends with it. */
export function ago(words: Words, at: number, today: string): Found | null {
  const found = unitsAgo(words, at);
  return found && { end: found.end, moment: certain(daySpan(addUnits(today, found.unit, -found.count))) };
}

/** The calendar's unit that was so many units ago: `a month ago` is last month. */
export function agoUnit(words: Words, at: number, today: string): Found | null {
  const found = unitsAgo(words, at);
  return found && { end: found.end, moment: certain(unitSpan(found.unit, today, -found.count)) };
}

function unitsAgo(words: Words, at: number) {
  const count = countAt(words, at);
  const unit = count && unitOf(words[count.end]);
  if (!count || !unit || words[count.end + 1]?.text !== "ago") return null;
  return { end: count.end + 2, unit, count: count.value };
}

/** A whole number, or `a` for 1, and where it ends. */
export function countAt(words: Words, at: number): { value: number; end: number } | null {
  const number = numberAt(words, at);
  if (number) {
    const isCount = Number.isInteger(number.value) && number.value >= 1 && number.value <= 10_000;
    return isCount ? { value: number.value, end: at + number.length } : null;
  }
  return ["a", "an", "one"].includes(words[at]?.text ?? "") ? { value: 1, end: at + 1 } : null;
}

/** `the 3rd`: a day of each month. */
export function dayOfMonth(words: Words, at: number): Found | null {
  const day = /^\d/.test(words[at + 1]?.text ?? "") ? ordinalOf(words[at + 1]) : null;
  return words[at]?.text === "the" && day !== null ? { end: at + 2, moment: everyDayOfMonth(day) } : null;
}

/** `the month`, behind `the end of`. */
export function thisUnit(words: Words, at: number, today: string): Found | null {
  const start = skip(words, at, "the");
  const unit = unitOf(words[start]);
  return unit === null || unit === "day" ? null : { end: start + 1, moment: certain(unitSpan(unit, today)) };
}
