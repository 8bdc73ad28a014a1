import { ConstraintViolation, DatabaseUnavailable } from "./port";

const PATTERNS: readonly RegExp[] = [
  /CHECK constraint failed: ([a-z_]+)/,
  /UNIQUE constraint failed: ([a-z_]+\.[a-z_]+)/,
  /(?:D1_ERROR|SQLite error|SQLITE_[A-Z_]+): (?:SQLite error: )?([a-z_]+)(?::|$)/,
  /^([a-z_]+): SQLITE_CONSTRAINT/,
  // What an object has classified already.
  /The database refused: ([a-z_.]+)/,
];

const WORTH_A_RETRY =
  /HTTP status 404|Network connection lost|reset because its code was updated|ECONNRESET|socket hang up/;

const UNREACHABLE =
  /Network connection lost|reset because its code was updated|overloaded|fetch failed|ECONNRE|storage operation exceeded|timed? ?out|SERVER_ERROR|HTTP status (?:404|5\d\d)|HRANA_WEBSOCKET|SQLITE_BUSY|The database can't be reached|internal error/i;

/** Classifies a driver's error: a named rule of the database, an unreachable database, or a fault of our own. */
export function classifyDriverError(error: unknown): unknown {
  const text = messages(error);
  for (const pattern of PATTERNS) {
    const rule = pattern.exec(text)?.[1];
    if (rule !== undefined) return new ConstraintViolation(rule);
  }
  const { retryable = false, overloaded = false } = (error ?? {}) as ObjectFailure;
  if (retryable || overloaded || UNREACHABLE.test(text)) {
    return new DatabaseUnavailable(error, !overloaded && (retryable || WORTH_A_RETRY.test(text)));
  }
  return error;
}

/**
 * What the failure of a call to a Durable Object says of itself
 * (https://developers.cloudflare.com/durable-objects/best-practices/error-handling/).
 */
type ObjectFailure = { retryable?: boolean; overloaded?: boolean };

function messages(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n${messages(error.cause)}`;
}
