type ErrorEntry = {
  status: number;
  /** When it is returned, and what to do about it. */
  meaning: string;
  /** A problem as a client sees it, without its code. */
  example: { message: string; field?: string; details?: Record<string, unknown> };
};

/** Every error code: its HTTP status, what it means, and an example. The OpenAPI document shows this table. */
export const ERRORS = {
  malformed_request: {
    status: 400,
    meaning: "The body is not JSON in UTF-8. Correct the request.",
    example: { message: "The body is not JSON in UTF-8. Check its syntax and encoding." },
  },
  unauthorized: {
    status: 401,
    meaning: "There is no credential, or it is unknown, revoked or expired. Send a valid one.",
    example: { message: "Send a valid API key as `Authorization: Bearer sb_live_…`." },
  },
  forbidden: {
    status: 403,
    meaning: "The API key lacks the scope in `details.required_scope`. Use a key that has it.",
    example: {
      message: "This request needs an API key with the scope write. Ask an admin of your organization for one.",
      details: { required_scope: "write" },
    },
  },
  module_disabled: {
    status: 403,
    meaning: "The organization lacks the module in `details.module`. The operator can enable it.",
    example: {
      message: "Your organization does not have the module manufacturing. Ask the operator to enable it.",
      details: { module: "manufacturing" },
    },
  },
  organization_suspended: {
    status: 403,
    meaning: "The organization is suspended. The operator can activate it.",
    example: { message: "This organization is suspended. Ask the operator to activate it." },
  },
  not_found: {
    status: 404,
    meaning: "The path or the resource does not exist, or the resource belongs to another organization.",
    example: { message: "No order has this id. Check it against the list." },
  },
  method_not_allowed: {
    status: 405,
    meaning: "The path has other methods: those in the header `Allow`.",
    example: { message: "Use GET or POST on this path." },
  },
  already_exists: {
    status: 409,
    meaning: "A value that must be unique is taken, such as a SKU, a code or a number. Choose another one.",
    example: { message: "This sku is taken. Choose another, or change the resource that has it.", field: "sku" },
  },
  idempotency_in_flight: {
    status: 409,
    meaning: "The first request with this `Idempotency-Key` is still running. Repeat it in a moment.",
    example: { message: "The first request with this Idempotency-Key is still running. Repeat it in a moment." },
  },
  conflict: {
    status: 409,
    meaning: "What the request was based on has changed, or others were faster. Read again, and decide again.",
    example: {
      message: "MUG-BLUE has 7 on hand, not 5. Read the level again and retry.",
      field: "expected_on_hand",
      details: { expected_on_hand: 5, on_hand: 7 },
    },
  },
  ambiguous_barcode: {
    status: 409,
    meaning: "Several variants have a barcode that begins like this. Choose one of `details.candidates`.",
    example: {
      message: "Several variants have a barcode that begins with 4006. Scan more of it, or choose a candidate.",
      details: { candidates: [{ variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz", sku: "MUG-BLUE" }] },
    },
  },
  stale_version: {
    status: 412,
    meaning:
      "The resource has another version than `If-Match` says. Read it again, and repeat the change on what is there now.",
    example: { message: "It was changed since you read it. Read it again and retry.", details: { version: 4 } },
  },
  payload_too_large: {
    status: 413,
    meaning: "The body is over 1 MiB. Send it in several requests.",
    example: { message: "The body is over 1 MiB. Send it in several requests." },
  },
  unsupported_media_type: {
    status: 415,
    meaning: "The body has another media type than the operation takes.",
    example: { message: "Send JSON with `Content-Type: application/json`." },
  },
  validation_failed: {
    status: 422,
    meaning: "The input at `field` is not what the operation takes. At most 100 problems are reported.",
    example: { message: "quantity must be more than 0.", field: "items.0.quantity" },
  },
  insufficient_stock: {
    status: 422,
    meaning: "There is less stock than requested; `details` has both. Reduce the quantity, or receive more first.",
    example: {
      message: "MUG-BLUE: 5 requested, 2 available at this location. Reduce the quantity, or receive more stock first.",
      field: "items.0.quantity",
      details: {
        sku: "MUG-BLUE",
        variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
        location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
        requested: 5,
        available: 2,
      },
    },
  },
  invalid_status: {
    status: 422,
    meaning:
      "The action is not valid in the document's status. `details.allowed_from` lists the statuses in which it is.",
    example: {
      message: "This order is cancelled; reserve is allowed only from pending, partially_reserved. Read it again.",
      details: { status: "cancelled", allowed_from: ["pending", "partially_reserved"] },
    },
  },
  idempotency_key_reused: {
    status: 422,
    meaning: "The `Idempotency-Key` belongs to another request. Generate a new key for each request.",
    example: { message: "This Idempotency-Key belongs to another request. Make a new key for this one." },
  },
  not_understood: {
    status: 422,
    meaning:
      "The question can't be answered. `details.examples` has questions that can, `details.candidates` what a name may mean.",
    example: {
      message: "Ask about stock, orders or forecasts.",
      details: { examples: ["How many mugs are in the warehouse?"] },
    },
  },
  in_use: {
    status: 422,
    meaning: "Stock or open documents prevent the change. Move the stock, or close the documents first.",
    example: { message: "MUG-BLUE has stock. Move it away first." },
  },
  rate_limited: {
    status: 429,
    meaning:
      "More requests than the rate limit allows, more of the model's tokens than the organization has in a day, or too many failed attempts to authenticate. Wait for `Retry-After`.",
    example: {
      message: "More than 600 requests in a minute. Retry after 12 seconds.",
      details: { limit: 600, retry_after_seconds: 12 },
    },
  },
  internal_error: {
    status: 500,
    meaning:
      "Stockbook failed. With an `Idempotency-Key` it is safe to repeat the request, after a pause that grows each time.",
    example: { message: "Something went wrong on our side. Repeat the request; with an Idempotency-Key it is safe." },
  },
  capacity_exhausted: {
    status: 503,
    meaning: "No database is left for a new organization. The operator can add some.",
    example: {
      message:
        "Every database of the pool is in use. Add some with `npm run tenants:add -- N`, deploy, and repeat the request.",
    },
  },
  unavailable: {
    status: 503,
    meaning:
      "A database or the model can't be reached, or is overloaded. Repeat the request after `Retry-After`, with the same `Idempotency-Key`.",
    example: { message: "The database can't be reached. Repeat the request with the same Idempotency-Key." },
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

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
    return ERRORS[this.code].status;
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
