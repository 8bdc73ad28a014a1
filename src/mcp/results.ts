import type { CallToolResult } from "@modelcontextprotocol/server";
import { toRefusal } from "../commands/refusals";
import type { Json } from "../http/json_schema";
import { type Exchange, logFailure } from "../http/respond";
import type { Problem } from "../shared/errors";

type Refusal = { errors: readonly Problem[]; request_id: string };

/** A result, for programs as an object and for models as text. */
export function succeeded(result: Json): CallToolResult {
  return { structuredContent: result, content: [{ type: "text", text: JSON.stringify(result) }] };
}

/** A refusal: what is wrong and what to do about it, the problems first, then the remarks on the call as a whole. */
export function refused(refusal: Refusal, remarks: readonly string[] = []): CallToolResult {
  const text = [...refusal.errors.map(inWords), ...remarks, `Request: ${refusal.request_id}`].join("\n");
  return { isError: true, structuredContent: { ...refusal }, content: [{ type: "text", text }] };
}

/** The refusal that an error amounts to, in the words of the API; what is our own fault is logged and not shown. */
export function failed(error: unknown, exchange: Exchange): CallToolResult {
  const refusal = toRefusal(error);
  if (refusal.status >= 500) logFailure(exchange, error);
  return refused({ errors: refusal.problems, request_id: exchange.request_id });
}

function inWords({ code, field, message, details }: Problem): string {
  const place = field ? ` at ${field}` : "";
  return `${code}${place}: ${message}${details ? ` ${JSON.stringify(details)}` : ""}`;
}
