import { allowedTypos, typosBetween } from "../../tools/names/typos";
import type { Word } from "../../tools/names/words";
import { UNITS, type Unit } from "./days";

const MONTHS = [
  ...["january", "february", "march", "april", "may", "june"],
  ...["july", "august", "september", "october", "november", "december"],
];
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const SHORT: Readonly<Record<string, string>> = {
  ...{ jan: "january", feb: "february", mar: "march", apr: "april", jun: "june", jul: "july", aug: "august" },
  ...{ sep: "september", sept: "september", oct: "october", nov: "november", dec: "december" },
  ...{ mon: "monday", tue: "tuesday", tues: "tuesday", wed: "wednesday", weds: "wednesday", thu: "thursday" },
  ...{ thur: "thursday", thurs: "thursday", fri: "friday", sat: "saturday", sun: "sunday" },
  ...{
    d: "day",
    wk: "week",
    wks: "week",
    mth: "month",
    mths: "month",
    mnth: "month",
    qtr: "quarter",
    yr: "year",
    yrs: "year",
  },
};
/** What is as often another word: it is only a time where it can't be that. */
const ALSO_WORDS = ["may", "march", "mar", "sun", "sat", "wed", "mon", "dec"];

/** The place of a word in a list of words with few letters in common, also with typing errors; -1 if it is none of them. */
function placeIn(list: readonly string[], text: string): number {
  const exact = list.indexOf(SHORT[text] ?? text);
  if (exact >= 0) return exact;
  return list.findIndex((each) => each.length > 5 && isMeant(each, text));
}

/** True if `text` is `word` with typing errors, of which none is in its first letter, and which do not make a plural of it. */
function isMeant(word: string, text: string): boolean {
  return text[0] === word[0] && text !== `${word}s` && typosBetween(word, text) <= allowedTypos(word.length);
}

/** The month that a word names, from 1. */
export function monthOf(word: Word | undefined): number | null {
  const place = word ? placeIn(MONTHS, word.text) : -1;
  return place < 0 ? null : place + 1;
}

/** The weekday that a word names, 0 for Monday. */
export function weekdayNamed(word: Word | undefined): number | null {
  const place = word ? placeIn(WEEKDAYS, word.text) : -1;
  return place < 0 ? null : place;
}

/** True if a word that names a time alone may as well be another word, such as "may". */
export const isAlsoAWord = (word: Word | undefined): boolean => word !== undefined && ALSO_WORDS.includes(word.text);

/** A unit of the calendar, in the singular or plural. */
export function unitOf(word: Word | undefined): Unit | null {
  if (!word) return null;
  const text = SHORT[word.text] ?? word.text;
  const singular = text.replace(/s$/, "");
  return (
    UNITS.find((unit) => unit === singular) ??
    UNITS.find((unit) => unit.length > 3 && text.length > 2 && isMeantUnit(unit, text, singular)) ??
    null
  );
}

function isMeantUnit(unit: Unit, text: string, singular: string): boolean {
  return [text, singular].some((form) => form[0] === unit[0] && form.length > 2 && typosBetween(unit, form) === 1);
}

const RELATIVE_DAYS: Readonly<Record<string, number>> = { today: 0, yesterday: -1, tomorrow: 1 };
const SLOPPY: Readonly<Record<string, string>> = { todays: "today", yesterdays: "yesterday", tomorrows: "tomorrow" };

/** How many days later than today a word says that it is. */
export function relativeDay(word: Word | undefined): number | null {
  if (!word) return null;
  const text = SLOPPY[word.text] ?? word.text;
  const known = RELATIVE_DAYS[text];
  if (known !== undefined) return known;
  const meant = Object.entries(RELATIVE_DAYS).find(([name]) => name !== "today" && isMeant(name, text));
  return meant?.[1] ?? null;
}

const LAST = ["last", "lst", "previous", "prev", "prior"];
/** What comes first after today, not a whole calendar's unit. */
const COMING = ["coming", "upcoming"];

export type Turn = "last" | "past" | "this" | "next" | "coming";

/** Which of the calendar's units a word names: the one before this, this, or the one after it; "past" and "coming" count from today. */
export function turnOf(word: Word | undefined): Turn | null {
  const text = word?.text ?? "";
  if (LAST.includes(text)) return "last";
  if (COMING.includes(text)) return "coming";
  if (text === "this" || text === "current") return "this";
  return text === "past" || text === "next" ? text : null;
}

const ORDINALS = ["first", "second", "third", "fourth"];

/** The number of an ordinal, such as `3rd` or `third` (up to fourth). */
export function ordinalOf(word: Word | undefined): number | null {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word?.text ?? "");
  if (digits) return Number(digits[1]);
  const place = ORDINALS.indexOf(word?.text ?? "");
  return place < 0 ? null : place + 1;
}

/** The year that a word is in digits. */
export function yearIn(word: Word | undefined): number | null {
  return word && /^(?:19|20)\d\d$/.test(word.raw) ? Number(word.raw) : null;
}
