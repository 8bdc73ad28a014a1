import { type Context, Hono } from "hono";
import type { TenantContext } from "../commands/context";
import { type Tenant, tenantContext } from "../commands/run";
import type { Scope } from "../shared/organization";
import type { Meter } from "../storage/port";
import { requireModule, requireScope } from "./authenticate";
import { readBody } from "./body";
import type { Host } from "./host";
import { publicUrl } from "./public_url";
import { respond, respondToError } from "./respond";
import type { OrganizationRoute, ProtocolRoute, Route } from "./route";
import { type ServerEnv, serveRoute } from "./serve_route";

/** What the gateway hands over with a request: whose it is, what they may do, and where to count its cost. */
type TenantCall = {
  tenant: Tenant;
  scopes: readonly Scope[];
  credential: string;
  request_id: string;
  meter: Meter;
  finish: Host<TenantContext>["finish"];
};

/** Of those who do not authenticate with a credential, but sign what they send. */
export const NO_CREDENTIAL = "";

/** Serves a request that the gateway has admitted. */
export type ServeTenant = (request: Request, call: TenantCall) => Promise<Response>;

/**
 * An organization's own API: routes on a given tenant, which need nothing but the request and the tenant. They are served in
 * the gateway's isolate, or next to the organization's database.
 */
export function tenantApp(routes: readonly Route[]): ServeTenant {
  const app = new Hono<ServerEnv>();
  app.use(async (c, next) => {
    const { request_id, meter } = callOf(c);
    c.set("exchange", { request_id, meter });
    await next();
  });
  for (const route of routes.filter(isTenants)) {
    if ("serve" in route) {
      app.on(route.method, route.path, (c) => serveProtocol(c, route, async (inner) => app.fetch(inner, c.env)));
      continue;
    }
    serveRoute(app, route, async (c) => {
      const { tenant, scopes, credential, finish } = callOf(c);
      if (route.realm === "organization") {
        requireScope(scopes, route.scope);
        requireModule(tenant.organization, route.module);
      }
      const { database, clock, organization, actor, wake } = tenant;
      return {
        ...{ database, clock, credential, wake, finish },
        ...{ owner: organization.id, caller: actor.id, contextOf: tenantContext(tenant) },
      };
    });
  }
  app.onError((error, c) => respondToError(c.get("exchange"), error, publicUrl(c)));
  return async (request, call) => app.fetch(request, { call });
}

/** Serves a request of another protocol. The response is sent as a whole, since its headers say what it has cost. */
async function serveProtocol(
  c: Context<ServerEnv>,
  route: ProtocolRoute,
  fetch: (inner: Request) => Promise<Response>,
) {
  const { tenant, scopes } = callOf(c);
  requireScope(scopes, route.scope);
  requireModule(tenant.organization, route.module);
  const exchange = c.get("exchange");
  const bytes = await readBody(c, route.most_bytes);
  const response = await route.serve({ request: c.req.raw, bytes, tenant, scopes, exchange, fetch });
  const headers = { "Content-Type": response.headers.get("Content-Type") };
  return respond(exchange, response.status, await response.text(), headers);
}

/** True for the routes that run on an organization's own database. */
export function isTenants(route: Route): route is OrganizationRoute {
  return route.realm === "organization" || route.realm === "integration";
}

/** Hono takes what surrounds a request as its bindings: here there is one, and only the function above sets it. */
function callOf({ env }: Context<ServerEnv>): TenantCall {
  return env.call as TenantCall;
}
