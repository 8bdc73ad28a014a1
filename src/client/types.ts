import type { operations } from "./schema";

type Members<T> = [NonNullable<T>] extends [never] ? unknown : NonNullable<T>;
type ParametersOf<O, Kind extends string> = O extends { parameters: infer P }
  ? Kind extends keyof P
    ? Members<P[Kind]>
    : unknown
  : unknown;
type FlatParameters<O> = ParametersOf<O, "path"> & ParametersOf<O, "query">;
type BodyOf<O> = O extends { requestBody: { content: { "application/json": infer B } } }
  ? { body: B }
  : O extends { requestBody?: { content: { "application/json": infer B } } }
    ? { body?: B }
    : unknown;
type Input<O> = FlatParameters<O> & BodyOf<O>;

type Content<O> = O extends { responses: infer R }
  ? R extends Record<200, { content: infer C }> | Record<201, { content: infer C }>
    ? C
    : never
  : never;
type Output<O> = [Content<O>] extends [never]
  ? undefined
  : Content<O> extends { "application/json": infer B }
    ? B
    : Response;

export type OperationName = keyof operations & string;
type RowOfOperation<O> = Output<O> extends { data: (infer Row)[] } ? Row : never;
/** A row of a list: `RowOf<"listOrders">`. */
export type RowOf<Name extends OperationName> = RowOfOperation<operations[Name]>;
/** What an operation returns as `data`: `DataOf<"getOrder">`. */
export type DataOf<Name extends OperationName> = Output<operations[Name]> extends { data: infer Data } ? Data : never;

export type CallOptions = {
  /** Makes repetitions of a write have one effect, also those by another process. A random one if there is none. */
  idempotency_key?: string;
  /** The `ETag` of the resource as it was read: the write is refused if another one came between. */
  if_match?: string;
  signal?: AbortSignal;
  /** Instead of the client's. */
  retries?: number;
  /** Instead of the client's. */
  timeout_ms?: number;
  /** Sees the status and the headers of each response, such as `ETag` and `X-Request-Id`; the body is read by the client. */
  onResponse?: (response: Response) => void;
};

/** The options of a call whose body is a file. */
export type FileOptions = CallOptions & { content_type: "text/csv" | "application/x-ndjson" };

type Argument<I, Options = CallOptions> =
  Record<never, never> extends I ? [input?: I, options?: Options] : [input: I, options?: Options];

/** Lists can be had as a file. */
type AsFile<O> =
  Content<O> extends { "text/csv": unknown }
    ? (
        input: Omit<FlatParameters<O>, "format"> & { format: "csv" | "ndjson" },
        options?: CallOptions,
      ) => Promise<Response>
    : unknown;
/** Imports take a file. A stream can be sent once, so it is not retried. */
type FromFile<O> = O extends { requestBody?: { content: { "text/csv": unknown } } }
  ? (
      input: FlatParameters<O> & { body: string | Blob | ReadableStream<Uint8Array> },
      options: FileOptions,
    ) => Promise<Output<O>>
  : unknown;

type Plain<O> = Content<O> extends { "text/csv": unknown } ? Omit<Input<O>, "format"> & { format?: "json" } : Input<O>;
type Listing<O> = {
  /** All rows of the list, page by page as they are asked for. */
  each(...argument: Argument<Omit<Input<O>, "format">>): AsyncIterableIterator<RowOfOperation<O>>;
  /** All pages of the list. */
  pages(...argument: Argument<Omit<Input<O>, "format">>): AsyncIterableIterator<Output<O>>;
};

type Method<O> = AsFile<O> &
  FromFile<O> &
  ((...argument: Argument<Plain<O>>) => Promise<Output<O>>) &
  ([RowOfOperation<O>] extends [never] ? unknown : Listing<O>);

/** A method for each operation of the OpenAPI document, named as its `operationId`. */
export type StockbookClient = { [Name in OperationName]: Method<operations[Name]> };

export type ClientOptions = {
  /** Where Stockbook is: `https://stock.example.com`. */
  url: string;
  /** An API key, or the operator's token for the operations under `/admin`. */
  key: string;
  fetch?: typeof fetch;
  /** How often a call is repeated after a failure that may pass: 4 unless given. 0 for never. */
  retries?: number;
  /** How long an attempt may take until its response has arrived: 30,000 unless given. */
  timeout_ms?: number;
};
