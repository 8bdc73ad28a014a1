import { zValidator } from "@hono/zod-validator";
import type { Context, Hono, MiddlewareHandler } from "hono";
import * as z from "zod";
import type { IdempotencyKey } from "../commands/idempotency";
import { type Outcome, type Rendering, run } from "../commands/run";
import { Excerpt } from "../data/lines";
import type { Page } from "../data/page";
import { DomainError } from "../shared/errors";
import { parseJson, readBody, toProblems, unwrap, validate } from "./body";
import { isCsv, parseCsv } from "./csv_body";
import { collectionBody, etag, excerptBody, linkHeader, locationOf, resourceBody } from "./envelope";
import { answered, EVENT_STREAM, openEvents, prefersEvents, refused } from "./event_stream";
import type { Host } from "./host";
import { fingerprintOf, isKnown, readIdempotencyKey, readIfMatch } from "./preconditions";
import { publicUrl } from "./public_url";
import { type Exchange, errorBody, respond } from "./respond";
import { FileResponse, type ParsedInput, type RawBody, type RouteOn } from "./route";
import { readRowsFile } from "./rows_file";
import type { ListFormat } from "./schemas";
import { streamOf } from "./stream";
import { wholeList } from "./whole_list";

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
    const bytes = memoized(() => readBody(c, route.most_bytes));
    const idempotency = await keyOf(c, route, host, bytes);
    return runRoute({
      c,
      exchange: c.get("exchange"),
      route,
      host,
      idempotency,
      read: memoized(async () => {
        await validateQuery(c, async () => {});
        return {
          params: trimmed(c.req.param()),
          query: c.req.valid("query" as never),
          body: await bodyOf(c, route, bytes),
        };
      }),
    });
  });
}

/** The parameters of a path, trimmed like codes and ids in bodies and filters. */
function trimmed(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value.trim()]));
}

/** Reads the request's body: once, however often it is called. */
type BodyReader = () => Promise<Uint8Array<ArrayBuffer>>;

function memoized<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

type CollectionOn<C> = Extract<RouteOn<C>, { answers: "collection" }>;

type Replayed = Extract<Outcome<unknown>, { replayed: unknown }>["replayed"];

const REPLAYED = { "Idempotent-Replayed": "true" };

type RouteCall<C> = {
  c: Context;
  exchange: Exchange;
  route: RouteOn<C>;
  host: Host<C>;
  idempotency: IdempotencyKey | null;
  read: () => Promise<ParsedInput>;
};

async function runRoute<C>(call: RouteCall<C>): Promise<Response> {
  const { c, exchange, route, host, idempotency, read } = call;
  const { database, clock, contextOf } = host;
  const dry_run = isDryRun(c, route);
  const rendering: Rendering = {
    status: route.status ?? 200,
    data: (data) => (route.answers === "nothing" ? "" : resourceBody(data)),
    refusal: (refusal) => errorBody(refusal, exchange.request_id),
    seal_with: route.secret_answer ? host.credential : undefined,
  };
  const events = route.streams && prefersEvents(c.req.header("Accept")) ? openEvents(exchange) : null;
  const running = run(
    {
      database,
      owner: host.owner,
      clock,
      rendering,
      idempotency,
      if_match: route.raw_body ? null : readIfMatch(c.req.header("If-Match")),
      dry_run,
      wake: host.wake,
    },
    contextOf,
    {
      async handle(context) {
        const input = await read();
        if (route.answers === "collection") return listed(c, route, context, input);
        return route.handle(context, events ? { ...input, emit: events.emit } : input);
      },
      replay: route.replay,
    },
  );
  // What a client no longer waits for may have a cost that is to be counted.
  if (route.streams) host.finish?.(running.catch(() => {}));
  if (events) return streamed(call, events, running);
  const outcome = await running;
  if ("replayed" in outcome) return repeated(call, outcome.replayed);
  return respondWith(c, exchange, route, outcome.result, dry_run);
}

/** Responds as to an earlier request with the same idempotency key. */
async function repeated<C>({ c, exchange, route }: RouteCall<C>, { status, body }: Replayed): Promise<Response> {
  const { data } = body === "" ? {} : JSON.parse(body);
  const headers = await headersOf(c, route, status, data, body);
  return respond(exchange, status, body, { ...headers, ...REPLAYED });
}

/** Responds with the events of a request as they come. What it is refused with before the first one is refused as ever. */
async function streamed<C>(
  call: RouteCall<C>,
  { begun, send }: ReturnType<typeof openEvents>,
  running: Promise<Outcome<unknown>>,
): Promise<Response> {
  const first = await Promise.race([running, begun]);
  const replayed = first && "replayed" in first ? first.replayed : null;
  if (replayed && replayed.status >= 400) return repeated(call, replayed);
  const last = running.then((outcome) => ("replayed" in outcome ? lastOf(outcome.replayed) : answered(outcome.result)));
  const headers = { "Content-Type": EVENT_STREAM, ...(replayed ? REPLAYED : {}) };
  return respond(call.exchange, 200, streamOf(call.exchange, send(last)), headers);
}

/** The last event of a request whose key has a response by then, which may be a refusal. */
function lastOf({ status, body }: Replayed): string {
  return status >= 400 ? refused(body) : answered(JSON.parse(body).data);
}

/** A page of a list; or all of it, in another format. */
function listed<C>(c: Context, route: CollectionOn<C>, context: C, { query: parsed, ...input }: ParsedInput) {
  const { format, ...query } = parsed as { format: ListFormat };
  const pageOf = (asked: object) => route.handle(context, { ...input, query: asked }) as Promise<Page<object>>;
  if (format === "json") return pageOf(query);
  const name = route.path.slice(route.path.lastIndexOf("/") + 1);
  return wholeList({ format, name, row: route.row?.(query) ?? route.data, given: c.req.query(), query, pageOf });
}

async function respondWith(c: Context, exchange: Exchange, route: RouteOn<never>, data: unknown, dry_run: boolean) {
  if (data instanceof FileResponse) {
    const body = typeof data.body === "string" ? data.body : streamOf(exchange, data.body);
    return respond(exchange, 200, body, data.headers);
  }
  if (route.answers === "nothing") return respond(exchange, 204, "");
  if (route.answers === "collection") {
    const page = data as Page<unknown>;
    return respond(exchange, 200, collectionBody(page), { Link: linkHeader(publicUrl(c), page) });
  }
  const status = route.status ?? 200;
  const excerpt = data instanceof Excerpt ? data : null;
  const body = excerpt ? excerptBody(excerpt) : resourceBody(data, dry_run);
  const headers = {
    ...(await headersOf(c, route, dry_run ? 200 : status, excerpt?.document ?? data, body)),
    Link: excerpt && linkHeader(publicUrl(c), excerpt.lines),
  };
  if (route.method === "get" && headers.ETag !== null && isKnown(c.req.header("If-None-Match"), headers.ETag)) {
    return respond(exchange, 304, "", headers);
  }
  return respond(exchange, status, body, headers);
}

/** The headers of a response that shows one resource: which content it is, and where it is if it was created. */
async function headersOf(c: Context, route: RouteOn<never>, status: number, data: unknown, body: string) {
  return {
    ETag: await etag(data, body),
    Location: status === 201 ? locationOf(route.collection ?? c.req.path, data) : null,
  };
}

function isDryRun(c: Context, route: RouteOn<never>): boolean {
  return route.dry_run === true && c.req.query("dry_run") === "true";
}

/** The request's idempotency key, if it is a write and has one. */
async function keyOf<C>(c: Context, route: RouteOn<C>, { owner, caller, clock }: Host<C>, bytes: BodyReader) {
  if (route.method === "get" || route.raw_body || isDryRun(c, route)) return null;
  const key = readIdempotencyKey(c.req.header("Idempotency-Key"));
  if (key === null) return null;
  // A response sealed for one caller can't be repeated to another.
  const only_for = route.secret_answer ? caller : "";
  const fingerprint = await fingerprintOf(c.req.method, c.req.url, await bytes(), only_for);
  return { owner, key, fingerprint, now: clock() };
}

async function bodyOf(c: Context, route: RouteOn<never>, bytes: BodyReader): Promise<unknown> {
  if (route.method === "get") return undefined;
  if (route.raw_body) return { bytes: await bytes(), headers: c.req.raw.headers } satisfies RawBody;
  const media_type = c.req.header("Content-Type");
  if (route.rows_file) return readRowsFile(await bytes(), media_type, route.rows_file);
  const json =
    route.csv && isCsv(media_type)
      ? await parseCsv(await bytes(), route.csv)
      : parseJson(await bytes(), media_type, route.csv !== undefined);
  if (route.body) return validate(route.body, unwrap(json, route.wrappers));
  validate(z.strictObject({}), json);
  return undefined;
}
