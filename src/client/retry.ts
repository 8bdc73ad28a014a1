import { ConnectionError, StockbookError } from "./errors.ts";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
/** A server that wants a longer pause than this gets none: its refusal is thrown. */
const LONGEST_RETRY_AFTER_MS = 60_000;

/** How often a call may be repeated, and whether a repetition of it can have no second effect. */
export type Repeatable = { retries: number; has_one_effect: boolean; signal: AbortSignal | undefined };

/** What an attempt failed with, and the `Retry-After` of the response, if there was one. */
export class Failure {
  readonly error: unknown;
  readonly retry_after: string | null;

  constructor(error: unknown, retry_after: string | null = null) {
    this.error = error;
    this.retry_after = retry_after;
  }
}

/** The result of the first attempt that succeeds; throws the error of the last one. An attempt fails by throwing a `Failure`. */
export async function withRetries<T>({ retries, has_one_effect, signal }: Repeatable, attempt: () => Promise<T>) {
  for (let failed = 0; ; failed++) {
    try {
      signal?.throwIfAborted();
      return await attempt();
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      if (failed >= retries || !mayRetry(failure, has_one_effect)) throw failure.error;
      const pause = pauseBefore(failed, failure.retry_after);
      if (pause > LONGEST_RETRY_AFTER_MS) throw failure.error;
      await sleep(pause, signal);
    }
  }
}

function mayRetry({ error, retry_after }: Failure, has_one_effect: boolean): boolean {
  if (error instanceof ConnectionError) return has_one_effect;
  if (!(error instanceof StockbookError)) return false;
  if (error.status === 409)
    return error.code === "idempotency_in_flight" || (error.code === "conflict" && retry_after !== null);
  if (error.status === 429) return true;
  return has_one_effect && [500, 502, 503, 504].includes(error.status);
}

/** Milliseconds: what the server says, else twice as long each time, of which a random half keeps clients apart. */
function pauseBefore(failed: number, retry_after: string | null): number {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** failed, LONGEST_PAUSE_MS);
  return retryAfterMs(retry_after) ?? longest / 2 + (Math.random() * longest) / 2;
}

/** `Retry-After` is a number of seconds or an HTTP date. */
export function retryAfterMs(header: string | null, now = Date.now()): number | null {
  if (header === null) return null;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, ms);
    signal?.addEventListener("abort", end, { once: true });
  });
}
