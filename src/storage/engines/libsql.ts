import { createClient, type InValue } from "@libsql/client/web";
import { classifyDriverError } from "../failures";
import type { Engine } from "../port";
import { whileNotServed } from "../retry";
import { callProvider, type EngineProvider, NoRecovery, type WrapEngine } from "./provider";
import { createTursoDatabase, removeTursoDatabase, type TursoCloud } from "./turso";

/** A libSQL server with namespaces, and its admin API, which takes a key of its own, or else the token of the databases. */
export type LibsqlServer = {
  url: string;
  admin_url: string;
  auth_token?: string | undefined;
  admin_auth_key?: string | undefined;
};

type LibsqlAddress = { url: string; auth_token?: string | undefined; namespace?: string | undefined };

/**
 * libSQL databases are created at run time: a namespace of one's own server, or a database at Turso. Its name follows from
 * the organization's id, so that a repetition finds what an interrupted attempt has created. The address of a namespace is
 * its name, that of a database at Turso its URL.
 */
export function libsqlProvider(
  server: LibsqlServer | null,
  turso: TursoCloud | null,
  wrapEngine: WrapEngine,
): EngineProvider {
  return {
    is_available: server !== null || turso !== null,
    async create({ organization_id }) {
      const name = organization_id.replaceAll("_", "-");
      if (turso) return createTursoDatabase(turso, name);
      if (server) return createNamespace(server, name);
      throw new Error("ENGINE is libsql, but neither LIBSQL_URL nor TURSO_ORGANIZATION is set");
    },
    recover() {
      throw new NoRecovery(
        "Turso recovers to a new database: `turso db create --from-db`. A server of your own has its backups.",
      );
    },
    async remove(address) {
      if (!address.startsWith("https://")) return removeNamespace(server, address);
      if (!turso) throw new Error("TURSO_ORGANIZATION is not set");
      return removeTursoDatabase(turso, address);
    },
    open(address) {
      if (address.startsWith("https://")) {
        return wrapEngine(libsqlEngine({ url: address, auth_token: turso?.group_auth_token }));
      }
      if (!server) throw new Error("LIBSQL_URL is not set");
      return wrapEngine(libsqlEngine({ ...server, namespace: address }));
    },
  };
}

async function createNamespace(server: LibsqlServer, name: string): Promise<string> {
  const { ok, status, text } = await callAdmin(server, "POST", `${name}/create`, "{}");
  if (ok || text.includes("already exists")) return name;
  throw new Error(`The libSQL server's admin API returned ${status}: ${text.slice(0, 200)}`);
}

async function removeNamespace(server: LibsqlServer | null, name: string): Promise<void> {
  if (!server) throw new Error("LIBSQL_URL is not set");
  const { ok, status, text } = await callAdmin(server, "DELETE", name);
  if (ok || status === 404) return;
  throw new Error(`The libSQL server's admin API returned ${status}: ${text.slice(0, 200)}`);
}

function callAdmin(server: LibsqlServer, method: string, path: string, body?: string) {
  const authorization = adminAuthorization(server);
  return callProvider(`${server.admin_url.replace(/\/$/, "")}/v1/namespaces/${path}`, {
    method,
    headers: { "Content-Type": "application/json", ...(authorization ? { Authorization: authorization } : {}) },
    ...(body === undefined ? {} : { body }),
  });
}

/** What the server's own admin API expects of its `--admin-auth-key`, or a proxy in front of it of the token. */
function adminAuthorization({ auth_token, admin_auth_key }: LibsqlServer): string | null {
  if (admin_auth_key) return `Basic ${admin_auth_key}`;
  return auth_token ? `Bearer ${auth_token}` : null;
}

const COST = /[^\\]"rows_read":(\d+),"rows_written":(\d+)/g;

/**
 * A libSQL database behind the port: one HTTP request an execution. The client does not pass on what a statement
 * cost, so the response it reads is read here as well.
 */
function libsqlEngine(address: LibsqlAddress): Engine {
  return {
    async execute(statements, mode) {
      let answer = "";
      const client = createClient({
        url: address.url,
        ...(address.auth_token ? { authToken: address.auth_token } : {}),
        fetch: async (request: Request) => {
          const headers = new Headers(request.headers);
          if (address.namespace) headers.set("x-namespace-bin", btoa(address.namespace).replace(/=+$/, ""));
          const sent = new Request(request, { headers });
          const response = await whileNotServed(() => fetch(sent.clone()));
          answer = await response.text();
          return new Response(answer, { status: response.status, headers: response.headers });
        },
      });
      try {
        const results = await client.batch(
          statements.map(({ sql, params }) => ({ sql, args: params as InValue[] })),
          // Only who writes waits for a writer.
          mode === "read" ? "read" : "write",
        );
        // The first step of the response is BEGIN, then come ours.
        const costs = [...answer.matchAll(COST)].slice(1);
        return results.map((result, at) => ({
          rows: result.rows.map((row) => result.columns.map((_, column) => row[column])),
          rows_read: Number(costs[at]?.[1] ?? 0),
          rows_written: Number(costs[at]?.[2] ?? 0),
        }));
      } catch (error) {
        throw classifyDriverError(error);
      } finally {
        client.close();
      }
    },
  };
}
