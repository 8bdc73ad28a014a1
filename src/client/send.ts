import createFetchClient from "openapi-fetch";
import { ConnectionError, errorOf, TimeoutError } from "./errors.ts";
import { Failure } from "./retry.ts";
import type { CallOptions, ClientOptions } from "./types.ts";

/** An operation as the OpenAPI document describes it. */
export type Described = {
  method: string;
  path: string;
  query?: string[];
  /** True if an `Idempotency-Key` makes its repetitions have one effect. */
  has_key?: boolean;
  /** The media types of its files: these are returned as they arrive. */
  files?: string[];
};

type Given = Record<string, unknown> & { body?: unknown };
type Attempt = CallOptions & { idempotency_key: string; timeout_ms: number; content_type?: string };
type Result = { response: Response; data?: unknown; error?: unknown };
type SendRequest = (method: string, path: string, init: object) => Promise<Result>;

/** Sends one attempt of a call, and reads its response. Throws a `Failure` with what was refused or lost. */
export function senderOf({ url, key, fetch = globalThis.fetch }: ClientOptions) {
  const http = createFetchClient<Record<string, never>>({
    baseUrl: url,
    headers: { Authorization: `Bearer ${key}` },
    querySerializer: { array: { style: "form", explode: false } },
  });
  const request = http.request as unknown as SendRequest;

  return async (operation: Described, given: Given, attempt: Attempt): Promise<unknown> => {
    const { signal } = attempt;
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), attempt.timeout_ms);
    let is_sent = false;
    try {
      const result = await request(operation.method.toLowerCase(), operation.path, {
        ...parametersAndBody(operation, given, attempt),
        headers: headersOf(operation, attempt),
        parseAs: "stream",
        fetch(request: Request) {
          is_sent = true;
          return fetch(request);
        },
        signal: signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal,
      });
      observe(result.response, attempt);
      return await contentOf(operation, result);
    } catch (error) {
      if (error instanceof Failure || !is_sent) throw error;
      if (signal?.aborted) throw signal.reason;
      if (timeout.signal.aborted) throw new Failure(new TimeoutError(`No response within ${attempt.timeout_ms} ms.`));
      throw new Failure(new ConnectionError(`The connection to ${url} failed.`, { cause: error }));
    } finally {
      clearTimeout(timer);
    }
  };
}

/** What the caller's own function throws is neither a lost connection nor to be repeated. */
function observe(response: Response, { onResponse }: Attempt): void {
  try {
    onResponse?.(response);
  } catch (error) {
    throw new Failure(error);
  }
}

function parametersAndBody({ query = [] }: Described, { body, ...parameters }: Given, { content_type }: Attempt) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const params = {
    query: Object.fromEntries(given.filter(([name]) => query.includes(name))),
    path: Object.fromEntries(given.filter(([name]) => !query.includes(name))),
  };
  if (body === undefined) return { params };
  return {
    params,
    body,
    ...(content_type ? { bodySerializer: (file: unknown) => file } : {}),
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  };
}

function headersOf({ method }: Described, { idempotency_key, if_match, content_type }: Attempt) {
  return {
    ...(method === "GET" ? {} : { "Idempotency-Key": idempotency_key }),
    ...(if_match ? { "If-Match": if_match } : {}),
    ...(content_type ? { "Content-Type": content_type } : {}),
  };
}

/** The JSON of the response, undefined if it has none, or the response itself if it is a file. */
async function contentOf({ files = [] }: Described, { response, error }: Result): Promise<unknown> {
  if (!response.ok) throw new Failure(errorOf(response, error), response.headers.get("Retry-After"));
  const type = response.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/json") return response.json();
  if (files.includes(type)) return response;
  if (response.status === 204 || response.status === 202 || response.status === 205) return undefined;
  throw new Error(`Status ${response.status} with ${type || "no"} content is not a response of Stockbook.`);
}
