import { and, eq, gt, sql } from "drizzle-orm";
import { idempotency_keys } from "../../drizzle/idempotency";
import { build, type Query, type Statement } from "../data/database";
import { timestamp } from "../shared/clock";
import { refuse } from "../shared/errors";

const KEPT_MS = 24 * 60 * 60 * 1000;

/** A request's `Idempotency-Key`, and what it may be repeated with. */
export type IdempotencyKey = { owner: string; key: string; fingerprint: string; now: Date };

/** The first answer to a key, as it was recorded. */
export type Recorded = { status: number; body: string; replay_id: string | null };

/** Thrown when the request's key has been answered before: the request is over, this is its answer. */
export class AlreadyAnswered extends Error {
  readonly recorded: Recorded;

  constructor(recorded: Recorded) {
    super("This idempotency key has been answered");
    this.recorded = recorded;
  }
}

/** Reads `Idempotency-Key`: 1 to 255 characters, bare or as a quoted string; null where there is none. */
export function readIdempotencyKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header.trim());
  const key = quoted ? (quoted[1] as string).replaceAll(/\\(["\\])/g, "$1") : header.trim();
  if (key.length < 1 || key.length > 255 || !/^[\x20-\x7e]+$/.test(key)) {
    throw refuse("validation_failed", "Give an Idempotency-Key of 1 to 255 printable ASCII characters.", {
      field: "Idempotency-Key",
    });
  }
  return key;
}

/** What makes two requests the same: method, path with query, body, and `caller` where it matters who asks. */
export async function fingerprintOf(method: string, url: string, body: Uint8Array, caller: string): Promise<string> {
  const { pathname, search } = new URL(url);
  const head = new TextEncoder().encode(`${method} ${pathname}${search} ${caller}\n`);
  const all = new Uint8Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", all));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

type Row = Recorded & { fingerprint: string };

/** Finds what was answered to the key within the last 24 hours. */
export function lookUp({ owner, key, now }: IdempotencyKey): Query<Row[]> {
  return build
    .select({
      fingerprint: idempotency_keys.fingerprint,
      status: idempotency_keys.status,
      body: idempotency_keys.body,
      replay_id: idempotency_keys.replay_id,
    })
    .from(idempotency_keys)
    .where(
      and(
        eq(idempotency_keys.owner, owner),
        eq(idempotency_keys.key, key),
        gt(idempotency_keys.created_at, oldest(now)),
      ),
    );
}

/** Ends the request with its first answer where there is one, and refuses a key that was another request's. */
export function answerIfRecorded({ fingerprint }: IdempotencyKey, [row]: Row[]): void {
  if (!row) return;
  if (row.fingerprint === fingerprint) throw new AlreadyAnswered(row);
  throw refuse(
    "idempotency_key_reused",
    "This Idempotency-Key belongs to another request. Make a new key for this one.",
  );
}

/**
 * Records the answer. Of two requests with one key at once the second breaks the table's unique key, and with it its
 * whole commit. The two oldest records of all are cleared away where their day is over: so the table stays small by itself.
 */
export function record({ owner, key, fingerprint, now }: IdempotencyKey, answer: Recorded): Statement[] {
  return [
    sql`DELETE FROM idempotency_keys WHERE created_at <= ${oldest(now)} AND (owner = ${owner} AND key = ${key}
      OR sequence IN (SELECT sequence FROM idempotency_keys ORDER BY sequence LIMIT 2))`,
    build.insert(idempotency_keys).values({ owner, key, fingerprint, ...answer, created_at: timestamp(now) }),
  ];
}

function oldest(now: Date): string {
  return timestamp(new Date(now.getTime() - KEPT_MS));
}
