import { newIdempotencyKey } from "./keys.ts";
import operationsTable from "./operations.json" with { type: "json" };
import { type Page, pagesOf, rowsOf } from "./pages.ts";
import { withRetries } from "./retry.ts";
import { type Described, senderOf } from "./send.ts";
import type { CallOptions, ClientOptions, FileOptions, StockbookClient } from "./types.ts";

const RETRIES = 4;
const TIMEOUT_MS = 30_000;

type Given = Record<string, unknown> & { body?: unknown };

/**
 * A client of one organization's API, or with the operator's token of the operator's: a method for each operation of the
 * OpenAPI document. A method takes path and query parameters and `body` in one object, returns the body of the response, and
 * throws a `StockbookError` if it is refused, a `ConnectionError` if there is none.
 */
export function createClient(client: ClientOptions): StockbookClient {
  const send = senderOf(client);
  const table: Record<string, Described> = operationsTable;

  async function call(operation: Described, given: Given = {}, options: CallOptions | FileOptions = {}) {
    const idempotency_key = options.idempotency_key ?? newIdempotencyKey();
    const timeout_ms = options.timeout_ms ?? client.timeout_ms ?? TIMEOUT_MS;
    const repeatable = {
      retries: given.body instanceof ReadableStream ? 0 : (options.retries ?? client.retries ?? RETRIES),
      has_one_effect: operation.method === "GET" || operation.has_key === true,
      signal: options.signal,
    };
    return withRetries(repeatable, () => send(operation, given, { ...options, idempotency_key, timeout_ms }));
  }

  const methods = Object.entries(table).map(([name, operation]) => {
    const reader = (options?: CallOptions) => (given: Given) => call(operation, given, options) as Promise<Page>;
    const method = Object.assign((given?: Given, options?: CallOptions) => call(operation, given, options), {
      each: (given: Given = {}, options?: CallOptions) => rowsOf(given, reader(options)),
      pages: (given: Given = {}, options?: CallOptions) => pagesOf(given, reader(options)),
    });
    return [name, method] as const;
  });
  return Object.fromEntries(methods) as unknown as StockbookClient;
}
