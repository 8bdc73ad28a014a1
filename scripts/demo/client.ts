import { createApp } from "../../src/app";
import { parseEnv } from "../../src/env";
import type { Engine, SqlResult } from "../../src/storage/port";

export type Client = ReturnType<typeof newClient>;
type Env = Record<string, unknown> & { ADMIN_TOKEN: string };

/** Sends requests to the application itself, in this process, at a time that is set by hand. */
export function newClient(env: Env, context: ExecutionContext) {
  let now = new Date();
  let key = env.ADMIN_TOKEN;
  const app = createApp({ clock: () => now, settings: parseEnv, wrapEngine: rememberKeys() });

  /** Answers the `data` of the answer; a refusal of any kind is a fault of the demo, and ends it. */
  async function send<T>(method: "GET" | "POST" | "PATCH", path: string, body?: unknown): Promise<T> {
    const request = new Request(`http://demo${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await app.fetch(request, env, context);
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path} at ${now.toISOString()}: ${response.status} ${text}\n${JSON.stringify(body)}`);
    }
    return JSON.parse(text).data;
  }

  return {
    setClock(time: number) {
      now = new Date(time);
    },
    authenticate(credential: string) {
      key = credential;
    },
    get: <T>(path: string) => send<T>("GET", path),
    post: <T>(path: string, body?: unknown) => send<T>("POST", path, body),
  };
}

/**
 * Asks the directory only once for a key. Its memory lasts a minute, which here is over before the next request; that
 * would be a third of all the work. When a key was last used is not noted either.
 */
function rememberKeys() {
  const known = new Map<string, Promise<SqlResult[]>>();
  return (engine: Engine): Engine => ({
    execute(statements, mode) {
      const [{ sql, params } = { sql: "", params: [] }] = statements;
      if (sql.startsWith('update "api_keys" set "last_used_at"')) return Promise.resolve([]);
      if (mode === "write" || !sql.includes('from "api_keys" where "api_keys"."hash"')) {
        return engine.execute(statements, mode);
      }
      const hash = String(params[0]);
      const answer = known.get(hash) ?? engine.execute(statements, mode);
      known.set(hash, answer);
      return answer;
    },
  });
}
