/** One of the problems of a refused request: `code` as in the table of errors, `field` as the path to the input. */
export type Problem = { code: string; message: string; field?: string; details?: Record<string, unknown> };

/** A line that requests more stock than there is; quantities in the variant's unit. */
export type Shortage = {
  field?: string;
  sku: string;
  variant_id: string;
  location_id: string;
  requested: number;
  available: number;
};

/** A response that is a refusal. Its class says of which kind; `code`, `field` and `message` are of the first problem. */
export class StockbookError extends Error {
  override name = "StockbookError";
  readonly status: number;
  readonly code: string;
  readonly errors: Problem[];
  /** What support needs to find the request; null if the response is not from Stockbook, but from a proxy. */
  readonly request_id: string | null;

  constructor(status: number, errors: Problem[], request_id: string | null) {
    super(errors.map(({ message }) => message).join("\n"));
    this.status = status;
    this.code = errors[0]?.code ?? "internal_error";
    this.errors = errors;
    this.request_id = request_id;
  }

  get field(): string | undefined {
    return this.errors[0]?.field;
  }
}

/** 400, 405, 413, 415, 422: the request must be corrected, field by field, before it is sent again. */
export class ValidationError extends StockbookError {
  override name = "ValidationError";
}

/** 422 `insufficient_stock`. */
export class InsufficientStockError extends StockbookError {
  override name = "InsufficientStockError";

  /** What each line lacks. */
  get shortages(): Shortage[] {
    return this.errors
      .filter(({ code, details }) => code === "insufficient_stock" && details?.requested !== undefined)
      .map(({ field, details }) => ({ ...(details as Omit<Shortage, "field">), ...(field ? { field } : {}) }));
  }
}

/** 422 `invalid_status`: the document has a status in which the action is not valid. */
export class InvalidStatusError extends StockbookError {
  override name = "InvalidStatusError";

  get allowed_from(): string[] {
    const allowed = this.errors[0]?.details?.allowed_from;
    return Array.isArray(allowed) ? allowed.map(String) : [];
  }
}

/** 401: there is no credential, or it is unknown, revoked or expired. */
export class UnauthorizedError extends StockbookError {
  override name = "UnauthorizedError";
}

/** 403: the key lacks a scope, the organization a module, or the organization is suspended. */
export class ForbiddenError extends StockbookError {
  override name = "ForbiddenError";
}

/** 404. */
export class NotFoundError extends StockbookError {
  override name = "NotFoundError";
}

/** 409: a unique value is taken, or what the request was based on has changed. */
export class ConflictError extends StockbookError {
  override name = "ConflictError";
}

/** 412: the resource has another version than `if_match` says. */
export class StaleVersionError extends ConflictError {
  override name = "StaleVersionError";
}

/** 429, after all retries. */
export class RateLimitedError extends StockbookError {
  override name = "RateLimitedError";
}

/** 502, 503, 504, after all retries. */
export class UnavailableError extends StockbookError {
  override name = "UnavailableError";
}

/** 500 and whatever else a server can fail with, after all retries. */
export class InternalError extends StockbookError {
  override name = "InternalError";
}

/** No response arrived, or it broke off, or it is not one of Stockbook's. `cause` has the reason. */
export class ConnectionError extends Error {
  override name = "ConnectionError";
}

/** No response arrived within `timeout_ms`. */
export class TimeoutError extends ConnectionError {
  override name = "TimeoutError";
}

const CLASSES: Record<number | string, typeof StockbookError> = {
  insufficient_stock: InsufficientStockError,
  invalid_status: InvalidStatusError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  412: StaleVersionError,
  429: RateLimitedError,
  502: UnavailableError,
  503: UnavailableError,
  504: UnavailableError,
};

/** What proxies send in the name of a server has no code of its own. */
const CODES: Record<number, string> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  413: "payload_too_large",
  429: "rate_limited",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

/** The error of a refusal: of Stockbook's JSON, or of whatever else was sent with that status. */
export function errorOf(response: Response, body: unknown): StockbookError {
  const { status } = response;
  const sent = Object(body) as { errors?: unknown; request_id?: unknown };
  const errors = Array.isArray(sent.errors) && sent.errors.length > 0 ? (sent.errors as Problem[]) : [foreign(status)];
  const request_id = typeof sent.request_id === "string" ? sent.request_id : response.headers.get("X-Request-Id");
  const Class = CLASSES[errors[0]?.code ?? ""] ?? CLASSES[status] ?? (status < 500 ? ValidationError : InternalError);
  return new Class(status, errors, request_id);
}

function foreign(status: number): Problem {
  const code = CODES[status] ?? (status < 500 ? "validation_failed" : "internal_error");
  return {
    code,
    message: `The response has status ${status} and is not from Stockbook, but from a server in between.`,
  };
}
