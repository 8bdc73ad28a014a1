import { unauthorized } from "../control/directory";
import { refuse } from "../shared/errors";
import { type Module, type Organization, SCOPES, type Scope } from "../shared/organization";

const BEARER = /^Bearer +([^\s]+)$/i;

/** The credential of the request; 401 without one. */
export function bearerOf(authorization: string | undefined): string {
  const credential = BEARER.exec(authorization ?? "")?.[1];
  if (credential === undefined) throw unauthorized();
  return credential;
}

/** Lets the operator in: compares digests, so that time tells nothing of the token. */
export async function requireOperator(credential: string, admin_token: string): Promise<void> {
  const [given, expected] = await Promise.all([credential, admin_token].map(digest));
  let difference = 0;
  for (const [at, byte] of (expected as Uint8Array).entries()) difference |= byte ^ ((given as Uint8Array)[at] ?? 0);
  if (difference !== 0) {
    throw refuse("unauthorized", "Send the ADMIN_TOKEN as `Authorization: Bearer …`.", {
      headers: { "WWW-Authenticate": 'Bearer realm="Stockbook administration"' },
    });
  }
}

/** Refuses a key whose scopes do not reach `scope`; each scope includes those before it. */
export function requireScope(scopes: readonly Scope[], scope: Scope): void {
  const held = Math.max(-1, ...scopes.map((name) => SCOPES.indexOf(name)));
  if (held < SCOPES.indexOf(scope)) {
    throw refuse("forbidden", `This needs a key with the scope ${scope}. Ask an admin of your organization for one.`, {
      details: { required_scope: scope },
    });
  }
}

/** Refuses an organization that lacks the module. */
export function requireModule({ modules }: Organization, module: Module | undefined): void {
  if (module && !modules.includes(module)) {
    throw refuse(
      "module_disabled",
      `Your organization does not have the module ${module}. Ask the operator to enable it.`,
      {
        details: { module },
      },
    );
  }
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
