import { addDays } from "../../shared/clock";
import type { Word } from "../../tools/names/words";
import { type Found, half, namedDate, namedMonth, namedYear, numberedWeek, quarter, skip, writtenDate } from "./dates";
import type { Span } from "./days";
import { certain, IMPOSSIBLE, type Moment } from "./moments";
import {
  ago,
  beforeLast,
  countAt,
  dayOfMonth,
  nearDay,
  thisUnit,
  turn,
  weekday,
  weekend,
  weekThenDay,
} from "./relative";
import { isAlsoAWord, monthOf, unitOf } from "./vocabulary";

type Words = readonly Word[];
/** With a preposition before it, a word such as "may" is a time, and "2025" a year. */
type Setting = { is_announced: boolean };

/** The moment of the calendar that words name from a place on, as far as they go. */
export function momentAt(words: Words, at: number, today: string, setting: Setting): Found | null {
  const edge = edgeOf(words, at, today);
  if (edge) return edge;
  const found = [
    writtenDate(words, at),
    namedDate(words, at, today),
    quarter(words, at, today),
    numberedWeek(words, at, today),
    turn(words, at, today),
    half(words, at, today),
    weekThenDay(words, at, today),
    beforeLast(words, at, today),
    ago(words, at, today),
    nearDay(words, at, today),
    weekend(words, at),
    singleWord(words, at, today, setting),
    ...(setting.is_announced ? [dayOfMonth(words, at)] : []),
  ];
  return found.reduce((best, each) => (each && (!best || each.end > best.end) ? each : best), null);
}

/** A month, a weekday or a year without anything else. */
function singleWord(words: Words, at: number, today: string, { is_announced }: Setting): Found | null {
  const month = namedMonth(words, at, today);
  const isMeant = is_announced || !isAlsoAWord(words[at]) || isEmphasized(words, at);
  if (month && (isMeant || month.end > at + 1)) return month;
  const day = weekday(words, at, today);
  return day && (isMeant || day.end > at + 1) ? day : namedYear(words, at);
}

const ABOUT_PEOPLE = ["i", "we", "you", "they", "he", "she", "it", "be", "have", "not"];

/** True if a word such as "May" is written as a name, with a capital letter, or stands at the end. */
function isEmphasized(words: Words, at: number): boolean {
  const raw = words[at]?.raw ?? "";
  const next = words[at + 1]?.text ?? "";
  if (ABOUT_PEOPLE.includes(next)) return false;
  if (next === "'s") return true;
  return (
    (raw[0] !== raw[0]?.toLowerCase() && raw !== raw.toUpperCase()) ||
    (monthOf(words[at]) !== null && isLast(words, at))
  );
}

function isLast(words: Words, at: number): boolean {
  return words.slice(at + 1).every(({ text }) => /^[?.!]$/.test(text));
}

/** `the end of May`, `the beginning of the month`, `the last day of May`, `the first 10 days of May`. */
function edgeOf(words: Words, at: number, today: string): Found | null {
  const start = skip(words, at, "the");
  const text = words[start]?.text ?? "";
  const isEnd = text === "end" || text === "last";
  const isSpelt = ["first", "last", ...(/^\d/.test(text) ? [] : ["second", "third", "fourth"])].includes(text);
  const count = isSpelt ? countAt(words, start + 1) : null;
  const unit = isSpelt ? unitOf(words[count?.end ?? start + 1]) : null;
  const end = isSpelt ? (count?.end ?? start + 1) + 1 : start + 1;
  if ((!isSpelt && !["end", "start", "beginning"].includes(text)) || (isSpelt && !unit) || words[end]?.text !== "of")
    return null;
  const whole = thisUnit(words, end + 1, today) ?? momentAt(words, end + 1, today, { is_announced: true });
  // A quarter of a year has its own reading; which days the first week of a month has, nobody knows.
  if (!whole || (isSpelt && unit !== "day" && unit !== "week")) return null;
  if (unit === "week" || !["first", "last", "end", "start", "beginning"].includes(text))
    return { end: whole.end, moment: IMPOSSIBLE };
  const more = (count?.value ?? 1) - 1;
  return {
    end: whole.end,
    moment: edgeMoment(whole.moment, ({ from, to }) =>
      isEnd ? { from: addDays(to, -more), to } : { from, to: addDays(from, more) },
    ),
  };
}

function edgeMoment(moment: Moment, edge: (span: Span) => Span): Moment {
  if (moment.kind === "certain") return certain(edge(moment.span));
  if (moment.kind === "impossible") return moment;
  return { kind: "recurring", around: (date) => moment.around(date).map(edge) };
}
