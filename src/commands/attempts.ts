import { causeOf } from "../data/rules";
import { ConstraintViolation } from "../storage/port";
import { wait } from "../storage/retry";
import { inTurn } from "../storage/turns";

/** How often a command is decided, by the cause of the rule that its commit broke. */
const ATTEMPTS = { race: 40, once: 2, final: 1 } as const;

/**
 * Runs `decide` until its commit is accepted. A commit that lost a race is decided again on what is true now; a refusal
 * that would be the same again (a bound, a check on content) is final at once. Those of one `queue` (an organization) that
 * have lost a race are decided one after the other in this isolate: the next one reads what the last one has committed,
 * so that two hundred on one row are two hundred commits, and not two hundred who keep colliding.
 */
export async function whileRacesAreLost<T>(queue: string, decide: () => Promise<T>): Promise<T> {
  try {
    return await decide();
  } catch (error) {
    if (attemptsFor(error) === 1) throw error;
  }
  return inTurn(queue, PATIENCE_MS, async () => {
    for (let attempt = 2; ; attempt++) {
      try {
        return await decide();
      } catch (error) {
        if (attempt >= attemptsFor(error)) throw error;
        // Losing again means that another isolate, or a newcomer, was faster: to collide less, wait a random time.
        await wait(Math.random() * 4 * 2 ** Math.min(attempt, 6));
      }
    }
  });
}

function attemptsFor(error: unknown): number {
  return error instanceof ConstraintViolation ? ATTEMPTS[causeOf(error.rule)] : 1;
}

/** How long to wait for one's turn: a request that was broken off in its turn can't end it. */
const PATIENCE_MS = 15_000;
