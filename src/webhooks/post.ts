import type { Message } from "./carrier";

/** What came of a request: the status and beginning of a response, or why there was none. */
export type PostResult = {
  response_status: number | null;
  response_body: string | null;
  retry_after: string | null;
  /** Why it doesn't count as delivered; null if it does. */
  error: string | null;
};

/** So much of a response is kept. */
const KEPT_BYTES = 1024;

/** How long the receiver has for that part of its response, once the status is known. */
const BODY_MS = 1000;

const USER_AGENT = "Stockbook-Webhooks/1";

/**
 * Sends a message as a POST request. A response with 2xx within `patience_ms` counts as delivered; redirects are not followed. It never
 * throws for what a receiver does. Errors are described in words of our own, since those of the platform may contain the URL.
 */
export async function post({ url, headers, body }: Message, patience_ms: number): Promise<PostResult> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patience_ms);
  try {
    const all = { "content-type": "application/json", ...headers, "user-agent": USER_AGENT };
    const init = { method: "POST", headers: all, body, redirect: "manual", signal: patience.signal } as const;
    const response = await fetch(url, init);
    clearTimeout(timer);
    const response_body = await beginningOf(response, patience);
    const { status } = response;
    const retry_after = response.headers.get("Retry-After");
    return { response_status: status, response_body, retry_after, error: faultOf(status) };
  } catch {
    const error = patience.signal.aborted
      ? `No response within ${patience_ms / 1000} seconds`
      : "The connection failed or was closed before a response";
    return { response_status: null, response_body: null, retry_after: null, error };
  } finally {
    clearTimeout(timer);
  }
}

function faultOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `The response had the status ${status}; redirects are not followed`;
  return `The response had the status ${status}`;
}

/** The first bytes of a response as text, or as many of them as come in time. The rest is not read. */
async function beginningOf({ body }: Response, request: AbortController): Promise<string> {
  if (!body) return "";
  const reader = body.getReader();
  const bytes = new Uint8Array(KEPT_BYTES);
  let length = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), BODY_MS);
  });
  try {
    while (length < KEPT_BYTES) {
      const chunk = await Promise.race([reader.read(), isLate]);
      if (chunk === null || chunk.done) break;
      const kept = chunk.value.subarray(0, KEPT_BYTES - length);
      bytes.set(kept, length);
      length += kept.length;
    }
  } catch {
    // The status decides: it doesn't matter why the rest doesn't come.
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
    request.abort();
  }
  return new TextDecoder().decode(bytes.subarray(0, length), { stream: true });
}
