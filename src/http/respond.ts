import { HTTPException } from "hono/http-exception";
import { toRefusal } from "../commands/refusals";
import { type DomainError, refuse } from "../shared/errors";
import type { Meter } from "../storage/port";

/** Statuses of responses that have no body. */
const WITHOUT_BODY = [202, 204, 304];

/** What a response with an organization's data says to whoever is in between; a file may say otherwise. */
const CONFIDENTIAL = { "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff" };

/** What every response says of its request: which one it was, and what it has cost the organization's database. */
export type Exchange = { request_id: string; meter: Meter };

/** Makes a response that carries the request's id and its cost. */
export function respond(
  { request_id, meter }: Exchange,
  status: number,
  body: string | ReadableStream,
  headers: Record<string, string | null> = {},
): Response {
  const all = new Headers({ ...CONFIDENTIAL, "X-Request-Id": request_id, "Server-Timing": serverTiming(meter) });
  if (body !== "") all.set("Content-Type", "application/json; charset=utf-8");
  for (const [name, value] of Object.entries(headers)) if (value !== null) all.set(name, value);
  return new Response(WITHOUT_BODY.includes(status) ? null : body, { status, headers: all });
}

/** Responds with the refusal that an error amounts to; what is our own fault is logged. */
export function respondToError(exchange: Exchange, error: unknown, server: URL): Response {
  const refusal = error instanceof HTTPException && error.status < 500 ? unreadable() : toRefusal(error);
  if (refusal.status >= 500) logFailure(exchange, error);
  return respond(exchange, refusal.status, errorBody(refusal, exchange.request_id), {
    Link: helpLink(refusal, server),
    ...refusal.headers,
  });
}

/** Where the documentation explains a refusal. */
function helpLink({ code }: DomainError, { origin }: URL): string {
  return `<${origin}/docs/errors#${code}>; rel="help"`;
}

/** Logs what went wrong with a request through no fault of the client's. */
export function logFailure({ request_id }: Exchange, error: unknown): void {
  console.error(JSON.stringify({ request_id, error: describe(error) }));
}

/** The body of a refusal. */
export function errorBody(error: DomainError, request_id: string): string {
  return JSON.stringify({ errors: error.problems, request_id });
}

/** One entry of `Server-Timing`. */
export function timing(name: string, value: number): string {
  return `${name};dur=${value}`;
}

/** `Server-Timing`: the round trips to the organization's database and the rows they read and wrote. */
function serverTiming({ round_trips, rows_read, rows_written }: Meter): string {
  const entries = { round_trips, rows_read, rows_written };
  return Object.entries(entries)
    .map(([name, value]) => timing(name, value))
    .join(", ");
}

function unreadable(): DomainError {
  return refuse("malformed_request", "The request can't be read. Check it against the OpenAPI document.");
}

function describe(error: unknown): unknown {
  return error instanceof Error
    ? { message: error.message, stack: error.stack, cause: String(error.cause ?? "") }
    : String(error);
}
