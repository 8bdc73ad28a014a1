import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dateIn, dayOf, daysBetween, endOfDay, momentIn, timestamp } from "../../src/shared/clock";

const day = fc
  .date({ min: new Date("1970-01-01"), max: new Date("9000-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test("a moment's date is that of the time zone's calendar, also on the days the clocks change", () => {
  const at = (moment: string, timezone: string) => dateIn(timezone, new Date(moment));
  expect(at("2026-11-23T23:30:00Z", "UTC")).toBe("2026-11-23");
  expect(at("2026-11-23T23:30:00Z", "Europe/Paris")).toBe("2026-11-24");
  expect(at("2026-11-23T03:30:00Z", "America/New_York")).toBe("2026-11-22");
  expect(at("2026-11-23T11:00:00Z", "Pacific/Kiritimati")).toBe("2026-11-24");
  expect(at("2027-03-27T22:59:59Z", "Europe/Paris")).toBe("2027-03-27");
  expect(at("2027-03-27T23:00:00Z", "Europe/Paris")).toBe("2027-03-28");
  expect(at("2027-03-28T21:59:59Z", "Europe/Paris")).toBe("2027-03-28");
  expect(at("2027-03-28T22:00:00Z", "Europe/Paris")).toBe("2027-03-29");
});

test("a moment's day is the same whichever moments were asked for before it, and ends with its date", () => {
  const timezone = "Europe/Paris";
  const first = Date.parse("2027-03-27T00:00:00Z");
  const moment = fc.integer({ min: 0, max: 4 * 24 * 60 * 60 * 1000 }).map((ms) => new Date(first + ms));
  fc.assert(
    fc.property(fc.array(moment, { minLength: 2 }), (moments) => {
      for (const each of moments) {
        const { date, end } = dayOf(timezone, each);
        expect(date).toBe(dateIn(timezone, each));
        expect(end).toEqual(endOfDay(timezone, date));
      }
    }),
  );
});

test("days are added by the calendar: over ends of months, leap days and years, and back", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2027-02-28", 1)).toBe("2027-03-01");
  expect(addDays("2027-03-01", -1)).toBe("2027-02-28");
  expect(addDays("2027-03-28", 0)).toBe("2027-03-28");
});

test("no date is later than the last of the year 9999", () => {
  expect(addDays("9999-12-30", 1)).toBe("9999-12-31");
  expect(addDays("9999-12-31", 1)).toBe("9999-12-31");
  expect(addDays("2026-11-23", 1_000_000_000)).toBe("9999-12-31");
});

test("the days between two dates are those that lead from one to the other", () => {
  expect(daysBetween("2026-11-23", "2026-11-20")).toBe(-3);
  fc.assert(
    fc.property(day, fc.integer({ min: -100_000, max: 100_000 }), (from, days) => {
      fc.pre(Date.parse(from) + days * 86_400_000 > 0);
      expect(daysBetween(from, addDays(from, days))).toBe(days);
    }),
  );
});

test("a time is stored in UTC with milliseconds, so that text is in the order of time", () => {
  expect(timestamp(new Date("2026-11-23T09:30:00+01:00"))).toBe("2026-11-23T08:30:00.000Z");
  const moment = fc.date({ min: new Date("1970-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(moment, moment, (one, other) => {
      expect(timestamp(one) < timestamp(other)).toBe(one < other);
    }),
  );
});

test("a day ends at the last millisecond of its date in the time zone, also when clocks change", () => {
  const ends = (timezone: string, date: string) => endOfDay(timezone, date).toISOString();
  expect(ends("UTC", "2026-12-01")).toBe("2026-12-01T23:59:59.999Z");
  expect(ends("Europe/Berlin", "2026-12-01")).toBe("2026-12-01T22:59:59.999Z");
  expect(ends("Europe/Berlin", "2026-07-01")).toBe("2026-07-01T21:59:59.999Z");
  // 23 and 25 hours.
  expect(ends("Europe/Berlin", "2026-03-28")).toBe("2026-03-28T22:59:59.999Z");
  expect(ends("Europe/Berlin", "2026-03-29")).toBe("2026-03-29T21:59:59.999Z");
  expect(ends("Europe/Berlin", "2026-10-25")).toBe("2026-10-25T22:59:59.999Z");
  // Midnight is skipped: the next day begins at 01:00.
  expect(ends("America/Santiago", "2026-09-05")).toBe("2026-09-06T03:59:59.999Z");
  expect(ends("Pacific/Kiritimati", "2026-12-01")).toBe("2026-12-01T09:59:59.999Z");
  expect(ends("America/New_York", "9999-12-31")).toBe("9999-12-31T23:59:59.999Z");
  expect(ends("Asia/Tokyo", "0000-01-01")).toMatch(/^0000-/);
});

describe("the moment at which clocks show half past two", () => {
  test.each([
    ["UTC", "2026-11-26", "2026-11-26T02:30:00.000Z"],
    ["Europe/Berlin", "2026-01-15", "2026-01-15T01:30:00.000Z"],
    ["Europe/Berlin", "2026-07-15", "2026-07-15T00:30:00.000Z"],
    ["Asia/Kathmandu", "2026-07-15", "2026-07-14T20:45:00.000Z"],
    ["Pacific/Kiritimati", "2026-07-15", "2026-07-14T12:30:00.000Z"],
    ["Pacific/Pago_Pago", "2026-07-15", "2026-07-15T13:30:00.000Z"],
  ])("in %s on %s is %s", (timezone, date, moment) => {
    expect(momentIn(timezone, date, "02:30").toISOString()).toBe(moment);
  });

  test.each([
    ["Europe/Berlin", "2026-03-29", "2026-03-29T01:00:00.000Z"],
    ["America/New_York", "2026-03-08", "2026-03-08T07:00:00.000Z"],
    ["Africa/Casablanca", "2026-03-22", "2026-03-22T02:00:00.000Z"],
    // Clocks there go from 02:00 to 02:30.
    ["Australia/Lord_Howe", "2026-10-04", "2026-10-03T15:30:00.000Z"],
    // Samoa had no 30 December.
    ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z"],
  ])("in %s on %s, when it is skipped, is the first moment after: %s", (timezone, date, moment) => {
    expect(momentIn(timezone, date, "02:30").toISOString()).toBe(moment);
  });

  test.each([
    ["Europe/Berlin", "2026-10-25", "2026-10-25T00:30:00.000Z"],
    ["Africa/Casablanca", "2026-02-15", "2026-02-15T01:30:00.000Z"],
    // 02:00 was 01:30 again: half past two came once.
    ["Australia/Lord_Howe", "2026-04-05", "2026-04-04T16:00:00.000Z"],
    ["America/New_York", "2026-11-01", "2026-11-01T07:30:00.000Z"],
  ])("in %s on %s, when clocks are turned back, is the first such moment: %s", (timezone, date, moment) => {
    expect(momentIn(timezone, date, "02:30").toISOString()).toBe(moment);
  });

  test("is the first minute that a calendar shows it or later, on every day of a year in zones of all kinds", () => {
    const MINUTE = 60_000;
    const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca"];
    for (const timezone of [...zones, "America/Santiago", "Pacific/Chatham", "America/Havana", "Asia/Beirut"]) {
      const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, dateStyle: "short", timeStyle: "short" });
      for (let date = "2026-01-01"; date < "2027-01-01"; date = addDays(date, 1)) {
        const moment = momentIn(timezone, date, "02:30").getTime();
        expect(clock.format(moment) >= `${date} 02:30`, `${timezone} ${date}`).toBe(true);
        expect(dateIn(timezone, new Date(moment))).toBe(date);
        // Nor did the three hours before show it: no change of clocks is longer.
        for (let ago = 1; ago <= 180; ago += ago < 65 ? 1 : 23)
          expect(clock.format(moment - ago * MINUTE) < `${date} 02:30`, `${timezone} ${date} -${ago}`).toBe(true);
      }
    }
  });
});
