import { sql } from "drizzle-orm";
import type { Database, Queries, Results, Statement } from "../data/database";
import { DRY_RUN } from "../data/rules";
import { databaseTimes } from "../data/time";
import type { IfMatch } from "../data/version";
import type { Clock } from "../shared/clock";
import { ConstraintViolation } from "../storage/port";
import type { UnitOfWork } from "./context";
import { endIfRecorded, type IdempotencyKey, lookUp, type Recorded, record } from "./idempotency";
import type { Rendering } from "./run";
import { seal } from "./seal";
import { selectWaitingLane } from "./wake";

type Attempt = {
  database: Database;
  clock: Clock;
  dry_run: boolean;
  if_match: IfMatch;
  rendering: Rendering;
  /** Absent for a command without a key, and for a dry run. */
  idempotency: IdempotencyKey | null;
  /** Called after a commit if lanes wait for events. */
  wake?: (() => void) | undefined;
};

const RECORDED = "recorded response";
const WAITING = "waiting lane";

/** Runs the statements in a commit that is undone: the database refuses what it would refuse of a real one. */
async function tryOut(database: Database, statements: readonly Statement[]): Promise<void> {
  try {
    await database.commit([...statements, sql`INSERT INTO dry_runs (accepted) VALUES (1)`]);
  } catch (error) {
    if (error instanceof ConstraintViolation && error.rule === DRY_RUN) return;
    throw error;
  }
  throw new Error("A dry run was committed");
}

/**
 * One attempt at a command. Its first read also asks whether the idempotency key has a recorded response, and its commit
 * records the response: so idempotency costs no round trip.
 */
export function unitOfWork({ database, clock, dry_run, if_match, rendering, idempotency, wake }: Attempt): UnitOfWork {
  const now = clock();
  let asked = false;

  async function recordOf(response: Recorded) {
    if (!idempotency) return [];
    const body = rendering.seal_with ? await seal(response.body, rendering.seal_with) : response.body;
    return record(idempotency, { ...response, body });
  }

  async function commitAll<const Q extends Queries>(statements: readonly Statement[], queries: Q): Promise<Results<Q>> {
    const repeatable = idempotency !== null;
    if (!wake) return database.commit(statements, queries, repeatable);
    const results = await database.commit(statements, { ...queries, [WAITING]: selectWaitingLane(now) }, repeatable);
    if (results[WAITING].length > 0) wake();
    return results;
  }

  return {
    now,
    ...databaseTimes(clock, now),
    dry_run,
    if_match,
    async read(queries, options) {
      if (!idempotency || asked) return database.read(queries, options);
      asked = true;
      const results = await database.read({ ...queries, [RECORDED]: lookUp(idempotency) }, options);
      endIfRecorded(idempotency, results[RECORDED]);
      return results;
    },
    async commit(statements, data) {
      if (dry_run) {
        await tryOut(database, statements);
        return data;
      }
      const body = idempotency ? rendering.data(data) : "";
      const all = [...statements, ...(await recordOf({ status: rendering.status, body, replay_id: null }))];
      if (all.length > 0) await commitAll(all, {});
      return data;
    },
    async commitBefore(statements) {
      if (dry_run) throw new Error("A dry run commits nothing");
      await commitAll(statements, {});
    },
    async commitAndRead(statements, replay_id, queries) {
      if (dry_run) throw new Error("A dry run commits nothing: preview the result instead");
      const all = [...statements, ...(await recordOf({ status: rendering.status, body: "", replay_id }))];
      return commitAll(all, queries);
    },
  };
}
