import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import type { Tenant } from "../commands/run";
import { type DirectoryMemory, newDirectoryMemory, openDirectory } from "../control/directory";
import type { JobQueue } from "../control/job_queue";
import { openDatabase } from "../data/database";
import type { Clock } from "../shared/clock";
import type { Deployment } from "../shared/deployment";
import { newRequestId } from "../shared/ids";
import type { DatabaseSettings } from "../storage/engines/all";
import type { TenantHost } from "../storage/engines/provider";
import { type Engine, type Meter, newMeter } from "../storage/port";
import { resendOnce } from "../storage/retry";
import { type Admitted, admitToDirectory, authenticate, receive, type Visit } from "./admission";
import { readBody } from "./body";
import { MCP_REQUEST_HEADERS, MCP_RESPONSE_HEADERS, REQUEST_HEADERS, RESPONSE_HEADERS } from "./headers";
import { type HostedCall, toHostedRequest } from "./hosted_call";
import { noSuchPath, servedPaths } from "./paths";
import { deploymentAt, publicUrl } from "./public_url";
import type { RateWindows } from "./rate_limit";
import { respondToError, timing } from "./respond";
import type { OrganizationRoute, Route } from "./route";
import { type ServerEnv, serveRoute } from "./serve_route";
import { isTenants, type ServeTenant } from "./tenant_app";

/** What the server needs of its surroundings; `wrapEngine` lets tests stand between it and its databases. */
export type Platform = {
  clock: Clock;
  settings: (env: Record<string, unknown>) => {
    admin_token: string;
    databases: DatabaseSettings;
    queue: JobQueue | null;
    deployment: Deployment;
  };
  wrapEngine?: ((engine: Engine) => Engine) | undefined;
  /** Sends an organization's events after a response. `again` has what is left sent in so many seconds. It never throws. */
  deliver: (
    at: Pick<Tenant, "organization" | "clock" | "deployment"> & { engine: Engine },
    again: (delay_seconds: number) => Promise<void>,
  ) => Promise<void>;
};

/** Lets the scripts of any site call the API with a key that they hold: no cookies are involved. */
const openToBrowsers = cors({
  origin: "*",
  allowMethods: ["GET", "HEAD", "POST", "PATCH", "DELETE"],
  allowHeaders: [...REQUEST_HEADERS, ...MCP_REQUEST_HEADERS],
  exposeHeaders: [...Object.keys(RESPONSE_HEADERS), ...MCP_RESPONSE_HEADERS],
  maxAge: 86_400,
});

/** What one isolate keeps between requests. */
type Isolate = {
  settings: ReturnType<Platform["settings"]>;
  memory: DirectoryMemory;
  windows: RateWindows;
  failures: RateWindows;
};

/**
 * The server: finds out who calls, how fast and for which organization, and hands the organization's own requests to the
 * tenant app. Routes of the directory are served here.
 */
export function gateway(platform: Platform, routes: readonly Route[], serveTenant: ServeTenant): Hono<ServerEnv> {
  const { clock } = platform;
  const isolates = new WeakMap<object, Isolate>();
  const visits = new WeakMap<Request, Visit<Isolate>>();
  const visitOf = (c: Context<ServerEnv>) => visits.get(c.req.raw) as Visit<Isolate>;
  const app = new Hono<ServerEnv>();

  app.use(async (c, next) => {
    const started = Date.now();
    c.set("exchange", { request_id: requestIdOf(c), meter: newMeter() });
    await next();
    if (publicUrl(c).protocol === "https:") c.res.headers.set("Strict-Transport-Security", "max-age=31536000");
    c.res.headers.set("X-Request-Id", c.get("exchange").request_id);
    c.res.headers.append("Server-Timing", timing("total", Date.now() - started));
  });
  app.use(openToBrowsers);
  app.use(async (c, next) => {
    const isolate = isolates.get(c.env) ?? newIsolate(platform, c.env);
    isolates.set(c.env, isolate);
    const meter = newMeter();
    const directory = directoryFor(c, platform, isolate, meter);
    const visit: Visit<Isolate> = { isolate, directory, headers: {} };
    visits.set(c.req.raw, visit);
    await next();
    for (const [name, value] of Object.entries(visit.headers)) c.res.headers.set(name, value);
    c.res.headers.append("Server-Timing", timing("directory", meter.round_trips));
  });

  /** Has an organization's own request served: next to its database, or here. */
  async function serve(c: Context<ServerEnv>, route: OrganizationRoute, admitted: Admitted) {
    const { directory, isolate } = visitOf(c);
    const { organization, database: address, actor, scopes, credential } = admitted;
    const { request_id, meter } = c.get("exchange");
    const host = directory.hostOf(address);
    if (host) return forward(c, route, host, { organization, actor, scopes, request_id });
    const database = openDatabase(directory.engineOf(address), meter);
    const deployment = deploymentAt(isolate.settings.deployment, publicUrl(c));
    const wake = () => {
      const at = { organization, engine: directory.engineOf(address), clock, deployment };
      const again = (delay_seconds: number) =>
        directory.sendJobs([{ organization_id: organization.id, job: "deliveries" }], delay_seconds);
      c.executionCtx.waitUntil(platform.deliver(at, again));
    };
    const tenant = { organization, database, actor, clock, deployment, wake };
    const finish = (work: Promise<unknown>) => c.executionCtx.waitUntil(work);
    return serveTenant(c.req.raw, { tenant, scopes, credential, request_id, meter, finish });
  }

  for (const route of routes) {
    if (!isTenants(route)) {
      serveRoute(app, route, (c) => admitToDirectory(c, visitOf(c), route, clock));
    } else if (route.realm === "integration") {
      app.on(route.method, route.path, (c) => receive(c, visitOf(c), clock, (admitted) => serve(c, route, admitted)));
    } else {
      app.on(route.method, route.path, async (c) => {
        const { caller, credential } = await authenticate(c, visitOf(c), clock, route);
        const { organization, database, api_key } = caller;
        const actor = { type: "api_key", id: api_key.id } as const;
        return serve(c, route, { organization, database, actor, scopes: api_key.scopes, credential });
      });
    }
  }
  const paths = servedPaths(routes);
  app.notFound((c) => respondToError(c.get("exchange"), noSuchPath(paths, c.req.method, c.req.path), publicUrl(c)));
  app.onError((error, c) => respondToError(c.get("exchange"), error, publicUrl(c)));
  return app;
}

/**
 * Has a request served next to the organization's database. After a lost connection it is sent once more if it changes
 * nothing, or if an idempotency key, or the sender's id of a webhook, makes a repetition harmless.
 */
async function forward(c: Context, route: OrganizationRoute, host: TenantHost, call: HostedCall): Promise<Response> {
  const body = route.method === "get" ? null : await readBody(c, route.most_bytes);
  const send = () => host.fetch(toHostedRequest(c.req.raw, call, body));
  const has_key = !route.raw_body && c.req.header("Idempotency-Key") !== undefined;
  const repeatable = route.method === "get" || route.realm === "integration" || has_key;
  const response = await (repeatable ? resendOnce(send) : send());
  return new Response(response.body, response);
}

function newIsolate({ settings }: Platform, env: Record<string, unknown>): Isolate {
  return { settings: settings(env), memory: newDirectoryMemory(), windows: new Map(), failures: new Map() };
}

function directoryFor(c: Context, { clock, wrapEngine }: Platform, { settings, memory }: Isolate, meter: Meter) {
  const later = (work: Promise<unknown>) => c.executionCtx.waitUntil(work);
  const { databases, queue, deployment } = settings;
  return openDirectory({ databases, queue, deployment, memory, clock, meter, wrapEngine, later });
}

/** The caller's own `X-Request-Id` if it is well formed, else a new one. */
function requestIdOf(c: Context): string {
  const given = c.req.header("X-Request-Id");
  return given && /^[\w.:-]{1,128}$/.test(given) ? given : newRequestId();
}
