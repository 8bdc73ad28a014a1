/** Every error code and its HTTP status. */
export const ERROR_STATUS = {
  malformed_request: 400,
  unauthorized: 401,
  forbidden: 403,
  module_disabled: 403,
  organization_suspended: 403,
  not_found: 404,
  method_not_allowed: 405,
  already_exists: 409,
  idempotency_in_flight: 409,
  conflict: 409,
  ambiguous_barcode: 409,
  stale_version: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  insufficient_stock: 422,
  invalid_status: 422,
  idempotency_key_reused: 422,
  not_understood: 422,
  in_use: 422,
  rate_limited: 429,
  internal_error: 500,
  capacity_exhausted: 503,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export type Problem = {
  code: ErrorCode;
  message: string;
  field?: string;
  details?: Record<string, unknown>;
};

const MOST_PROBLEMS = 100;

/**
 * A request refused for a reason its sender can act on. Several problems of one request are reported together: the first 100,
 * and then how many more there are.
 */
export class DomainError extends Error {
  readonly problems: readonly Problem[];
  readonly headers: Record<string, string>;

  constructor(problems: readonly Problem[], headers: Record<string, string> = {}) {
    super(problems[0]?.message);
    this.problems = atMost(MOST_PROBLEMS, problems);
    this.headers = headers;
  }

  get code(): ErrorCode {
    return this.problems[0]?.code ?? "internal_error";
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** The first problems, followed by one that says how many more there are. */
function atMost(most: number, problems: readonly Problem[]): readonly Problem[] {
  const [first] = problems;
  const more = problems.length - most;
  if (!first || more <= 0) return problems;
  const message = `And ${more.toLocaleString("en")} more of such problems. Correct those above first.`;
  return [...problems.slice(0, most), { code: first.code, message, details: { more } }];
}

/** The error of a single problem; the message must say what to do about it. */
export function refuse(
  code: ErrorCode,
  message: string,
  more: { field?: string; details?: Record<string, unknown>; headers?: Record<string, string> } = {},
): DomainError {
  const { headers, ...rest } = more;
  return new DomainError([{ code, message, ...rest }], headers);
}

/** The error for an id that does not exist, or exists in another organization: the words are the same. */
export function notFound(what: string): DomainError {
  return refuse("not_found", `No ${what} has this id. Check it against the list.`);
}

/** Throws all problems at once, if there are any. */
export function refuseAll(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new DomainError(problems);
}

type Shortage = { sku: string; variant_id: string; location_id: string; requested: number; available: number };

/** The problem of a line that requests more than is available; quantities in the client's numbers. */
export function insufficient(details: Shortage): Problem {
  return {
    code: "insufficient_stock",
    message: `${details.sku}: ${details.requested} requested, ${details.available} available at this location. Reduce the quantity, or receive more stock first.`,
    details,
  };
}
