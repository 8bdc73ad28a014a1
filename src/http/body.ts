import type { HonoRequest } from "hono";
import type * as z from "zod";
import { DomainError, type Problem, refuse } from "../shared/errors";
import { describeIssue } from "./messages";

const MAX_BYTES = 1024 * 1024;

/** The request's body as bytes; 413 `payload_too_large` over 1 MiB. */
export async function readBody(request: HonoRequest): Promise<Uint8Array> {
  if (Number(request.header("Content-Length") ?? 0) > MAX_BYTES) throw tooLarge();
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > MAX_BYTES) throw tooLarge();
  return bytes;
}

/**
 * Parses a JSON body; an empty one is `{}`. Another media type is 415 `unsupported_media_type`, and what is not JSON in UTF-8
 * is 400 `malformed_request`.
 */
export function parseJson(bytes: Uint8Array, media_type: string | undefined): unknown {
  if (bytes.length === 0) return {};
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(media_type ?? "")) {
    throw refuse("unsupported_media_type", "Send JSON with `Content-Type: application/json`.");
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    throw refuse("malformed_request", "The body is not JSON in UTF-8. Check its syntax and encoding.");
  }
}

/** Removes the resource's name around a body: `{"order": {…}, "inputs": […]}` means `{…, "inputs": […]}`. */
export function unwrap(body: unknown, wrappers: readonly string[] = []): unknown {
  if (!isObject(body)) return body;
  const wrapper = wrappers.find((name) => Object.hasOwn(body, name) && isObject(body[name]));
  if (wrapper === undefined) return body;
  const { [wrapper]: inner, ...others } = body;
  return { ...others, ...(inner as object) };
}

/** The input as `schema` parses it; 422 `validation_failed` with every problem at once. */
export function validate<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input, { reportInput: false });
  if (result.success) return result.data;
  throw new DomainError(result.error.issues.flatMap((issue) => toProblems(issue)));
}

/** The problems that one issue of zod amounts to; of a union's alternatives the closest one counts. */
export function toProblems(issue: z.core.$ZodIssue, member = "field"): Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      code: "validation_failed",
      message: `Unknown ${member} ${key}. Check the spelling, or leave it out.`,
      field: [...issue.path, key].join("."),
    }));
  }
  if (issue.code === "invalid_union") {
    const alternatives = issue.errors.map((inner) =>
      inner.flatMap((problem) => toProblems({ ...problem, path: [...issue.path, ...problem.path] })),
    );
    const [closest] = alternatives.filter((problems) => problems.length > 0).sort((a, b) => a.length - b.length);
    if (closest) return closest;
  }
  const field = issue.path.join(".");
  return [{ code: "validation_failed", message: describeIssue(issue), ...(field ? { field } : {}) }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function tooLarge(): DomainError {
  return refuse("payload_too_large", "The body is over 1 MiB. Send it in several requests.");
}
