import type { TenantContext } from "../commands/context";
import { timestamp } from "../shared/clock";
import type { Attempt, Lane, Message } from "./carrier";
import { refusalOf } from "./destinations";
import { type PostResult, post } from "./post";
import { nextAttempt, pauseOf } from "./schedule";

const GONE = 410;

/** A message that was sent, or couldn't be, and what came of it. */
export type Trial = PostResult & { started_at: Date; ended_at: Date };

type Surroundings = Pick<TenantContext, "deployment"> & { clock: () => Date };

/** Sends a message, unless nothing may be sent to its destination. */
export async function send({ deployment, clock }: Surroundings, message: Message): Promise<Trial> {
  const started_at = clock();
  const refusal = await refusalOf(message.url, deployment);
  // An error is the beginning of a sentence, also in why a target is disabled.
  const result = refusal === null ? await post(message, deployment.patience_ms) : notSent(refusal.replace(/\.$/, ""));
  return { ...result, started_at, ended_at: clock() };
}

/** The result for what couldn't be sent. */
export function notSent(error: string): PostResult {
  return { response_status: null, response_body: null, retry_after: null, error };
}

/** What a trial means for the lane, which has failed `lane.attempts` times with the same message before. */
export function attemptOf(lane: Lane, { started_at, ended_at, retry_after, ...result }: Trial): Attempt {
  const number = lane.attempts + 1;
  const { response_status, response_body, error } = result;
  const is_gone = response_status === GONE;
  const seen = {
    ...{ number, is_gone, response_status, response_body, error },
    started_at: timestamp(started_at),
    duration_ms: ended_at.getTime() - started_at.getTime(),
  };
  if (error === null) return { ...seen, outcome: "delivered", next_attempt_at: null, disables_target: false };
  const is_once = lane.kind === "request";
  const failure = { number, now: ended_at, retry_after_ms: pauseOf(retry_after, ended_at) };
  const next = is_gone || is_once ? null : nextAttempt(failure);
  const disables_target = is_gone || (next === null && !is_once);
  return { ...seen, outcome: "failed", next_attempt_at: next && timestamp(next), disables_target };
}
