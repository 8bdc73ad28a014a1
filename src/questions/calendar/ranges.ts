import { addDays } from "../../shared/clock";
import type { Word } from "../../tools/names/words";
import { dayNumber, type Found, skip } from "./dates";
import { addUnits, daySpan, unitSpan } from "./days";
import {
  between,
  certain,
  everyDate,
  following,
  inYear,
  latest,
  type Meaning,
  type Moment,
  NEVER,
  next,
  onFrom,
  upTo,
} from "./moments";
import { momentAt } from "./read";
import { countAt } from "./relative";
import { turnOf, unitOf } from "./vocabulary";

/** Days that words name: the place of the word after them, and what they mean. */
export type Range = { end: number; meaning: Meaning };

type Words = readonly Word[];
const is = (words: Words, at: number, ...texts: readonly string[]): boolean => texts.includes(words[at]?.text ?? "");
const ANNOUNCED = { is_announced: true };

/** `between 3 and 10 March`, `from May to July`, `3-10 March`, `Monday to Wednesday`. */
export function twoEnds(words: Words, at: number, today: string): Range | null {
  const isBetween = is(words, at, "between");
  const start = skip(words, at, "between", "from", "in", "on", "for", "during");
  const joints = isBetween ? ["and", "to", "-", "&"] : ["to", "-", "until", "till", "through", "thru"];
  const first = momentAt(words, start, today, ANNOUNCED);
  if (first && is(words, first.end, ...joints)) {
    const second = nowAt(words, first.end + 1, today) ?? secondEnd(words, first, first.end + 1, today);
    if (second) return { end: second.end, meaning: meaningOfEnds(first, second, today) };
  }
  return firstDayAlone(words, start, joints, today);
}

function secondEnd(words: Words, first: Found, at: number, today: string): Found | null {
  const whole = momentAt(words, at, today, ANNOUNCED);
  if (whole?.date || !first.date) return whole;
  const start = skip(words, at, "the");
  const day = dayNumber(words[start]);
  if (day === null) return whole;
  const date = { month: first.date.month, day, year: first.date.year };
  return { end: start + 1, date, moment: ofDate(date) };
}

/** `3 and 10 March`: the first day has the month, and the year, of the second. */
function firstDayAlone(words: Words, start: number, joints: readonly string[], today: string): Range | null {
  const day_at = skip(words, start, "the");
  const day = dayNumber(words[day_at]);
  if (day === null || !is(words, day_at + 1, ...joints)) return null;
  const second = momentAt(words, day_at + 2, today, ANNOUNCED);
  if (!second?.date) return null;
  const date = { ...second.date, day };
  return { end: second.end, meaning: meaningOfEnds({ end: 0, date, moment: ofDate(date) }, second, today) };
}

function ofDate({ month, day, year }: NonNullable<Found["date"]>): Moment {
  const moment = everyDate(month, day);
  return year === null ? moment : inYear(moment, year);
}

function meaningOfEnds(first: Found, second: Found, today: string): Meaning {
  const isBackwards = first.date && second.date?.month === first.date.month && second.date.day < first.date.day;
  const years = [first.date?.year ?? null, second.date?.year ?? null].filter((year) => year !== null);
  if (isBackwards && new Set(years).size < 2) return NEVER;
  const [one, other] = [first.moment, second.moment];
  if (one.kind === "impossible" || other.kind === "impossible") return NEVER;
  if (one.kind === "recurring" && other.kind === "recurring") return between(one, other, today);
  if (one.kind === "certain") {
    const span = other.kind === "certain" ? other.span : following(other, one.span.from);
    return !span || span.to < one.span.from ? NEVER : both({ from: one.span.from, to: span.to }, today);
  }
  const span = other.kind === "certain" ? other.span : null;
  const begun = span && latest(one, span.from);
  return begun && span ? both({ from: begun.from, to: span.to }, today) : NEVER;
}

const both = (span: { from: string; to: string }, today: string): Meaning => ({
  past: upTo(today, span),
  future: onFrom(today, span),
});

function nowAt(words: Words, at: number, today: string): Found | null {
  return is(words, at, "now") ? { end: at + 1, moment: certain(daySpan(today)) } : null;
}

const WITHIN = ["in", "within", "over", "during", "for", "of", "from"];

/** `the last 10 days`, `past two weeks`, `the past month`, `the next 10 days`, `within 10 days`. */
export function rolling(words: Words, at: number, today: string): Range | null {
  const start = skip(words, at, ...WITHIN);
  const isWithin = start > at;
  const the_at = skip(words, start, "the", "these");
  const turn_at = ["past", "coming"].includes(turnOf(words[the_at + 1]) ?? "") ? skip(words, the_at, "this") : the_at;
  const which = turnOf(words[turn_at]);
  if (which === null) {
    const count = is(words, at, "in", "within") ? countAt(words, start) : null;
    const unit = count && unitOf(words[count.end]);
    if (!count || !unit || is(words, count.end + 1, "ago")) return null;
    const from = back(unit, count.value, today);
    return {
      end: count.end + 1,
      meaning: { past: from, future: { from: today, to: addUnits(today, unit, count.value) } },
    };
  }
  const count = countAt(words, turn_at + 1);
  const unit = unitOf(words[count ? count.end : turn_at + 1]);
  if (unit === null) return null;
  const end = (count ? count.end : turn_at + 1) + 1;
  const isRolling =
    count ||
    which === "past" ||
    which === "coming" ||
    (turn_at > start && (which === "last" ? unit !== "quarter" && unit !== "day" : isWithin));
  if (!isRolling || which === "this") return null;
  const value = count?.value ?? 1;
  if (which === "next" || which === "coming")
    return { end, meaning: { past: null, future: { from: today, to: addUnits(today, unit, value) } } };
  return { end, meaning: { past: back(unit, value, today), future: null } };
}

/** So many units up to today. A single month is 30 days. */
function back(unit: NonNullable<ReturnType<typeof unitOf>>, count: number, today: string) {
  const from = unit === "month" && count === 1 ? addDays(today, -30) : addUnits(today, unit, -count);
  return { from: addDays(from, 1), to: today };
}

/** `since May`, `after 3 May`, `before June`, `until Sunday`, `by Friday`. */
export function openEnded(words: Words, at: number, today: string): Range | null {
  const text = words[at]?.text ?? "";
  const start = at + ({ up: 2, prior: 2, starting: is(words, at + 1, "from", "on", "in") ? 2 : 1 }[text] ?? 1);
  const found = ["until", "till", "up"].includes(text) ? nowAt(words, start, today) : null;
  const whole = found ?? momentAt(words, start, today, ANNOUNCED);
  if (!whole) return null;
  const { moment } = whole;
  const on_at = skip(words, whole.end, "on", "onwards", "onward");
  const [begun, coming] = [latest(moment, today), next(moment, today)];
  const range = (meaning: Meaning, end = whole.end): Range => ({
    end,
    meaning: moment.kind === "impossible" ? NEVER : meaning,
  });
  switch (text) {
    case "since":
      return range({ past: begun && { from: begun.from, to: today }, future: null });
    case "starting":
      return range(fromOn(begun, coming, today), on_at);
    case "from":
      return on_at > whole.end || isDay(moment, today) ? range(fromOn(begun, coming, today), on_at) : null;
    case "after":
      return range({
        past: upTo(today, begun && { from: addDays(begun.to, 1), to: today }),
        future: coming && { from: addDays(coming.to, 1), to: null },
      });
    case "before":
    case "prior": {
      const ahead = following(moment, addDays(today, 1));
      return range({
        past: begun && { from: null, to: addDays(begun.from, -1) },
        future: ahead && { from: today, to: addDays(ahead.from, -1) },
      });
    }
    case "up":
      return is(words, at + 1, "to", "until") ? range(untilThen(begun, coming, today)) : null;
    case "until":
    case "till":
    case "by":
      return range(untilThen(begun, coming, today));
    default:
      return null;
  }
}

type Occurrence = ReturnType<typeof latest>;

const fromOn = (begun: Occurrence, coming: Occurrence, today: string): Meaning => ({
  past: begun && { from: begun.from, to: today },
  future: coming && { from: coming.from < today ? today : coming.from, to: null },
});

const untilThen = (begun: Occurrence, coming: Occurrence, today: string): Meaning => ({
  past: begun && upTo(today, { from: null, to: begun.to }),
  future: coming && { from: today, to: coming.to },
});

/** True for a single day that is no calendar's unit before today's, of which "from" says since when. */
function isDay(moment: Moment, today: string): boolean {
  const span = latest(moment, today) ?? next(moment, today);
  return span !== null && span.from === span.to && !(moment.kind === "certain" && span.from === addDays(today, -1));
}

/** `year to date`, `this month so far`, `all time`. */
export function toDate(words: Words, at: number, today: string): Range | null {
  const short = { ytd: "year", qtd: "quarter", mtd: "month", wtd: "week" }[words[at]?.text ?? ""];
  const so_far = is(words, at, "so") && is(words, at + 1, "far") ? at + 2 : at;
  const start = skip(words, so_far, "this", "the");
  const unit = unitOf(short ? { text: short, raw: short, at: 0, end: 0, number: null } : words[start]);
  const isToDate = is(words, start + 1, "to") && is(words, start + 2, "date");
  const isSoFar = is(words, start + 1, "so") && is(words, start + 2, "far");
  const isTurn = start > so_far && is(words, start - 1, "this");
  if (unit && (short || isToDate || (isTurn && (isSoFar || so_far > at)))) {
    const end = short ? at + 1 : isToDate || isSoFar ? start + 3 : start + 1;
    return { end, meaning: { past: { from: unitSpan(unit, today).from, to: today }, future: null } };
  }
  const all = skip(words, at, "of");
  const everything = { past: { from: null, to: null }, future: null };
  if (is(words, all, "all") && is(words, all + 1, "time")) return { end: all + 2, meaning: everything };
  if (is(words, at, "ever")) return { end: at + 1, meaning: everything };
  if (so_far > at) return { end: so_far, meaning: everything };
  return is(words, at, "to") && is(words, at + 1, "date") ? { end: at + 2, meaning: everything } : null;
}
