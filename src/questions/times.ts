import type { Word } from "../tools/names/words";
import { skip } from "./calendar/dates";
import { type Meaning, type Moment, meaningOf, NEVER, onFrom } from "./calendar/moments";
import { openEnded, type Range, rolling, toDate, twoEnds } from "./calendar/ranges";
import { momentAt } from "./calendar/read";
import { agoUnit, over, WEEKEND } from "./calendar/relative";
import type { Period, TimeMention } from "./mentions";

type Words = readonly Word[];

/** What may stand before a time without changing it. */
const BEFORE = ["in", "on", "during", "for", "over", "at", "of", "from", "within"];

/**
 * The times that a question names, in the organization's calendar: the longest from each place on, none of which is part of
 * another. A date that the calendar does not have, and a range that ends before it begins, is neither past nor to come.
 */
export function findTimes(words: Words, today: string): TimeMention[] {
  const ranges = words.map((_, at) => rangeAt(words, at, today));
  const mentions = ranges.flatMap((range, first) => (range ? [mention(first, range)] : []));
  return mentions.filter(({ first, last }) => !mentions.some((other) => other.first < first && other.last >= last));
}

function mention(first: number, { end, meaning }: Range): TimeMention {
  const { past, future } = meaning;
  return { first, last: end - 1, past, future, text: sayPeriod(past ?? future) };
}

/** A period as an interpretation says it. */
function sayPeriod(period: Period | null): string {
  if (period === null) return "at no time";
  const { from, to } = period;
  if (from === null) return to === null ? "of all time" : `until ${to}`;
  if (to === null) return `from ${from} on`;
  return from === to ? `on ${from}` : `from ${from} to ${to}`;
}

/** The longest time that begins at a place. */
function rangeAt(words: Words, at: number, today: string): Range | null {
  const found = [twoEnds, rolling, openEnded, toDate, plain].map((read) => read(words, at, today));
  const longest = found.reduce((best, each) => (each && (!best || each.end > best.end) ? each : best), null);
  return longest && { ...longest, end: skip(words, longest.end, "'s") };
}

/** `in May`, `on 3 March`, `last week`, `as of 3 March`; `two weeks ago` is that whole week. */
function plain(words: Words, at: number, today: string): Range | null {
  const isAsOf = words[at]?.text === "as" && ["of", "at"].includes(words[at + 1]?.text ?? "");
  const start = isAsOf ? at + 2 : skip(words, at, ...BEFORE);
  const found = momentAt(words, start, today, { is_announced: start > at });
  if (!found) return null;
  const whole = isAsOf ? null : agoUnit(words, start, today);
  return { end: found.end, meaning: plainMeaning(words[at]?.text === "from", whole?.moment ?? found.moment, today) };
}

function plainMeaning(isFrom: boolean, moment: Moment, today: string): Meaning {
  // "from May" may be in May or since May.
  if (isFrom && moment.kind === "recurring") return NEVER;
  if (moment !== WEEKEND) return meaningOf(moment, today);
  return { past: over(WEEKEND, today), future: onFrom(today, meaningOf(WEEKEND, today).future) };
}
