import { zValidator } from "@hono/zod-validator";
import type { Context, Hono, MiddlewareHandler } from "hono";
import * as z from "zod";
import type { IdempotencyKey } from "../commands/idempotency";
import { type Rendering, run } from "../commands/run";
import type { Page } from "../data/page";
import { DomainError } from "../shared/errors";
import { parseJson, readBody, toProblems, unwrap, validate } from "./body";
import { collectionBody, etag, linkHeader, resourceBody } from "./envelope";
import type { Host } from "./host";
import { fingerprintOf, readIdempotencyKey, readIfMatch } from "./preconditions";
import { type Exchange, errorBody, respond } from "./respond";
import { FileResponse, type ParsedInput, type RouteOn } from "./route";

/** What a request carries on its way through an app that serves routes. */
export type ServerEnv = { Bindings: Record<string, unknown>; Variables: { exchange: Exchange } };

/** Serves a route at its path, on the host that `admit` finds for a request or refuses. */
export function serveRoute<C>(
  app: Hono<ServerEnv>,
  route: RouteOn<C>,
  admit: (c: Context<ServerEnv>) => Promise<Host<C>>,
): void {
  const validateQuery: MiddlewareHandler = zValidator("query", route.query, (result) => {
    if (!result.success) throw new DomainError(result.error.issues.flatMap((issue) => toProblems(issue, "parameter")));
  });
  app.on(route.method, route.path, async (c) => {
    const host = await admit(c);
    const idempotency = await keyOf(c, route, host);
    return runRoute({
      c,
      exchange: c.get("exchange"),
      route,
      host,
      idempotency,
      async read() {
        await validateQuery(c, async () => {});
        return { params: c.req.param(), query: c.req.valid("query" as never), body: await bodyOf(c, route) };
      },
    });
  });
}

type Request<C> = {
  c: Context;
  exchange: Exchange;
  route: RouteOn<C>;
  host: Host<C>;
  idempotency: IdempotencyKey | null;
  read: () => Promise<ParsedInput>;
};

async function runRoute<C>({ c, exchange, route, host, idempotency, read }: Request<C>): Promise<Response> {
  const { database, clock, contextOf } = host;
  const dry_run = isDryRun(c, route);
  const rendering: Rendering = {
    status: route.status ?? 200,
    data: (data) => (route.answers === "nothing" ? "" : resourceBody(data)),
    refusal: (refusal) => errorBody(refusal, exchange.request_id),
    seal_with: route.secret_answer ? host.credential : undefined,
  };
  let input: Promise<ParsedInput> | undefined;
  const outcome = await run(
    {
      database,
      owner: host.owner,
      clock,
      rendering,
      idempotency,
      if_match: readIfMatch(c.req.header("If-Match")),
      dry_run,
    },
    contextOf,
    {
      async handle(context) {
        input ??= read();
        return route.handle(context, await input);
      },
      replay: route.replay,
    },
  );
  if ("replayed" in outcome) return replayed(exchange, outcome.replayed);
  return respondWith(exchange, route, c.req.url, outcome.result, dry_run);
}

function respondWith(exchange: Exchange, route: RouteOn<never>, url: string, data: unknown, dry_run: boolean) {
  if (data instanceof FileResponse) return respond(exchange, 200, data.body, data.headers);
  if (route.answers === "nothing") return respond(exchange, 204, "");
  if (route.answers === "collection") {
    const page = data as Page<unknown>;
    return respond(exchange, 200, collectionBody(page), { Link: linkHeader(url, page) });
  }
  return respond(exchange, route.status ?? 200, resourceBody(data, dry_run), { ETag: etag(data) });
}

function replayed(exchange: Exchange, { status, body }: { status: number; body: string }): Response {
  const { data } = body === "" ? {} : JSON.parse(body);
  return respond(exchange, status, body, { ETag: etag(data), "Idempotent-Replayed": "true" });
}

function isDryRun(c: Context, route: RouteOn<never>): boolean {
  return route.dry_run === true && c.req.query("dry_run") === "true";
}

/** The request's idempotency key, if it is a write and has one. */
async function keyOf<C>(c: Context, route: RouteOn<C>, { owner, credential, clock }: Host<C>) {
  if (route.method === "get" || isDryRun(c, route)) return null;
  const key = readIdempotencyKey(c.req.header("Idempotency-Key"));
  if (key === null) return null;
  // A response sealed for one credential can't be repeated to another.
  const caller = route.secret_answer ? credential : "";
  const fingerprint = await fingerprintOf(c.req.method, c.req.url, await readBody(c.req), caller);
  return { owner, key, fingerprint, now: clock() };
}

async function bodyOf(c: Context, route: RouteOn<never>): Promise<unknown> {
  if (route.method === "get") return undefined;
  const json = parseJson(await readBody(c.req), c.req.header("Content-Type"));
  if (route.body) return validate(route.body, unwrap(json, route.wrappers));
  validate(z.strictObject({}), json);
  return undefined;
}
