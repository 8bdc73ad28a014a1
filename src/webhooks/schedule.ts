const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The delays after the first, second and further failed attempts at a message. The attempt after the last of them is the last one. */
const DELAYS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
];

/** Delays are up to so much longer, so that what failed together doesn't come back together. */
const JITTER = 0.1;

/** A receiver can't ask for a longer pause. */
const LONGEST_PAUSE_MS = 24 * HOUR_MS;

/** What the end of an attempt says about the next one. */
type Failure = { number: number; now: Date; retry_after_ms: number };

/** When to try again after attempt `number` has failed; null after the last one. */
export function nextAttempt({ number, now, retry_after_ms }: Failure, random = Math.random): Date | null {
  const delay = DELAYS_MS[number - 1];
  if (delay === undefined) return null;
  return new Date(now.getTime() + Math.max(Math.round(delay * (1 + JITTER * random())), retry_after_ms));
}

/** The pause that a `Retry-After` header asks for, in milliseconds: in seconds or as a date, at most 24 hours; 0 if there is none. */
export function pauseOf(retry_after: string | null, now: Date): number {
  const text = retry_after?.trim() ?? "";
  const pause = /^\d+$/.test(text) ? Number(text) * SECOND_MS : Date.parse(text) - now.getTime();
  return Number.isNaN(pause) ? 0 : Math.min(Math.max(pause, 0), LONGEST_PAUSE_MS);
}
