import * as z from "zod";
import type { TenantContext } from "../commands/context";
import type { Tenant } from "../commands/run";
import type { ControlContext } from "../control/context";
import type { ErrorCode } from "../shared/errors";
import type { Module, Scope } from "../shared/organization";
import type { CsvBody } from "./csv_body";
import type { Emit } from "./event_stream";
import type { RatePolicy } from "./rate_limit";
import type { Exchange } from "./respond";
import type { RowsFileBody } from "./rows_file";
import { Flag, FormatParameter } from "./schemas";

type Shape = Record<string, z.ZodType>;

/** The parameters that a path names: `/orders/:id` has `id`. */
type Params<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Record<Name, string> & Params<Rest>
  : Path extends `${string}:${infer Name}`
    ? Record<Name, string>
    : unknown;

/**
 * Where a portion of a list begins, if it is sent as a whole: null for the first one, then `next_cursor` of the page before. A
 * handler answers with what follows, at most `per_page` rows, and the `next_cursor` that leads on, if there is more.
 */
type Continuation = { cursor?: string | null | undefined };

/** What a handler is given, parsed. */
type Input<Path extends string, Query extends Shape, Body extends z.ZodType> = {
  params: Params<Path>;
  query: z.output<z.ZodObject<Query>> & Continuation;
  body: z.output<Body>;
  /** Sends an event, on a route that `streams`. */
  emit: Emit;
};

/** What a route is given, as its own schemas parsed it. */
export type ParsedInput = { params: Record<string, string>; query: object; body: unknown; emit?: Emit };

type Handler<Context> = (context: Context, input: ParsedInput) => Promise<unknown>;

type Common = {
  method: "get" | "post" | "patch" | "delete";
  /** The operation's name in the OpenAPI document and as a method of a client: `reserveOrder`. */
  operation: string;
  tag: string;
  summary: string;
  description?: string;
  /** What the path's parameters mean, if it is not evident from their names; or what they may be, for the OpenAPI document. */
  parameters?: Readonly<Record<string, string | z.ZodType>>;
  /** The resource's names, by which a body may be wrapped. */
  wrappers?: readonly string[];
  status?: 200 | 201 | 204;
  /** The collection that what is created belongs to, if it is not the route's own path. */
  collection?: string;
  /** The refusals of its own, besides those that every route has. */
  errors?: readonly ErrorCode[];
  /** True for what takes `?dry_run=true`: all that changes stock, and all that agents may do. */
  dry_run?: boolean;
  /** Set if the body may also be CSV. */
  csv?: CsvBody;
  /** Set if the body is a file of rows; the handler is given it as `RowsFile`. */
  rows_file?: RowsFileBody;
  /** How large the body may be, if not 1 MiB. */
  most_bytes?: number;
  /** The events that its response may be sent as, and what they say: besides the last one, `answer` or `error`. */
  streams?: Readonly<Record<string, string>>;
  /** What its requests count against, if not the default rate limit. */
  rate?: RatePolicy;
  /** True if the response shows a secret, which an idempotency record must not keep readable. */
  secret_answer?: boolean;
  /** The request headers of its own that it reads, and what they mean. */
  headers?: Readonly<Record<string, string>>;
};

/**
 * What a route responds with. A collection's `meta` describes what its pages show besides what every page does: the members
 * that its handler adds to them, such as totals. They are not part of the list as a whole.
 */
type Answer =
  | { answers: "resource"; data: z.ZodType }
  | {
      answers: "collection";
      data: z.ZodType;
      meta?: Shape;
      /** What a row of the list as a whole shows, where its query decides that: its columns in CSV. */
      row?(query: object): z.ZodType;
    }
  | { answers: "nothing" }
  | { answers: "file"; media_type: string }
  /** What its own protocol prescribes, refusals included. */
  | { answers: "messages"; data: z.ZodType };

/** A handler's result that is sent as a file; in pieces, it may be larger than memory. */
export class FileResponse {
  readonly body: string | AsyncGenerator<string>;
  readonly headers: Record<string, string>;

  constructor(body: string | AsyncGenerator<string>, headers: Record<string, string>) {
    this.body = body;
    this.headers = headers;
  }
}

/** A body as it came, with the headers: what a sender has signed. */
export type RawBody = { bytes: Uint8Array<ArrayBuffer>; headers: Headers };

/** How large a webhook may be. */
const INBOUND_BYTES = 2 * 1024 * 1024;

const Raw = z.custom<RawBody>().meta({
  type: "object",
  description: "What the sender sends, to the byte as it has signed it",
  examples: [
    { id: 5123456789012, name: "#1001", line_items: [{ id: 1, sku: "MUG-BLUE", quantity: 2, price: "12.50" }] },
  ],
  "x-max-bytes": INBOUND_BYTES,
});

type TenantRealm = { realm: "organization"; scope: Scope; module?: Module };
/** `public` is for everyone, without a key. */
type ControlRealm = { realm: "operator" } | { realm: "keys"; scope: Scope } | { realm: "public" };

/** A route as the OpenAPI document sees it. */
type Described = Common &
  Answer & {
    /** As Hono spells it: `/orders/:id`. */
    path: string;
    query: z.ZodObject;
    /** The body's schema; null for a route that takes none. */
    body: z.ZodType | null;
    /** True if the body is taken as it came. Such a request has no idempotency key or precondition of this API. */
    raw_body?: true;
  };

/** A route as the server sees it, whatever its handler is given. */
export type RouteOn<Context> = Described & {
  handle: Handler<Context>;
  /** Renders the immutable resource named by `replay_id`, for a repeated request. */
  replay?: (context: Context, id: string) => Promise<unknown>;
};

/** A request in another protocol, once it has been admitted: the body as it came, and on whose behalf it is served. */
export type ProtocolCall = {
  request: Request;
  bytes: Uint8Array<ArrayBuffer>;
  tenant: Tenant;
  scopes: readonly Scope[];
  exchange: Exchange;
  /** Sends a request to the organization's own routes, on the same caller's behalf. */
  fetch(request: Request): Promise<Response>;
};

/** A route whose requests and responses are messages of another protocol. `serve` makes the whole response. */
export type ProtocolRoute = Described &
  TenantRealm & { answers: "messages"; raw_body: true; serve(call: ProtocolCall): Promise<Response> };

export type TenantRoute = RouteOn<TenantContext> & TenantRealm;
/** A route for the webhooks of an organization's integrations: its handler finds out who has signed them. */
export type InboundRoute = RouteOn<TenantContext> & { realm: "integration" };
export type ControlRoute = RouteOn<ControlContext> & ControlRealm;
/** The routes that run on an organization's own database. */
export type OrganizationRoute = TenantRoute | InboundRoute | ProtocolRoute;
export type Route = OrganizationRoute | ControlRoute;

type Definition<Context, Path extends string, Query extends Shape, Body extends z.ZodType> = Common &
  Answer & {
    path: Path;
    query?: Query;
    body?: Body;
    handle(context: Context, input: Input<Path, Query, Body>): Promise<unknown>;
    replay?(context: Context, id: string): Promise<unknown>;
  };

/** Declares a route of an organization's own data: what validation, the OpenAPI document and the server are made from. */
export function route<
  Path extends string,
  Query extends Shape = Record<never, never>,
  Body extends z.ZodType = z.ZodUndefined,
>(definition: Definition<TenantContext, Path, Query, Body> & Omit<TenantRealm, "realm">): TenantRoute {
  const { scope, module } = definition;
  return { ...described(definition), realm: "organization", scope, ...(module ? { module } : {}) };
}

/** Declares a route for webhooks, whose path has an `integration_id`. Its handler is given the body as it came, and the headers. */
export function inboundRoute<Path extends string>(
  definition: Omit<Definition<TenantContext, Path, Record<never, never>, typeof Raw>, "query" | "body">,
): InboundRoute {
  const raw = { ...definition, body: Raw } as Definition<TenantContext, Path, Record<never, never>, typeof Raw>;
  return { ...described(raw), most_bytes: INBOUND_BYTES, raw_body: true, realm: "integration" };
}

/** Declares a route of the directory: the operator's (`/admin/v1`), an organization's own keys, or everyone's. */
export function controlRoute<
  Path extends string,
  Query extends Shape = Record<never, never>,
  Body extends z.ZodType = z.ZodUndefined,
>(definition: Definition<ControlContext, Path, Query, Body> & ControlRealm): ControlRoute {
  return { ...definition, ...described(definition) };
}

/** Closes over the types of a definition: from here on a route is what its schemas say at run time. */
function described<Context, Path extends string, Query extends Shape, Body extends z.ZodType>(
  definition: Definition<Context, Path, Query, Body>,
): RouteOn<Context> {
  const { query, body, handle, ...rest } = definition;
  return {
    ...rest,
    query: z.strictObject({
      ...query,
      ...(definition.answers === "collection" ? FormatParameter : {}),
      ...(definition.dry_run ? { dry_run: DryRun } : {}),
    }),
    body: body ?? null,
    // The server parses every input by the two schemas above, and takes the parameters from the path.
    handle: (context, input) => handle(context, { emit: () => {}, ...input } as Input<Path, Query, Body>),
  };
}

const DryRun = Flag.default(false).meta({
  description: "If true, checks and responds as usual, but writes nothing",
});
