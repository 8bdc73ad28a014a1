export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Midnight UTC of the day of `time`. */
export function startOfDay(time: number): number {
  return time - (time % DAY);
}
