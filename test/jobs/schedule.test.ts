import { expect, test } from "vitest";
import { JOBS } from "../../src/jobs/schedule";

const HOUR = 60 * 60 * 1000;
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Africa/Casablanca",
];

/** When a job would run, if it ran whenever a period begins, and for which periods. */
function runs(job: "hourly" | "nightly", timezone: string, from: string, until: string) {
  const { period, next } = JOBS[job];
  const found: { at: string; period: string }[] = [];
  for (let at = next({ timezone }, new Date(from)); at < new Date(until); at = next({ timezone }, at))
    found.push({ at: at.toISOString(), period: period({ timezone }, at) });
  return found;
}

test.each(ZONES)(
  "in %s each night of two years begins once, and its period lasts until the next one begins",
  (timezone) => {
    const nights = runs("nightly", timezone, "2026-01-01T12:00:00Z", "2028-01-01T12:00:00Z");
    expect(nights).toHaveLength(730);
    expect(new Set(nights.map(({ period }) => period)).size).toBe(730);
    expect(nights.map(({ period }) => period).toSorted()).toEqual(nights.map(({ period }) => period));
    for (const [index, { at }] of nights.entries()) {
      const before = new Date(Date.parse(at) - 1);
      expect(JOBS.nightly.period({ timezone }, before)).toBe(nights[index - 1]?.period ?? "2026-01-01");
      expect(JOBS.nightly.next({ timezone }, before).toISOString()).toBe(at);
    }
  },
);

test("a night begins at half past two of the organization's clocks, also when they are changed that night", () => {
  const nightsIn = (timezone: string, from: string, until: string) =>
    runs("nightly", timezone, from, until).map(({ at, period }) => `${period} ${at.slice(0, 16)}`);
  expect(nightsIn("Europe/Berlin", "2026-03-27T12:00Z", "2026-03-30T12:00Z")).toEqual([
    "2026-03-28 2026-03-28T01:30",
    "2026-03-29 2026-03-29T01:00",
    "2026-03-30 2026-03-30T00:30",
  ]);
  expect(nightsIn("Europe/Berlin", "2026-10-24T12:00Z", "2026-10-26T12:00Z")).toEqual([
    "2026-10-25 2026-10-25T00:30",
    "2026-10-26 2026-10-26T01:30",
  ]);
  expect(nightsIn("America/New_York", "2026-03-07T12:00Z", "2026-03-09T12:00Z")).toEqual([
    "2026-03-08 2026-03-08T07:00",
    "2026-03-09 2026-03-09T06:30",
  ]);
  expect(nightsIn("Pacific/Apia", "2011-12-29T00:00Z", "2012-01-01T00:00Z")).toEqual([
    "2011-12-29 2011-12-29T12:30",
    "2011-12-30 2011-12-30T10:00",
    "2011-12-31 2011-12-30T12:30",
    "2012-01-01 2011-12-31T12:30",
  ]);
});

test("before half past two it is still the night before", () => {
  const at = (moment: string) => JOBS.nightly.period({ timezone: "Asia/Kathmandu" }, new Date(moment));
  expect(at("2026-07-14T20:44:59.999Z")).toBe("2026-07-14");
  expect(at("2026-07-14T20:45:00.000Z")).toBe("2026-07-15");
});

test("an hour is one of UTC, whatever the time zone", () => {
  for (const timezone of ZONES) {
    const hours = runs("hourly", timezone, "2026-03-29T00:10:00Z", "2026-03-30T00:00:00Z");
    expect(hours).toHaveLength(23);
    expect(hours[0]).toEqual({ at: "2026-03-29T01:00:00.000Z", period: "2026-03-29T01" });
    for (const [index, { at }] of hours.entries())
      expect(Date.parse(at)).toBe(Date.parse("2026-03-29T01:00:00Z") + index * HOUR);
  }
});
