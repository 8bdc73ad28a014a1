import { and, eq, gt, sql } from "drizzle-orm";
import { idempotency_keys } from "../../drizzle/idempotency";
import { build, type Database, type Query, type Statement } from "../data/database";
import { limitTo } from "../data/limit";
import type { Portion } from "../data/portion";
import { dueOf, portionBefore } from "../data/retention";
import { timestamp } from "../shared/clock";
import { refuse } from "../shared/errors";
import { ConstraintViolation } from "../storage/port";
import { compress, portionsOf } from "./compression";
import type { UnitOfWork } from "./context";

const KEPT_MS = 24 * 60 * 60 * 1000;

/** A caller's idempotency key; `fingerprint` is what makes two of its requests the same. */
export type IdempotencyKey = { owner: string; key: string; fingerprint: string; now: Date };

/** The first response to a key, as it is recorded; its body is empty if `replay_id` names the resource it shows. */
export type Recorded = { status: number; body: string; replay_id: string | null };

/** Thrown when the key has a recorded response: the command is over. */
export class AlreadyRecorded extends Error {
  readonly recorded: Recorded;

  constructor(recorded: Recorded) {
    super("This idempotency key has a recorded response");
    this.recorded = recorded;
  }
}

type Row = Recorded & { fingerprint: string };

/** Finds the response that the key was given within the last 24 hours, in its portions. */
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
    )
    .orderBy(idempotency_keys.portion);
}

/** Ends the command with its first response if there is one, and refuses a key that belongs to another request. */
export function endIfRecorded({ fingerprint }: IdempotencyKey, portions: readonly Row[]): void {
  const [row] = portions;
  if (!row) return;
  if (row.fingerprint === fingerprint) {
    throw new AlreadyRecorded({ ...row, body: portions.map(({ body }) => body).join("") });
  }
  throw refuse(
    "idempotency_key_reused",
    "This Idempotency-Key belongs to another request. Make a new key for this one.",
  );
}

/** As `endIfRecorded`, by a read of its own. */
export async function readAndEndIfRecorded(database: Database, key: IdempotencyKey): Promise<void> {
  const { recorded } = await database.read({ recorded: lookUp(key) });
  endIfRecorded(key, recorded);
}

/** True if the commit failed because another request had just recorded the same key. */
export function isKeyTaken(error: unknown): boolean {
  return error instanceof ConstraintViolation && error.rule.startsWith("idempotency_keys.");
}

/**
 * Records the response, however long it is. Of two requests with one key at once the second breaks the table's unique
 * key, and with it its whole commit. One more of the oldest rows than are written is deleted if they are older than a
 * day: so the table stays small by itself.
 */
export async function record(
  { owner, key, fingerprint, now }: IdempotencyKey,
  { status, body, replay_id }: Recorded,
): Promise<Statement[]> {
  const portions = portionsOf(await compress(body));
  const row = { owner, key, fingerprint, status, replay_id, created_at: timestamp(now) };
  return [
    sql`DELETE FROM idempotency_keys WHERE created_at <= ${oldest(now)} AND (owner = ${owner} AND key = ${key}
      OR sequence IN (SELECT sequence FROM idempotency_keys ORDER BY sequence ${limitTo(portions.length + 1)}))`,
    ...portions.map((portion, at) => build.insert(idempotency_keys).values({ ...row, portion: at, body: portion })),
  ];
}

/**
 * The portion that deletes records older than a day, the first ones first: those of a busy day would otherwise stay until as many
 * requests have come as there were.
 */
export function oldRecords(ctx: Pick<UnitOfWork, "now" | "read">): Promise<Portion> {
  return portionBefore(ctx, idempotency_keys, oldest(ctx.now), "idempotency_keys_deleted");
}

/** When `oldRecords` will find something to delete, as things stand; null while there is nothing. */
export function oldRecordsDue(ctx: Pick<UnitOfWork, "read">): Promise<Date | null> {
  return dueOf(ctx, idempotency_keys, KEPT_MS);
}

/** Records a refusal in a commit of its own, unless the key has a response by then, which ends the command. */
export async function recordRefusal(database: Database, key: IdempotencyKey, refusal: Recorded): Promise<void> {
  for (;;) {
    await readAndEndIfRecorded(database, key);
    try {
      await database.commit(await record(key, refusal));
      return;
    } catch (error) {
      if (!isKeyTaken(error)) throw error;
    }
  }
}

function oldest(now: Date): string {
  return timestamp(new Date(now.getTime() - KEPT_MS));
}
