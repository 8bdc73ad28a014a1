import type { HonoRequest } from "hono";
import type * as z from "zod";
import { DomainError, type Problem, refuse } from "../shared/errors";

const MAX_BYTES = 1024 * 1024;

/** The request's body as bytes; 413 over 1 MiB. */
export async function readBody(request: HonoRequest): Promise<Uint8Array> {
  if (Number(request.header("Content-Length") ?? 0) > MAX_BYTES) throw tooLarge();
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > MAX_BYTES) throw tooLarge();
  return bytes;
}

/** Reads a JSON object; 415 for another media type, 400 for what is not JSON in UTF-8, and `{}` for nothing at all. */
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

/** `{"order": {…}, "inputs": […]}` and `{…, "inputs": […]}` mean the same: members beside the wrapper are kept. */
export function unwrap(body: unknown, wrappers: readonly string[] = []): unknown {
  if (!isObject(body)) return body;
  const wrapper = wrappers.find((name) => Object.hasOwn(body, name) && isObject(body[name]));
  if (wrapper === undefined) return body;
  const { [wrapper]: inner, ...beside } = body;
  return { ...beside, ...(inner as object) };
}

/** The input as `schema` sees it; 422 with every problem at once. */
export function validate<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input, { reportInput: false });
  if (result.success) return result.data;
  throw new DomainError(result.error.issues.flatMap(toProblems));
}

/** What zod found wrong, in the words of the contract. */
export function toProblems(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      code: "validation_failed",
      message: `There is no ${key} here. Check the spelling, or leave it out.`,
      field: [...issue.path, key].join("."),
    }));
  }
  if (issue.code === "invalid_union") {
    const readings = issue.errors.map((inner) =>
      inner.flatMap((problem) => toProblems({ ...problem, path: [...issue.path, ...problem.path] })),
    );
    const [closest] = readings.filter((reading) => reading.length > 0).sort((a, b) => a.length - b.length);
    if (closest) return closest;
  }
  const field = issue.path.join(".");
  return [{ code: "validation_failed", message: issue.message, ...(field ? { field } : {}) }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function tooLarge(): DomainError {
  return refuse("payload_too_large", "The body is over 1 MiB. Send it in several requests.");
}
