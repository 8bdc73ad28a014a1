import { refuse } from "../shared/errors";

const WINDOW_MS = 60_000;
const REMEMBERED_KEYS = 10_000;

type Window = { started: number; used: number };

/** The requests of each key in its current minute, in this isolate. */
export type RateWindows = Map<string, Window>;

/**
 * Counts one request of a key against its minute and returns the headers (IETF draft-ietf-httpapi-ratelimit-headers-11).
 * Beyond the limit it refuses with 429 `rate_limited` and `Retry-After`.
 */
export function spend(
  windows: RateWindows,
  key: string,
  policy: string,
  limit: number,
  now: number,
): Record<string, string> {
  let window = windows.get(key);
  if (!window || now - window.started >= WINDOW_MS) {
    if (windows.size >= REMEMBERED_KEYS) windows.clear();
    window = { started: now, used: 0 };
    windows.set(key, window);
  }
  window.used += 1;
  const seconds = Math.max(1, Math.ceil((window.started + WINDOW_MS - now) / 1000));
  const headers = {
    "RateLimit-Policy": `"${policy}";q=${limit};w=${WINDOW_MS / 1000}`,
    RateLimit: `"${policy}";r=${Math.max(0, limit - window.used)};t=${seconds}`,
  };
  if (window.used > limit) {
    throw refuse("rate_limited", `More than ${limit} requests in a minute. Retry after ${seconds} seconds.`, {
      details: { limit, retry_after_seconds: seconds },
      headers: { ...headers, "Retry-After": String(seconds) },
    });
  }
  return headers;
}
