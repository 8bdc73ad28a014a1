import type { IfMatch } from "../data/version";
import { refuse } from "../shared/errors";

/** Reads `Idempotency-Key`: 1 to 255 characters, bare or as a quoted string; null without the header. */
export function readIdempotencyKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header.trim())?.[1];
  const key = quoted === undefined ? header.trim() : quoted.replaceAll(/\\(["\\])/g, "$1");
  if (key.length < 1 || key.length > 255 || !/^[\x20-\x7e]+$/.test(key)) {
    throw refuse("validation_failed", "Idempotency-Key must have 1 to 255 printable ASCII characters.", {
      field: "Idempotency-Key",
    });
  }
  return key;
}

/** What makes two requests the same: method, path with query, body, and `caller` for a response that only they may see. */
export async function fingerprintOf(method: string, url: string, body: Uint8Array, caller: string): Promise<string> {
  const { pathname, search } = new URL(url);
  const head = new TextEncoder().encode(`${method} ${pathname}${search} ${caller}\n`);
  const all = new Uint8Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", all));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads `If-Match: "3", "4"`; null for `*` or none. Cloudflare weakens tags of what it compresses; a version means the same. */
export function readIfMatch(header: string | undefined): IfMatch {
  if (header === undefined || header.trim() === "*") return null;
  return header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
}
