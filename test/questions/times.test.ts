import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findTimes } from "../../src/questions/times";
import { toWords } from "../../src/tools/names/words";

/** A Friday. */
const TODAY = "2026-11-27";

/** The times of a question: the words, what they mean of what has happened, and of what is to come. */
function timesOf(question: string, today = TODAY) {
  const words = toWords(question);
  const period = (span: { from: string | null; to: string | null } | null) =>
    span && `${span.from ?? ""}..${span.to ?? ""}`;
  return findTimes(words, today).map(({ first, last, past, future }) => ({
    words: question.slice(words[first]?.at, words[last]?.end),
    past: period(past),
    future: period(future),
  }));
}

const day = (date: string) => `${date}..${date}`;

describe("a time is read in the organization's calendar", () => {
  test.each([
    ["yesterday", day("2026-11-26"), null],
    ["today", day(TODAY), day(TODAY)],
    ["tomorrow", null, day("2026-11-28")],
    ["the day before yesterday", day("2026-11-25"), null],
    ["the day after tomorrow", null, day("2026-11-29")],
    ["this week", "2026-11-23..2026-11-27", "2026-11-27..2026-11-29"],
    ["last week", "2026-11-16..2026-11-22", null],
    ["previous week", "2026-11-16..2026-11-22", null],
    ["next week", null, "2026-11-30..2026-12-06"],
    ["this month", "2026-11-01..2026-11-27", "2026-11-27..2026-11-30"],
    ["last month", "2026-10-01..2026-10-31", null],
    ["next month", null, "2026-12-01..2026-12-31"],
    ["last quarter", "2026-07-01..2026-09-30", null],
    ["this quarter", "2026-10-01..2026-11-27", "2026-11-27..2026-12-31"],
    ["last year", "2025-01-01..2025-12-31", null],
    ["this year", "2026-01-01..2026-11-27", "2026-11-27..2026-12-31"],
    ["the last 10 days", "2026-11-18..2026-11-27", null],
    ["over the past 10 days", "2026-11-18..2026-11-27", null],
    ["in the last ten days", "2026-11-18..2026-11-27", null],
    ["last 7 days", "2026-11-21..2026-11-27", null],
    ["the past week", "2026-11-21..2026-11-27", null],
    ["past two weeks", "2026-11-14..2026-11-27", null],
    ["the last couple of weeks", "2026-11-14..2026-11-27", null],
    ["the past month", "2026-10-29..2026-11-27", null],
    ["the last 12 months", "2025-11-28..2026-11-27", null],
    ["the next 10 days", null, "2026-11-27..2026-12-07"],
    ["next two weeks", null, "2026-11-27..2026-12-11"],
    ["in the next week", null, "2026-11-27..2026-12-04"],
    ["within 10 days", "2026-11-18..2026-11-27", "2026-11-27..2026-12-07"],
    ["since May", "2026-05-01..2026-11-27", null],
    ["since December", "2025-12-01..2026-11-27", null],
    ["since Monday", "2026-11-23..2026-11-27", null],
    ["since the 3rd", "2026-11-03..2026-11-27", null],
    ["since last month", "2026-10-01..2026-11-27", null],
    ["since the beginning of the year", "2026-01-01..2026-11-27", null],
    ["since 2025", "2025-01-01..2026-11-27", null],
    ["in May", "2026-05-01..2026-05-31", "2027-05-01..2027-05-31"],
    ["in November", "2026-11-01..2026-11-27", "2026-11-27..2026-11-30"],
    ["in December", "2025-12-01..2025-12-31", "2026-12-01..2026-12-31"],
    ["May 2025", "2025-05-01..2025-05-31", null],
    ["in May of last year", "2025-05-01..2025-05-31", null],
    ["last May", "2026-05-01..2026-05-31", null],
    ["in sept", "2026-09-01..2026-09-30", "2027-09-01..2027-09-30"],
    ["in Q2", "2026-04-01..2026-06-30", "2027-04-01..2027-06-30"],
    ["Q2 2025", "2025-04-01..2025-06-30", null],
    ["2025 Q2", "2025-04-01..2025-06-30", null],
    ["the second quarter of 2025", "2025-04-01..2025-06-30", null],
    ["in 2025", "2025-01-01..2025-12-31", null],
    ["week 12 of 2026", "2026-03-16..2026-03-22", null],
    ["on 3 March", day("2026-03-03"), day("2027-03-03")],
    ["the 3rd of March", day("2026-03-03"), day("2027-03-03")],
    ["on March 3rd", day("2026-03-03"), day("2027-03-03")],
    ["March 3, 2025", day("2025-03-03"), null],
    ["3 March last year", day("2025-03-03"), null],
    ["on 12 December", day("2025-12-12"), day("2026-12-12")],
    ["2026-03-03", day("2026-03-03"), null],
    ["25/12/2025", day("2025-12-25"), null],
    ["12/25/2025", day("2025-12-25"), null],
    ["3/3/2026", day("2026-03-03"), null],
    ["3.2.2026", day("2026-02-03"), null],
    ["on 29 February", day("2024-02-29"), day("2028-02-29")],
    ["on Wednesday", day("2026-11-25"), day("2026-12-02")],
    ["last Friday", day("2026-11-20"), null],
    ["next Friday", null, day("2026-12-04")],
    ["over the weekend", "2026-11-21..2026-11-22", "2026-11-28..2026-11-29"],
    ["last weekend", "2026-11-21..2026-11-22", null],
    ["this weekend", null, "2026-11-28..2026-11-29"],
    ["by Sunday", "..2026-11-22", "2026-11-27..2026-11-29"],
    ["by the end of the month", null, "2026-11-27..2026-11-30"],
    ["at the end of last month", day("2026-10-31"), null],
    ["before June", "..2026-05-31", "2026-11-27..2027-05-31"],
    ["after 3 May", "2026-05-04..2026-11-27", "2027-05-04.."],
    ["until yesterday", "..2026-11-26", null],
    ["a month ago", "2026-10-01..2026-10-31", null],
    ["two weeks ago", "2026-11-09..2026-11-15", null],
    ["a year ago", "2025-01-01..2025-12-31", null],
    ["since two weeks ago", "2026-11-13..2026-11-27", null],
    ["as of a month ago", day("2026-10-27"), null],
    ["10 days ago", day("2026-11-17"), null],
    ["as of 30 June", day("2026-06-30"), day("2027-06-30")],
    ["between 3 and 10 March", "2026-03-03..2026-03-10", "2027-03-03..2027-03-10"],
    ["3-10 March", "2026-03-03..2026-03-10", "2027-03-03..2027-03-10"],
    ["from March 3 to 10", "2026-03-03..2026-03-10", "2027-03-03..2027-03-10"],
    ["from May to July", "2026-05-01..2026-07-31", "2027-05-01..2027-07-31"],
    ["May to July 2025", "2025-05-01..2025-07-31", null],
    ["from December 2025 to February", "2025-12-01..2026-02-28", null],
    ["from 2026-01-05 until now", "2026-01-05..2026-11-27", "2026-11-27..2026-11-27"],
    ["between Monday and Wednesday", "2026-11-23..2026-11-25", "2026-11-30..2026-12-02"],
    ["year to date", "2026-01-01..2026-11-27", null],
    ["so far this month", "2026-11-01..2026-11-27", null],
    ["ytd", "2026-01-01..2026-11-27", null],
    ["all time", "..", null],
    ["from Monday on", "2026-11-23..2026-11-27", "2026-11-30.."],
    ["in 2026-10", "2026-10-01..2026-10-31", null],
    ["10/2026", "2026-10-01..2026-10-31", null],
    ["in the month of October", "2026-10-01..2026-10-31", "2027-10-01..2027-10-31"],
    ["in the year 2025", "2025-01-01..2025-12-31", null],
    ["on Nov. 24", day("2026-11-24"), day("2027-11-24")],
    ["on Tuesday, 24 November", day("2026-11-24"), null],
    ["on Tuesday last week", day("2026-11-17"), null],
    ["last week on Tuesday", day("2026-11-17"), null],
    ["H1 2026", "2026-01-01..2026-06-30", null],
    ["in the first half of 2026", "2026-01-01..2026-06-30", null],
    ["in the second half of the year", "2026-07-01..2026-11-27", "2026-11-27..2026-12-31"],
    ["in the first 10 days of October", "2026-10-01..2026-10-10", "2027-10-01..2027-10-10"],
    ["the last day of October", day("2026-10-31"), day("2027-10-31")],
    ["the month before last", "2026-09-01..2026-09-30", null],
    ["this past week", "2026-11-21..2026-11-27", null],
    ["this coming Friday", null, day("2026-12-04")],
    ["in the coming week", null, "2026-11-27..2026-12-04"],
    ["up to now", "..2026-11-27", "2026-11-27..2026-11-27"],
    ["since febuary", "2026-02-01..2026-11-27", null],
    ["last wensday", day("2026-11-25"), null],
    ["yesteday", day("2026-11-26"), null],
    ["last mnth", "2026-10-01..2026-10-31", null],
  ])("%s", (words, past, future) => {
    expect(timesOf(`Mugs sold ${words}?`)).toEqual([{ words, past, future }]);
  });
});

test.each([
  "31 February",
  "30 February 2025",
  "29 February 2025",
  "2025-02-29",
  "between 10 and 3 March",
  "from 10 March to 3 March 2026",
  "from March",
  "Friday, 24 November",
  "first week of October",
  "last week of October",
])("%s is a time that never is", (words) => {
  expect(timesOf(`sold ${words}`)).toEqual([{ words, past: null, future: null }]);
});

test.each([
  "which lots may expire?",
  "May I see it?",
  "march on",
  "by week",
  "on Mondays",
  "4/5/2026",
  "the 3rd best",
  "5 days",
  "sat",
])("%s names no time", (question) => {
  expect(timesOf(`please, ${question}`)).toEqual([]);
});

test("a possessive belongs to its time, and two times are both found", () => {
  expect(timesOf("last week's sales and yesterday's").map(({ words }) => words)).toEqual([
    "last week's",
    "yesterday's",
  ]);
});

/** The calendar by counting day after day, apart from what the engine computes with. */
const ALL_DAYS = (() => {
  const days: { date: string; year: number; month: number; weekday: number }[] = [];
  const [lengths, leap] = [[31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], 29];
  // 1 January 2015 was a Thursday.
  for (let [year, weekday] = [2015, 3]; year < 2040; year += 1) {
    for (const [month, length] of lengths.entries()) {
      const isLeap = month === 1 && year % 4 === 0;
      for (let date = 1; date <= (isLeap ? leap : length); date += 1) {
        const text = `${year}-${String(month + 1).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
        days.push({ date: text, year, month: month + 1, weekday });
        weekday = (weekday + 1) % 7;
      }
    }
  }
  return days;
})();

/** A day that has some years before and after it. */
const someDay = fc.integer({ min: 4000, max: ALL_DAYS.length - 2000 });
const dayAt = (at: number) => ALL_DAYS[at] as (typeof ALL_DAYS)[number];
const datesWhere = (is: (day: (typeof ALL_DAYS)[number]) => boolean) => ALL_DAYS.filter(is).map(({ date }) => date);
const ends = (dates: readonly string[]) => `${dates[0]}..${dates.at(-1)}`;
const pastOf = (words: string, today: string) => timesOf(words, today)[0]?.past;

test("last month, last year and last quarter are whole ones, whatever the day, leap years and the turn of the year included", () => {
  fc.assert(
    fc.property(someDay, (at) => {
      const { date, year, month } = dayAt(at);
      const [of_year, before] = month === 1 ? [year - 1, 12] : [year, month - 1];
      expect(pastOf("last month", date)).toBe(
        ends(datesWhere((each) => each.year === of_year && each.month === before)),
      );
      expect(pastOf("last year", date)).toBe(ends(datesWhere((each) => each.year === year - 1)));
      const quarter = Math.ceil(month / 3);
      const [quarter_year, previous] = quarter === 1 ? [year - 1, 4] : [year, quarter - 1];
      expect(pastOf("last quarter", date)).toBe(
        ends(datesWhere((each) => each.year === quarter_year && Math.ceil(each.month / 3) === previous)),
      );
    }),
  );
});

test("weeks begin on Monday and end on Sunday, also across years", () => {
  fc.assert(
    fc.property(someDay, (at) => {
      const { date, weekday } = dayAt(at);
      const monday = at - weekday;
      expect(pastOf("this week", date)).toBe(`${dayAt(monday).date}..${date}`);
      expect(pastOf("last week", date)).toBe(`${dayAt(monday - 7).date}..${dayAt(monday - 1).date}`);
      expect(timesOf("next week", date)[0]?.future).toBe(`${dayAt(monday + 7).date}..${dayAt(monday + 13).date}`);
      const last_saturday = weekday === 6 ? monday - 2 : monday - 2;
      expect(pastOf("the weekend", date)).toBe(`${dayAt(last_saturday).date}..${dayAt(last_saturday + 1).date}`);
    }),
  );
});

test("the last days are counted with today, and the next ones after it", () => {
  fc.assert(
    fc.property(someDay, fc.integer({ min: 1, max: 900 }), (at, count) => {
      const { date } = dayAt(at);
      expect(pastOf(`the last ${count} days`, date)).toBe(`${dayAt(at - count + 1).date}..${date}`);
      expect(timesOf(`the next ${count} days`, date)[0]?.future).toBe(`${date}..${dayAt(at + count).date}`);
      expect(pastOf(`${count} days ago`, date)).toBe(day(dayAt(at - count).date));
    }),
  );
});

test("a date without a year is the latest that has been, and the next that will be", () => {
  const names = ["January", "February", "March", "April", "May", "June", "July"];
  const later = ["August", "September", "October", "November", "December"];
  fc.assert(
    fc.property(someDay, fc.integer({ min: 0, max: 365 }), (at, back) => {
      const { date } = dayAt(at);
      const meant = dayAt(at - back);
      const words = `on ${Number(meant.date.slice(8))} ${[...names, ...later][meant.month - 1]}`;
      const same = datesWhere((each) => each.date.slice(5) === meant.date.slice(5));
      const [past, future] = [same.findLast((each) => each <= date), same.find((each) => each >= date)];
      expect(timesOf(words, date)).toEqual([{ words, past: day(past ?? ""), future: day(future ?? "") }]);
    }),
  );
});

test("every time that is found lies on the side of today that it is said to be on", () => {
  const piece = fc.constantFrom(
    ...[
      "last",
      "next",
      "this",
      "the",
      "past",
      "week",
      "month",
      "May",
      "March",
      "3",
      "10",
      "2025",
      "days",
      "since",
      "before",
    ],
    ...[
      "after",
      "between",
      "and",
      "to",
      "from",
      "until",
      "by",
      "Friday",
      "weekend",
      "Q3",
      "ago",
      "in",
      "end",
      "of",
      "on",
      "31",
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 7 }), someDay, (pieces, at) => {
      const { date } = dayAt(at);
      const words = toWords(pieces.join(" "));
      for (const { first, last, past, future } of findTimes(words, date)) {
        expect(first).toBeLessThanOrEqual(last);
        expect(last).toBeLessThan(words.length);
        if (past) expect((past.from ?? "") <= date && (past.from ?? "") <= (past.to ?? "9")).toBe(true);
        if (future) expect((future.to ?? "9") >= date && (future.from ?? "") <= (future.to ?? "9")).toBe(true);
        if (past?.to) expect(past.to <= date).toBe(true);
        if (future?.from) expect(future.from >= date).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});
