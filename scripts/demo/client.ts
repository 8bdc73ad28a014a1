import { routes, serveTenant } from "../../src/app";
import { parseEnv } from "../../src/env";
import { gateway } from "../../src/http/gateway";
import type { Engine, SqlResult } from "../../src/storage/port";
import { demoClock, setDemoClock } from "./clock";

export type Client = ReturnType<typeof newClient>;
type Env = Record<string, unknown> & { ADMIN_TOKEN: string };

/** Sends requests to the application in this process, at a time that the caller sets. */
export function newClient(env: Env, context: ExecutionContext) {
  let key = env.ADMIN_TOKEN;
  // Events are left to the server that follows: nothing is sent at the demo's time.
  const deliver = async () => {};
  const platform = { clock: demoClock, settings: parseEnv, wrapEngine: cacheKeyLookups(), deliver };
  const app = gateway(platform, routes, serveTenant);

  /** Returns the `data` of the response. Throws on any error, because every request of the demo has to succeed. */
  async function send<T>(
    method: "GET" | "POST" | "PATCH",
    path: string,
    body?: unknown,
    headers: Record<string, string> = { Authorization: `Bearer ${key}` },
  ): Promise<T> {
    const request = new Request(`http://demo${path}`, {
      method,
      headers: { ...headers, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await app.fetch(request, env, context);
    const text = await response.text();
    if (!response.ok) {
      throw new Error(
        `${method} ${path} at ${demoClock().toISOString()}: ${response.status} ${text}\n${JSON.stringify(body)}`,
      );
    }
    return JSON.parse(text).data;
  }

  return {
    setClock: setDemoClock,
    authenticate(credential: string) {
      key = credential;
    },
    get: <T>(path: string) => send<T>("GET", path),
    /** `headers` take the place of the key. */
    post: <T>(path: string, body?: unknown, headers?: Record<string, string>) => send<T>("POST", path, body, headers),
    patch: <T>(path: string, body: unknown) => send<T>("PATCH", path, body),
    /** Sends a request as the operator. */
    operate: <T>(path: string) => send<T>("POST", path, undefined, { Authorization: `Bearer ${env.ADMIN_TOKEN}` }),
  };
}

/**
 * Looks each API key up only once. The application caches it for a minute, but the demo's clock moves on by more
 * between requests, so that look-ups would be a third of all the work. Writes of `last_used_at` are left out as well.
 */
function cacheKeyLookups() {
  const lookups = new Map<string, Promise<SqlResult[]>>();
  return (engine: Engine): Engine => ({
    execute(statements, mode) {
      const [{ sql, params } = { sql: "", params: [] }] = statements;
      if (sql.startsWith('update "api_keys" set "last_used_at"')) return Promise.resolve([]);
      if (mode === "write" || !sql.includes('from "api_keys" where "api_keys"."hash"')) {
        return engine.execute(statements, mode);
      }
      const hash = String(params[0]);
      const lookup = lookups.get(hash) ?? engine.execute(statements, mode);
      lookups.set(hash, lookup);
      return lookup;
    },
  });
}
