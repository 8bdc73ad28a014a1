const DAY = 24 * 60 * 60 * 1000;

/** The source of time: the machine's clock in production, one set by hand in tests and the demo. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** A time as it is stored and returned: RFC 3339, UTC, with milliseconds. */
export function timestamp(date: Date): string {
  return date.toISOString();
}

/** Formatters by time zone: creating one costs a hundred times what using it does. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The calendar date, `YYYY-MM-DD`, of a moment in an IANA time zone. */
export function dateIn(timezone: string, moment: Date): string {
  const calendar = calendars.get(timezone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone: timezone });
  calendars.set(timezone, calendar);
  return calendar.format(moment);
}

const LAST_MOMENT = Date.parse("9999-12-31T23:59:59.999Z");
const FIRST_MOMENT = Date.parse("0000-01-01T00:00:00.000Z");
/** No time zone is further from UTC. */
const LARGEST_OFFSET = 16 * 60 * 60 * 1000;

/**
 * The last millisecond of a calendar date, `YYYY-MM-DD`, in an IANA time zone, in the years 0000 to 9999 of UTC. Found by
 * halving the time in which the date ends, so it holds for days of 23 and 25 hours, and whenever they begin.
 */
export function endOfDay(timezone: string, date: string): Date {
  const midnight = Date.parse(date) + DAY;
  let [within, after] = [midnight - LARGEST_OFFSET, midnight + LARGEST_OFFSET];
  while (after - within > 1) {
    const middle = Math.floor((within + after) / 2);
    if (dateIn(timezone, new Date(middle)).padStart(date.length, "0") > date) after = middle;
    else within = middle;
  }
  return new Date(Math.max(FIRST_MOMENT, Math.min(within, LAST_MOMENT)));
}

type Day = { date: string; end: Date };

/** The last day that was asked for in each time zone, and the first known moment of it. */
const days = new Map<string, Day & { from: Date }>();

/** The calendar day of a moment in an IANA time zone: its date, and its last millisecond. Most moments are of the day last asked for. */
export function dayOf(timezone: string, moment: Date): Day {
  const known = days.get(timezone);
  if (known && known.from <= moment && moment <= known.end) return known;
  const date = dateIn(timezone, moment);
  const day = { date, end: endOfDay(timezone, date), from: new Date(moment) };
  days.set(timezone, day);
  return day;
}

/** Formatters of a time zone's clock, as `calendars` are of its dates. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of an IANA time zone show at a moment, as milliseconds as if they were of UTC, to the second. */
function wallClock(timezone: string, moment: number): number {
  const clock =
    clocks.get(timezone) ??
    new Intl.DateTimeFormat("sv-SE", {
      timeZone: timezone,
      ...{ year: "numeric", month: "2-digit", day: "2-digit" },
      ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
    });
  clocks.set(timezone, clock);
  return Date.parse(`${clock.format(moment).replace(" ", "T")}Z`);
}

/**
 * The moment at which the clocks of an IANA time zone show `time`, `HH:MM`, on a calendar date, `YYYY-MM-DD`. Where clocks are
 * turned back and show it twice, the first time; where they are turned forward and skip it, the first moment after the gap.
 */
export function momentIn(timezone: string, date: string, time: string): Date {
  const shown = Date.parse(`${date}T${time}Z`);
  const offsets = [shown - DAY, shown + DAY].map((moment) => wallClock(timezone, moment) - moment);
  const [earlier = 0, later = 0] = offsets.map((offset) => shown - offset).toSorted((one, other) => one - other);
  const exact = [earlier, later].find((moment) => wallClock(timezone, moment) === shown);
  if (exact !== undefined) return new Date(exact);
  let [before, after] = [earlier, later];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallClock(timezone, middle) > shown) after = middle;
    else before = middle;
  }
  return new Date(after);
}

/** The last calendar date on which the clocks of an IANA time zone have shown `time`, `HH:MM`, as judged by `momentIn`. */
export function lastDateOf(timezone: string, time: string, now: Date): string {
  const date = dateIn(timezone, now);
  return now >= momentIn(timezone, date, time) ? date : addDays(date, -1);
}

const LAST_DATE = Date.parse("9999-12-31");

/** The calendar date `days` later, at most 9999-12-31. Computed without hours, so daylight saving time has no effect. */
export function addDays(date: string, days: number): string {
  return new Date(Math.min(Date.parse(date) + days * DAY, LAST_DATE)).toISOString().slice(0, 10);
}

/** The number of calendar days from one date to another; negative if the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

/** A calendar date as the number of days since 1970-01-01. */
export function toDayNumber(date: string): number {
  return Date.parse(date) / DAY;
}
