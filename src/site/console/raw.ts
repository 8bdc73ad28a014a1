import { StockbookError } from "../../client";
import { currentKey } from "../shared/credentials";

type Raw = { method?: string; body?: unknown; idempotency_key?: string; signal?: AbortSignal };

/** Sends a request that the API itself suggested by its path. Only paths of this API are sent. */
export async function sendRaw(path: string, { method = "GET", body, idempotency_key, signal }: Raw = {}) {
  const url = new URL(path, location.origin);
  if (url.origin !== location.origin || !url.pathname.startsWith("/api/v1/"))
    throw new Error("Not a path of this API.");
  const response = await fetch(url, {
    method,
    headers: {
      Authorization: `Bearer ${currentKey() ?? ""}`,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(idempotency_key ? { "Idempotency-Key": idempotency_key } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const content = await response.json().catch(() => ({}));
  if (response.ok) return content as { data: unknown; meta?: { total?: number } };
  throw new StockbookError(response.status, content.errors ?? [], content.request_id ?? null);
}

/** True if a request did not reach the API, or the API could not take it just now: the same request may be sent again. */
export function canBeSentAgain(error: unknown): boolean {
  return !(error instanceof StockbookError) || error.status === 429 || error.status >= 500;
}
