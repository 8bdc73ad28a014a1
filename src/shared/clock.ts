const DAY = 24 * 60 * 60 * 1000;

/** Where the time comes from: the machine's clock in production, a hand-set one in tests and the demo. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** A time as it is stored and answered: RFC 3339, UTC, with milliseconds. */
export function timestamp(date: Date): string {
  return date.toISOString();
}

/** One for each time zone that was asked for: to make one takes longer than to use it a hundred times. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The calendar date, `YYYY-MM-DD`, that a moment has in an IANA time zone. */
export function dateIn(timezone: string, moment: Date): string {
  const calendar = calendars.get(timezone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone: timezone });
  calendars.set(timezone, calendar);
  return calendar.format(moment);
}

const LAST_DATE = Date.parse("9999-12-31");

/** The calendar date so many days later, at most the last of the year 9999. Dates have no hours, so no clock that changes gets in the way. */
export function addDays(date: string, days: number): string {
  return new Date(Math.min(Date.parse(date) + days * DAY, LAST_DATE)).toISOString().slice(0, 10);
}

/** How many calendar days lie between two dates; negative where the second is the earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}
