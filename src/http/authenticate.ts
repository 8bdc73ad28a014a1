import { unauthorized } from "../control/directory";
import { refuse, refuseAll } from "../shared/errors";
import { type Module, moduleProblems, type Organization, SCOPES, type Scope } from "../shared/organization";

const BEARER = /^Bearer +([^\s]+)$/i;

/** The request's bearer credential; 401 `unauthorized` without one. */
export function bearerOf(authorization: string | undefined): string {
  const credential = BEARER.exec(authorization ?? "")?.[1];
  if (credential === undefined) throw unauthorized();
  return credential;
}

/** Refuses anyone but the operator with 401 `unauthorized`. Digests are compared, so timing reveals nothing of the token. */
export async function requireOperator(credential: string, admin_token: string): Promise<void> {
  const [given, expected] = await Promise.all([credential, admin_token].map(digest));
  let difference = 0;
  for (const [at, byte] of (expected as Uint8Array).entries()) difference |= byte ^ ((given as Uint8Array)[at] ?? 0);
  if (difference !== 0) {
    throw refuse("unauthorized", "Send the deployment's ADMIN_TOKEN as `Authorization: Bearer …`.", {
      headers: { "WWW-Authenticate": 'Bearer realm="Stockbook administration"' },
    });
  }
}

/** True for a key that has `scope`; each scope includes those before it. */
export function hasScope(scopes: readonly Scope[], scope: Scope): boolean {
  return scopes.some((held) => SCOPES.indexOf(held) >= SCOPES.indexOf(scope));
}

/** Refuses a key without `scope` with 403 `forbidden`. */
export function requireScope(scopes: readonly Scope[], scope: Scope): void {
  if (!hasScope(scopes, scope)) {
    throw refuse(
      "forbidden",
      `This request needs an API key with the scope ${scope}. Ask an admin of your organization for one.`,
      {
        details: { required_scope: scope },
      },
    );
  }
}

/** Refuses an organization without the module with 403 `module_disabled`. */
export function requireModule(organization: Organization, module: Module | undefined): void {
  if (module) refuseAll(moduleProblems(organization, module));
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
