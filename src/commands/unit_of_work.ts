import type { Database, Query } from "../data/database";
import { resourceBody } from "../http/envelope";
import { ConstraintViolation, DatabaseUnavailable } from "../storage/port";
import type { UnitOfWork } from "./context";
import { answerIfRecorded, type IdempotencyKey, lookUp, type Recorded, record } from "./idempotency";
import { seal } from "./seal";

type Terms = {
  now: Date;
  dry_run: boolean;
  if_match: UnitOfWork["if_match"];
  status: number;
  idempotency: IdempotencyKey | undefined;
  /** Set where the answer shows a secret: what the idempotency record is sealed with. */
  sealed_with: string | undefined;
};

/**
 * One attempt at a request. Its first read also asks whether the request's idempotency key has been answered, and its
 * commit records the answer: so idempotency costs no round trip.
 */
export function unitOfWork(database: Database, terms: Terms): UnitOfWork {
  const { idempotency } = terms;
  let asked = false;

  async function recorded(answer: Recorded) {
    if (!idempotency) return [];
    const body = terms.sealed_with ? await seal(answer.body, terms.sealed_with) : answer.body;
    return record(idempotency, { ...answer, body });
  }

  const commit: Database["commit"] = async (statements, queries) => {
    try {
      return await database.commit(statements, queries);
    } catch (error) {
      // Under an idempotency key a commit that did arrive refuses its repetition, so repeating is safe.
      if (idempotency && error instanceof DatabaseUnavailable && error.worth_a_retry) {
        return database.commit(statements, queries);
      }
      throw error;
    }
  };

  return {
    now: terms.now,
    dry_run: terms.dry_run,
    if_match: terms.if_match,
    async read(queries) {
      if (!idempotency || asked) return database.read(queries);
      asked = true;
      const results = (await database.read([...(queries as readonly Query[]), lookUp(idempotency)])) as unknown[];
      answerIfRecorded(idempotency, results.pop() as never);
      return results as never;
    },
    async commit(statements, data) {
      if (terms.dry_run) return data;
      const body = terms.status === 204 ? "" : resourceBody(data);
      const all = [...statements, ...(await recorded({ status: terms.status, body, replay_id: null }))];
      if (all.length > 0) await commit(all);
      return data;
    },
    async commitAndRead(statements, replay_id, queries) {
      return commit([...statements, ...(await recorded({ status: terms.status, body: "", replay_id }))], queries);
    },
  };
}

/** Whether the commit failed because the same idempotency key had just been recorded by another request. */
export function lostToItself(error: unknown): boolean {
  return error instanceof ConstraintViolation && error.rule.startsWith("idempotency_keys.");
}
