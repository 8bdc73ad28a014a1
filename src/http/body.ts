import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type * as z from "zod";
import { DomainError, type Problem, refuse } from "../shared/errors";
import { clip, describeIssue, fieldOf } from "./messages";

const MIB = 1024 * 1024;
const MAX_BYTES = MIB;
const MAX_DEPTH = 32;
const MAX_VALUES = 100_000;

/**
 * The request's body as bytes; 413 `payload_too_large` over 1 MiB, unless the route takes more, of which no more than that is
 * kept in memory.
 */
export async function readBody(c: Context, most_bytes = MAX_BYTES): Promise<Uint8Array<ArrayBuffer>> {
  const limit = bodyLimit({
    maxSize: most_bytes,
    onError() {
      throw refuse("payload_too_large", `The body is over ${most_bytes / MIB} MiB. Send it in several requests.`);
    },
  });
  await limit(c, async () => {});
  return new Uint8Array(await c.req.arrayBuffer());
}

/**
 * Parses a JSON body; an empty one is `{}`. Another media type is 415 `unsupported_media_type`, what is not JSON in UTF-8
 * is 400 `malformed_request`, and what is nested too deeply or has too many values is 422 `validation_failed`.
 */
export function parseJson(bytes: Uint8Array, media_type: string | undefined, takes_csv = false): unknown {
  if (bytes.length === 0) return {};
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(media_type ?? "")) {
    const or_csv = takes_csv ? ", or CSV with `Content-Type: text/csv`" : "";
    throw refuse("unsupported_media_type", `Send JSON with \`Content-Type: application/json\`${or_csv}.`);
  }
  const body = decodeJson(bytes);
  requireModest(body);
  return body;
}

function decodeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    throw refuse("malformed_request", "The body is not JSON in UTF-8. Check its syntax and encoding.");
  }
}

function requireModest(body: unknown): void {
  const excess = excessOf(body, MAX_VALUES);
  if (excess === "levels") {
    throw refuse("validation_failed", `The body must have at most ${MAX_DEPTH} levels of lists and objects.`);
  }
  if (excess === "values") {
    throw refuse("validation_failed", "The body must have at most 100,000 values. Send it in several requests.");
  }
}

/**
 * What JSON has too much of, if anything: levels, since validation and `JSON.stringify` are recursive, or values, since each may be
 * a problem to report. Every schema allows less.
 */
export function excessOf(json: unknown, most_values: number): "levels" | "values" | null {
  let level: unknown[] = [json];
  for (let depth = 0, values = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return "levels";
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
    values += level.length;
    if (values > most_values) return "values";
  }
  return null;
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
  throw new DomainError(withoutEchoes(result.error.issues).flatMap((issue) => toProblems(issue)));
}

/** The issues without those of a value that is of another type: zod checks the length of a text where a list is meant, too. */
function withoutEchoes(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const places = new Set(issues.flatMap(({ code, path }) => (code === "invalid_type" ? [path.join(".")] : [])));
  return issues.filter(({ code, path }) => code === "invalid_type" || !places.has(path.join(".")));
}

/** The problems that one issue of zod amounts to; of a union's alternatives the closest one counts. */
export function toProblems(issue: z.core.$ZodIssue, member = "field"): Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      code: "validation_failed",
      message: `Unknown ${member} ${clip(key)}. Check the spelling, or leave it out.`,
      field: fieldOf([...issue.path, key]),
    }));
  }
  if (issue.code === "invalid_union") {
    const alternatives = issue.errors.map((inner) =>
      inner.flatMap((problem) => toProblems({ ...problem, path: [...issue.path, ...problem.path] })),
    );
    const [closest] = alternatives.filter((problems) => problems.length > 0).sort((a, b) => a.length - b.length);
    if (closest) return closest;
  }
  const field = fieldOf(issue.path);
  return [{ code: "validation_failed", message: describeIssue(issue), ...(field ? { field } : {}) }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
