import { type DomainError, refuse } from "../shared/errors";
import { keepNewest } from "../shared/keep_newest";
import type { RateLimits } from "../shared/organization";

const WINDOW_MS = 60_000;
const REMEMBERED = 10_000;

/** An organization's total, in limits of one key: several integrations at full speed, however many keys there are. */
const KEYS_AT_FULL_SPEED = 10;

/** The failed attempts to authenticate that one address has in a minute. */
const FAILURES_PER_MINUTE = 20;

type Window = { started: number; used: number };

/** What was counted in each current minute, in this isolate: oldest first, since every new minute is added at the end. */
export type RateWindows = Map<string, Window>;

/** An API key or an integration, and whose it is. */
type Caller = { caller_id: string; organization_id: string };

/** What a request counts against: `ai` for questions, which may cost a model's tokens, and `default` for all others. */

export type RatePolicy = "default" | "ai";

type Policy = { policy: RatePolicy; limit: number };

/** How many requests of a policy a key has in a minute. */
export function policyOf(limits: RateLimits, policy: RatePolicy = "default"): Policy {
  return { policy, limit: policy === "ai" ? limits.ai_requests_per_minute : limits.requests_per_minute };
}

/**
 * Counts one request against the minute of its key, or integration, and that of its organization, and returns the headers of the key's
 * (IETF draft-ietf-httpapi-ratelimit-headers-11). Each policy has minutes of its own. Beyond `limit` requests of the key, or
 * ten times as many of all the organization's keys, it refuses with 429 `rate_limited` and `Retry-After`.
 */
export function spend(
  windows: RateWindows,
  { caller_id, organization_id }: Caller,
  { policy, limit }: Policy,
  now: number,
): Record<string, string> {
  const own = countAgainst(windows, `${policy} ${caller_id}`, { policy, limit }, now);
  if (own.refused) throw own.refused;
  const whole = { policy: "organization", limit: KEYS_AT_FULL_SPEED * limit };
  const all = countAgainst(windows, `${policy} ${organization_id}`, whole, now);
  if (all.refused) throw all.refused;
  return own.headers;
}

/** Counts a failed attempt to authenticate; beyond 20 of one address in a minute it refuses with 429 `rate_limited`. */
export function countFailure(windows: RateWindows, address: string, now: number): void {
  const { used, seconds } = count(windows, address, now);
  if (used <= FAILURES_PER_MINUTE) return;
  throw refuse(
    "rate_limited",
    `More than ${FAILURES_PER_MINUTE} failed attempts to authenticate in a minute. Retry with a valid credential.`,
    {
      details: { limit: FAILURES_PER_MINUTE, retry_after_seconds: seconds },
      headers: { "Retry-After": String(seconds) },
    },
  );
}

type Counted = { headers: Record<string, string>; refused: DomainError | null };

function countAgainst(
  windows: RateWindows,
  name: string,
  { policy, limit }: { policy: string; limit: number },
  now: number,
): Counted {
  const { used, seconds } = count(windows, name, now);
  const headers = {
    "RateLimit-Policy": `"${policy}";q=${limit};w=${WINDOW_MS / 1000}`,
    RateLimit: `"${policy}";r=${Math.max(0, limit - used)};t=${seconds}`,
  };
  if (used <= limit) return { headers, refused: null };
  const refused = refuse("rate_limited", `More than ${limit} requests in a minute. Retry after ${seconds} seconds.`, {
    details: { limit, retry_after_seconds: seconds },
    headers: { ...headers, "Retry-After": String(seconds) },
  });
  return { headers, refused };
}

/** Counts one more in the current minute of `name`; `seconds` remain of it. */
function count(windows: RateWindows, name: string, now: number): { used: number; seconds: number } {
  let window = windows.get(name);
  if (!window || now - window.started >= WINDOW_MS) {
    window = { started: now, used: 0 };
    keepNewest(windows, name, window, REMEMBERED);
  }
  window.used += 1;
  return { used: window.used, seconds: Math.max(1, Math.ceil((window.started + WINDOW_MS - now) / 1000)) };
}
