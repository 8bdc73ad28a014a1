import type { IfMatch } from "../data/version";
import { sha256 } from "../shared/digest";
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
  return sha256(all);
}

/**
 * Reads the versions of `If-Match: "3-0a1b…", "4"`; null for `*` or none. A tag is a version and a digest of the body, and a
 * version alone is one too: a change is based on the version, whatever else the body shows.
 */
export function readIfMatch(header: string | undefined): IfMatch {
  if (header === undefined || header.trim() === "*") return null;
  return tagsIn(header).map((tag) => tag.replace(/^"(\d+)-[0-9a-f]+"$/, '"$1"'));
}

/** True if `If-None-Match` names the content with this tag: the client has it. */
export function isKnown(header: string | undefined, tag: string): boolean {
  return header !== undefined && (header.trim() === "*" || tagsIn(header).includes(tag));
}

/** The tags of a list. Cloudflare weakens those of what it compresses; they name the same content. */
function tagsIn(header: string): string[] {
  return header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
}
