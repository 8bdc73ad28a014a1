import { zValidator } from "@hono/zod-validator";
import { type Context, Hono } from "hono";
import { ulid } from "ulid";
import * as z from "zod";
import { fingerprintOf, readIdempotencyKey } from "../commands/idempotency";
import { type DirectoryMemory, newDirectoryMemory, openDirectory } from "../control/directory";
import { openDatabase } from "../data/database";
import type { Clock } from "../shared/clock";
import { DomainError, refuse } from "../shared/errors";
import type { DatabaseSettings } from "../storage/engines";
import { ConstraintViolation, type Engine, newMeter } from "../storage/port";
import { bearerOf, requireModule, requireOperator, requireScope } from "./authenticate";
import { parseJson, readBody, toProblems, unwrap, validate } from "./body";
import { type AppEnv, type Exchange, newExchange } from "./exchange";
import { execute, refuseRequest } from "./execute";
import { type RateWindows, spend } from "./rate_limit";
import { answerError, toDomainError } from "./respond";
import type { Route } from "./route";
import { Flag } from "./schemas";

/** What the server needs of its surroundings; `through` lets tests stand between it and its databases. */
export type Platform = {
  clock: Clock;
  settings: (env: Record<string, unknown>) => { admin_token: string; databases: DatabaseSettings };
  through?: ((engine: Engine) => Engine) | undefined;
};

type Isolate = { settings: ReturnType<Platform["settings"]>; directory: DirectoryMemory; windows: RateWindows };

const EMPTY = new Uint8Array();

/** A server of `routes`, and of nothing else. */
export function serve(platform: Platform, routes: readonly Route[]): Hono<AppEnv> {
  const isolates = new WeakMap<object, Isolate>();
  const isolateOf = (env: Record<string, unknown>): Isolate => {
    let isolate = isolates.get(env);
    if (!isolate) {
      isolate = { settings: platform.settings(env), directory: newDirectoryMemory(), windows: new Map() };
      isolates.set(env, isolate);
    }
    return isolate;
  };

  const app = new Hono<AppEnv>();

  app.use(async (c, next) => {
    const { settings, directory: memory } = isolateOf(c.env);
    const meter = newMeter();
    const directory = openDirectory({
      databases: settings.databases,
      memory,
      clock: platform.clock,
      meter,
      through: platform.through,
      later: (work) => c.executionCtx.waitUntil(work),
    });
    c.set("exchange", newExchange(requestId(c), directory, meter, platform.clock));
    await next();
  });

  for (const route of routes) {
    const query = z.strictObject({ ...route.query, ...(route.dry_run ? { dry_run: Flag.default(false) } : {}) });
    app.on(
      route.method,
      route.path,
      async (c, next) => {
        await admit(c, route, isolateOf(c.env), platform);
        await next();
      },
      zValidator("query", query, (result) => {
        if (!result.success) throw new DomainError(result.error.issues.flatMap((issue) => toProblems(issue as never)));
      }),
      async (c) => {
        const { dry_run = false, ...wanted } = c.req.valid("query" as never) as { dry_run?: boolean };
        return execute({
          c,
          route,
          dry_run,
          credential: route.realm === "public" ? "" : bearerOf(c.req.header("Authorization")),
          input: { params: c.req.param(), query: wanted, body: (await bodyOf(c, route)) as undefined },
        });
      },
    );
  }

  app.notFound((c) => refuseRequest(c, noSuchPath(routes, c.req.method, c.req.path)));
  app.onError(async (error, c) => {
    const known = toDomainError(error);
    if (known.status >= 500) {
      console.error(JSON.stringify({ request_id: c.get("exchange")?.request_id, error: describe(error) }));
    }
    // Who lost a race too often was refused for the moment, not for what was asked.
    const lasting = !(error instanceof ConstraintViolation && known.code === "conflict");
    try {
      return lasting ? await refuseRequest(c, known) : answerError(c, known);
    } catch (failure) {
      return answerError(c, toDomainError(failure));
    }
  });
  return app;
}

/** Finds out who calls and whether they may, and opens the database the route works on. */
async function admit(c: Context<AppEnv>, route: Route, { settings, windows }: Isolate, { clock }: Platform) {
  const exchange = c.get("exchange");
  exchange.route = route;
  if (route.realm === "public") {
    exchange.database = exchange.directory.database;
    return;
  }
  const credential = bearerOf(c.req.header("Authorization"));
  let owner = "admin";
  if (route.realm === "operator") {
    await requireOperator(credential, settings.admin_token);
    exchange.database = exchange.directory.database;
  } else {
    const caller = await exchange.directory.authenticate(credential);
    const { requests_per_minute } = caller.organization.settings.rate_limits;
    exchange.caller = caller;
    Object.assign(
      exchange.headers,
      spend(windows, caller.api_key.id, "default", requests_per_minute, clock().getTime()),
    );
    requireScope(exchange, route.scope);
    if (route.realm === "organization") {
      requireModule(exchange, route.module);
      exchange.database = openDatabase(exchange.directory.engineOf(caller.database), exchange.meter);
    } else {
      exchange.database = exchange.directory.database;
    }
    owner = caller.organization.id;
  }
  await readKey(c, route, exchange, owner, credential);
}

async function readKey(c: Context<AppEnv>, route: Route, exchange: Exchange, owner: string, credential: string) {
  const writes = route.method !== "get" && !(route.dry_run && c.req.query("dry_run") === "true");
  if (!writes) return;
  const key = readIdempotencyKey(c.req.header("Idempotency-Key"));
  if (key === null) return;
  // An answer sealed for one credential can't be repeated to another.
  const caller = route.secret_answer ? credential : "";
  const fingerprint = await fingerprintOf(c.req.method, c.req.url, await readBody(c.req), caller);
  exchange.idempotency = { owner, key, fingerprint, now: exchange.clock() };
}

async function bodyOf(c: Context<AppEnv>, route: Route): Promise<unknown> {
  if (!route.body) {
    const bytes = route.method === "get" ? EMPTY : await readBody(c.req);
    if (route.method !== "get") validate(z.strictObject({}), parseJson(bytes, c.req.header("Content-Type")));
    return undefined;
  }
  return validate(route.body, unwrap(parseJson(await readBody(c.req), c.req.header("Content-Type")), route.wrappers));
}

function noSuchPath(routes: readonly Route[], method: string, path: string): DomainError {
  const allowed = routes
    .filter((route) => new RegExp(`^${route.path.replaceAll(/:[a-z_]+/g, "[^/]+")}$`).test(path))
    .map((route) => route.method.toUpperCase());
  if (allowed.length > 0 && !allowed.includes(method)) {
    return refuse("method_not_allowed", `Use ${allowed.join(" or ")} on this path.`, {
      headers: { Allow: [...new Set(allowed)].join(", ") },
    });
  }
  return refuse("not_found", "There is no such path. See /openapi.json for those there are.");
}

/** The caller's own `X-Request-Id`, if it is well formed, else a new one. */
function requestId(c: Context): string {
  const given = c.req.header("X-Request-Id");
  return given && /^[\w.:-]{1,128}$/.test(given) ? given : `req_${ulid().toLowerCase()}`;
}

function describe(error: unknown): unknown {
  return error instanceof Error
    ? { message: error.message, stack: error.stack, cause: String(error.cause ?? "") }
    : String(error);
}
