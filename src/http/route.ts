import type * as z from "zod";
import type { TenantContext } from "../commands/context";
import type { ControlContext } from "../control/context";
import type { ErrorCode } from "../shared/errors";
import type { Module, Scope } from "../shared/organization";

type Shape = Record<string, z.ZodType>;
type Parsed<S extends Shape | undefined> = S extends Shape ? { [K in keyof S]: z.output<S[K]> } : Record<never, never>;

/** What a handler is given, parsed. */
export type Input<Q extends Shape | undefined, B extends z.ZodType | undefined> = {
  params: Record<string, string>;
  query: Parsed<Q>;
  body: B extends z.ZodType ? z.output<B> : undefined;
};

type Description<Q extends Shape | undefined, B extends z.ZodType | undefined> = {
  method: "get" | "post" | "patch" | "delete";
  /** As Hono spells it: `/orders/:id`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  query?: Q;
  /** The body's schema; absent where the route takes none. */
  body?: B;
  /** The resource's names, by which a body may be wrapped. */
  wrappers?: readonly string[];
  status?: 200 | 201 | 204;
  /** The refusals of its own, beside those that every route has. */
  errors?: readonly ErrorCode[];
  /** True for what changes stock: it takes `?dry_run=true`. */
  dry_run?: boolean;
  /** True where the answer shows a secret, which an idempotency record must not keep readable. */
  secret_answer?: boolean;
};

type Answer<D extends z.ZodType> =
  | { answers: "resource"; data: D }
  | { answers: "collection"; data: D }
  | { answers: "nothing" }
  | { answers: "file"; media_type: string };

/** What a handler answers instead of data to send a file, which may be longer than what memory holds. */
export class FileAnswer {
  readonly body: string | ReadableStream;
  readonly headers: Record<string, string>;

  constructor(body: string | ReadableStream, headers: Record<string, string>) {
    this.body = body;
    this.headers = headers;
  }
}

type Handler<C, Q extends Shape | undefined, B extends z.ZodType | undefined> = {
  handle(context: C, input: Input<Q, B>): Promise<unknown>;
  /** Shows the immutable resource that a commit named as what a repetition of the request gets. */
  replay?(context: C, id: string): Promise<unknown>;
};

type TenantRealm = { realm: "organization"; scope: Scope; module?: Module };
/** `public` is for everyone, without a key. */
type ControlRealm = { realm: "operator" } | { realm: "keys"; scope: Scope } | { realm: "public" };

// biome-ignore lint/suspicious/noExplicitAny: a list of routes holds routes of every kind of input
export type TenantRoute = Description<any, any> & Answer<z.ZodType> & TenantRealm & Handler<TenantContext, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type ControlRoute = Description<any, any> & Answer<z.ZodType> & ControlRealm & Handler<ControlContext, any, any>;
export type Route = TenantRoute | ControlRoute;

/** Declares a route of an organization's own data: what validation, the OpenAPI document and the server are made from. */
export function route<Q extends Shape | undefined = undefined, B extends z.ZodType | undefined = undefined>(
  definition: Description<Q, B> & Answer<z.ZodType> & Omit<TenantRealm, "realm"> & Handler<TenantContext, Q, B>,
): TenantRoute {
  return { realm: "organization", ...definition };
}

/** Declares a route of the directory: the operator's (`/admin/v1`), an organization's own keys, or everyone's. */
export function controlRoute<Q extends Shape | undefined = undefined, B extends z.ZodType | undefined = undefined>(
  definition: Description<Q, B> & Answer<z.ZodType> & ControlRealm & Handler<ControlContext, Q, B>,
): ControlRoute {
  return definition;
}
