import type { Context } from "hono";
import type { UnitOfWork } from "../commands/context";
import type { Tenant } from "../commands/run";
import type { ControlContext } from "../control/context";
import type { Caller, Directory } from "../control/directory";
import type { Clock } from "../shared/clock";
import { DomainError } from "../shared/errors";
import { organizationOfIntegration } from "../shared/ids";
import { unverified } from "../shared/integrations";
import type { DatabaseAddress, Scope } from "../shared/organization";
import { bearerOf, requireOperator, requireScope } from "./authenticate";
import type { Host } from "./host";
import { countFailure, policyOf, type RateWindows, spend } from "./rate_limit";
import type { ControlRoute, Route } from "./route";
import { NO_CREDENTIAL } from "./tenant_app";

/** Who was let in, and to which database. */
export type Admitted = Pick<Tenant, "organization" | "actor"> & {
  database: DatabaseAddress;
  scopes: readonly Scope[];
  credential: string;
};

/** What is counted in an isolate, and what it authenticates the operator by. */
type Gate = {
  settings: { admin_token: string };
  /** The requests of keys and organizations. */
  windows: RateWindows;
  /** The failed attempts to authenticate, by address. */
  failures: RateWindows;
};

/** What is known of one request while it is let in; `headers` are added to its response. */
export type Visit<G extends Gate = Gate> = { isolate: G; directory: Directory; headers: Record<string, string> };

/** Finds out whose key it is and counts the request against its minute; refuses with 401, 403 or 429. */
export async function authenticate(c: Context, visit: Visit, clock: Clock, { rate }: Pick<Route, "rate">) {
  const { isolate, directory, headers } = visit;
  return countingFailures(c, visit, clock, async () => {
    const credential = bearerOf(c.req.header("Authorization"));
    const caller = await directory.authenticate(credential);
    const ids = { caller_id: caller.api_key.id, organization_id: caller.organization.id };
    const policy = policyOf(caller.organization.settings.rate_limits, rate);
    Object.assign(headers, spend(isolate.windows, ids, policy, clock().getTime()));
    return { caller, credential };
  });
}

/**
 * Has a webhook served for the organization that its path leads to. Who has signed it is found out next to the organization's
 * database: until then nobody is told more than 401, which counts as a failed attempt.
 */
export async function receive(
  c: Context,
  visit: Visit,
  clock: Clock,
  serve: (admitted: Admitted) => Promise<Response>,
): Promise<Response> {
  const { isolate, directory, headers } = visit;
  return countingFailures(c, visit, clock, async () => {
    const id = c.req.param("integration_id") ?? "";
    const organization_id = organizationOfIntegration(id);
    const found = organization_id && (await directory.organizationBy(organization_id));
    if (!found) throw unverified();
    const ids = { caller_id: id, organization_id: found.organization.id };
    const policy = policyOf(found.organization.settings.rate_limits);
    Object.assign(headers, spend(isolate.windows, ids, policy, clock().getTime()));
    const actor = { type: "integration", id } as const;
    const response = await serve({ ...found, actor, scopes: [], credential: NO_CREDENTIAL });
    if (response.status === 401) throw unverified();
    return response;
  });
}

/** The operator's token; refuses any other credential with 401 or 429. */
async function authenticateOperator(c: Context, visit: Visit, clock: Clock): Promise<string> {
  return countingFailures(c, visit, clock, async () => {
    const credential = bearerOf(c.req.header("Authorization"));
    await requireOperator(credential, visit.isolate.settings.admin_token);
    return credential;
  });
}

/** Runs an attempt to authenticate. Who fails too often from one address gets 429; who succeeds from there is not affected. */
async function countingFailures<T>(
  c: Context,
  { isolate }: Visit,
  clock: Clock,
  attempt: () => Promise<T>,
): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof DomainError && error.code === "unauthorized") {
      countFailure(isolate.failures, c.req.header("CF-Connecting-IP") ?? "local", clock().getTime());
    }
    throw error;
  }
}

/** The directory as the host of a route, for whoever its realm lets in. */
export async function admitToDirectory(
  c: Context,
  visit: Visit,
  route: ControlRoute,
  clock: Clock,
): Promise<Host<ControlContext>> {
  const { directory } = visit;
  const hostFor = (owner: string, credential: string, caller: Caller | null) => ({
    ...{ database: directory.database, clock, owner, credential },
    caller: caller?.api_key.id ?? owner,
    contextOf: (unit: UnitOfWork) => ({
      ...{ ...unit, directory },
      ...{ organization: caller?.organization ?? null, api_key_id: caller?.api_key.id ?? null },
    }),
  });
  if (route.realm === "public") return hostFor("public", "", null);
  if (route.realm === "operator") return hostFor("admin", await authenticateOperator(c, visit, clock), null);
  const { caller, credential } = await authenticate(c, visit, clock, route);
  requireScope(caller.api_key.scopes, route.scope);
  return hostFor(caller.organization.id, credential, caller);
}
