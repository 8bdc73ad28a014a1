import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import { routes } from "../../src/app";
import { parseEnv, type Settings } from "../../src/env";
import { gateway } from "../../src/http/gateway";
import { answerSchema, ErrorBody, errorsOf } from "../../src/http/openapi";
import type { Route } from "../../src/http/route";
import { tenantApp } from "../../src/http/tenant_app";
import { deliverSoon } from "../../src/jobs/deliveries";
import type { Clock } from "../../src/shared/clock";
import type { Engine } from "../../src/storage/port";
import { setSurroundingsOfAlarms, withSurroundings } from "./hosting";
import { createRereader, overlapping } from "./reread";

const ADMIN_TOKEN = "test-admin-token-0123456789";

export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into; that it fits the schema is checked here
  body: any;
};
export type Sent = { key?: string; body?: unknown; headers?: Record<string, string> };
export type Tenant = Awaited<ReturnType<TestApp["mintTenant"]>>;
export type TestApp = ReturnType<typeof createTestApp>;

type Surroundings = {
  now?: string;
  /** Instead of a clock that stands still until the test moves it. */
  clock?: Clock;
  /** Stands between the program and its databases, to count or to break. */
  wrapEngine?: (engine: Engine) => Engine;
  settings?: (settings: Settings) => Settings;
  /** The routes to serve instead of those of the application. */
  serve?: readonly Route[];
  /** What is done after a commit for which lanes wait, instead of sending its events. */
  deliver?: typeof deliverSoon;
};

/**
 * The whole application on this file's databases, with a clock of its own. Each app has an isolate's memory of its own, so
 * a second one on the same databases behaves like another machine of the same deployment.
 */
export function createTestApp({
  now = "2026-11-23T08:30:00.000Z",
  clock: given_clock,
  wrapEngine,
  settings = (same) => same,
  serve = routes,
  deliver = deliverSoon,
}: Surroundings = {}) {
  const clock = {
    now: new Date(now),
    advance(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
  };
  const platform = {
    clock: given_clock ?? (() => clock.now),
    settings: (bound: Record<string, unknown>) => settings(parseEnv(bound)),
  };
  const serveTenant = tenantApp(serve);
  const app = gateway({ ...platform, wrapEngine, deliver }, serve, serveTenant);
  const surroundings = {
    ...{ clock: platform.clock, serveTenant, wrapEngine },
    get deployment() {
      return platform.settings(env as never).deployment;
    },
  };
  const bindings = withSurroundings(surroundings);
  setSurroundingsOfAlarms(surroundings);
  const reread = createRereader(platform);

  /** Sends a request, and hands over the response before its body is read. */
  async function open(
    method: string,
    path: string,
    { key, body, headers }: Sent,
    context = createExecutionContext(),
  ): Promise<Response> {
    const all = new Headers(headers);
    if (key !== undefined) all.set("Authorization", `Bearer ${key}`);
    const raw = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
    if (body !== undefined && !raw && !all.has("Content-Type")) all.set("Content-Type", "application/json");
    return app.fetch(
      new Request(`http://stockbook.test${path}`, {
        method,
        headers: all,
        ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
      }),
      bindings as never,
      context,
    );
  }

  /** Sends a request; whatever is answered must fit the schema that its route declares. */
  async function send(method: string, path: string, sent: Sent): Promise<Answer> {
    const context = createExecutionContext();
    const response = await open(method, path, sent, context);
    const text = new TextDecoder().decode(await response.arrayBuffer());
    await waitOnExecutionContext(context);
    const json = text && response.headers.get("Content-Type")?.includes("/json") ? JSON.parse(text) : undefined;
    checkShape(serve, method, path, response.status, json);
    return { status: response.status, headers: response.headers, text, body: json };
  }

  /** Sends a request; what a write answers must also be what is stored. */
  async function request(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    if (!["POST", "PATCH", "DELETE"].includes(method)) return send(method, path, sent);
    return overlapping(async (overlap) => {
      const answer = await send(method, path, sent);
      const { status, headers, body } = answer;
      const stored = status < 300 && !path.includes("dry_run=true") && !headers.has("Idempotent-Replayed");
      if (stored && body && sent.key) {
        const declared = findRoute(method, new URL(path, "http://stockbook.test").pathname, serve)?.collection;
        await reread({ method, path, key: sent.key, answer: body, declared, overlap });
      }
      return answer;
    });
  }

  const admin = (method: string, path: string, sent: Omit<Sent, "key"> = {}) =>
    request(method, path, { key: ADMIN_TOKEN, ...sent });

  /**
   * Makes an organization with a database of its own, and answers how to send requests as its admin. Since the test's clock
   * stands still, it may send more in a minute than others.
   */
  async function mintTenant({
    settings,
    ...organization
  }: {
    settings?: object;
    modules?: string[];
    slug?: string;
  } = {}) {
    const rate_limits = { requests_per_minute: 1_000_000, ai_requests_per_minute: 100_000 };
    const made = await admin("POST", "/admin/v1/organizations", {
      body: {
        name: "Acme",
        slug: `tenant-${crypto.randomUUID().slice(0, 13)}`,
        settings: { rate_limits, ...settings },
        ...organization,
      },
    });
    if (made.status !== 201) throw new Error(`No tenant: ${made.status} ${made.text}`);
    const { id, api_key } = made.body.data as { id: string; api_key: { id: string; key: string } };
    return {
      id,
      slug: made.body.data.slug as string,
      api_key: api_key.key,
      api_key_id: api_key.id,
      request: (method: string, path: string, sent: Sent = {}) => request(method, path, { key: api_key.key, ...sent }),
    };
  }

  return { clock, request, open, admin, mintTenant };
}

function checkShape(served: readonly Route[], method: string, path: string, status: number, body: unknown) {
  const route = findRoute(method, new URL(path, "http://stockbook.test").pathname, served);
  if (route?.answers === "messages" && isMessage(body)) {
    route.data.parse(body);
    return;
  }
  if (status >= 400 && method !== "HEAD") {
    const { errors } = ErrorBody.parse(body);
    const undeclared = route ? errors.filter(({ code }) => !errorsOf(route).includes(code)) : [];
    if (undeclared.length > 0) throw new Error(`${method} ${path} does not declare ${undeclared[0]?.code}`);
    return;
  }
  if (route && body !== undefined) answerSchema(route)?.parse(body);
}

/** True for a message of JSON-RPC: such a route refuses with one what is no message of its protocol. */
function isMessage(body: unknown): boolean {
  return typeof body === "object" && body !== null && "jsonrpc" in body;
}

/** The route a path leads to: of several that fit, the one with the fewest parameters. */
export function findRoute(method: string, path: string, served: readonly Route[] = routes): Route | undefined {
  const parameters = (route: Route) => route.path.split(":").length;
  return served
    .filter((route) => route.method.toUpperCase() === method)
    .filter((route) => new RegExp(`^${route.path.replaceAll(/:[a-z_]+/g, "[^/]+")}$`).test(path))
    .sort((a, b) => parameters(a) - parameters(b))[0];
}
