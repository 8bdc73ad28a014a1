import { causeOf, refusalFor } from "../data/rules";
import { DomainError, refuse } from "../shared/errors";
import { ConstraintViolation, DatabaseUnavailable } from "../storage/port";

/** What to tell a caller of any error. What it can't act on is an `internal_error`, without a word of the inside. */
export function toRefusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof ConstraintViolation) {
    const refusal = refusalFor(error.rule);
    if (refusal) return refusal;
  }
  if (error instanceof DatabaseUnavailable) {
    return refuse("unavailable", "The database can't be reached. Repeat the request with the same Idempotency-Key.", {
      headers: { "Retry-After": "2" },
    });
  }
  return refuse(
    "internal_error",
    "Something went wrong on our side. Repeat the request; with an Idempotency-Key it is safe.",
  );
}

/** Statuses of refusals that depend on the command's content: repeated under its idempotency key, they stay what they were. */
const LASTING = [400, 404, 409, 412, 415, 422];

/**
 * True for a refusal that is to be recorded. A lost race is transient, as is what says when to try again, and a key that belongs
 * to another request has its record already.
 */
export function isLasting(error: unknown): boolean {
  if (error instanceof ConstraintViolation && causeOf(error.rule) === "race") return false;
  const { status, code, headers } = toRefusal(error);
  if ("Retry-After" in headers) return false;
  return code !== "idempotency_key_reused" && LASTING.includes(status);
}
