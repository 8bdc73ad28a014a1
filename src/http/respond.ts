import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { refusalFor } from "../data/rules";
import { DomainError, refuse } from "../shared/errors";
import { ConstraintViolation, DatabaseUnavailable, type Meter } from "../storage/port";
import type { AppEnv, Exchange } from "./exchange";

/** Sends `body` with all that every answer carries: request id, rate limit, and what it cost. */
export function respond(
  c: Context<AppEnv>,
  status: number,
  body: string | ReadableStream,
  headers: Record<string, string | null> = {},
): Response {
  const exchange = c.get("exchange");
  const all = new Headers({ ...exchange.headers, "Server-Timing": serverTiming(exchange) });
  if (body !== "") all.set("Content-Type", "application/json; charset=utf-8");
  for (const [name, value] of Object.entries(headers)) if (value !== null) all.set(name, value);
  return new Response(status === 204 ? null : body, { status, headers: all });
}

/** Answers a refusal. */
export function answerError(c: Context<AppEnv>, error: DomainError): Response {
  return respond(c, error.status, errorBody(error, c.get("exchange").request_id), error.headers);
}

/** The body of a refusal. */
export function errorBody(error: DomainError, request_id: string): string {
  return JSON.stringify({ errors: error.problems, request_id });
}

/** What to tell a client of any error; what it can't act on is told without a word of the inside. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof HTTPException && error.status < 500) {
    return refuse("malformed_request", "The request can't be read. Check it against the OpenAPI document.");
  }
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
    "Something went wrong on our side. Repeat the request; it is safe with an Idempotency-Key.",
  );
}

/** `Server-Timing`: the round trips to the organization's database and the rows they read and wrote. */
function serverTiming({ meter, directory_meter, started }: Exchange): string {
  const count = (name: string, value: number) => `${name};dur=${value}`;
  const cost = (prefix: string, spent: Meter) => [
    count(`${prefix}round_trips`, spent.round_trips),
    count(`${prefix}rows_read`, spent.rows_read),
    count(`${prefix}rows_written`, spent.rows_written),
  ];
  return [
    ...cost("", meter),
    count("directory", directory_meter.round_trips),
    count("total", Math.max(0, Date.now() - started)),
  ].join(", ");
}
