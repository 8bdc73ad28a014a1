/** Where the time comes from: the machine's clock in production, a hand-set one in tests and the demo. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** A time as it is stored and answered: RFC 3339, UTC, with milliseconds. */
export function timestamp(date: Date): string {
  return date.toISOString();
}
