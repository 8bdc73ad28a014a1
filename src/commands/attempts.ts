import { isNameTaken, mayRetry } from "../data/rules";
import { ConstraintViolation } from "../storage/port";
import { wait } from "../storage/retry";

const ATTEMPTS = 12;
/** A taken number or code stays taken, unless it was made at random: one more attempt decides. */
const ATTEMPTS_AT_A_NAME = 2;

/**
 * Runs `decide` until its commit is accepted. A commit that lost a race is decided again on what is true now; a refusal
 * that would be the same again (a bound, a check on content) is final at once. Each attempt waits longer and less
 * predictably, so that those who collided do not collide again.
 */
export async function whileRacesAreLost<T>(decide: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await decide();
    } catch (error) {
      if (!(error instanceof ConstraintViolation) || attempt >= attemptsFor(error.rule)) throw error;
      await wait(Math.random() * 4 * 2 ** Math.min(attempt, 6));
    }
  }
}

function attemptsFor(rule: string): number {
  if (isNameTaken(rule)) return ATTEMPTS_AT_A_NAME;
  return mayRetry(rule) ? ATTEMPTS : 1;
}
