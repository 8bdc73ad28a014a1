import { createClient, type InValue } from "@libsql/client/web";
import { fromBase64 } from "../../shared/base64";
import { classifyDriverError } from "../failures";
import { type Engine, plain, type SqlResult, type SqlStatement } from "../port";
import { inTurn } from "../turns";
import { keepStreams, type LibsqlAddress, type PipelineResult, type StepResult } from "./libsql_streams";
import { callProvider, type EngineProvider, NoRecovery, type WrapEngine } from "./provider";
import { createTursoDatabase, removeTursoDatabase, type TursoCloud } from "./turso";

/** A libSQL server with namespaces, and its admin API, which takes a key of its own, or else the token of the databases. */
export type LibsqlServer = {
  url: string;
  admin_url: string;
  auth_token?: string | undefined;
  admin_auth_key?: string | undefined;
};

/**
 * libSQL databases are created at run time: a namespace of one's own server, or a database at Turso. The address of a namespace is
 * its name, that of a database at Turso its URL.
 */
export function libsqlProvider(
  server: LibsqlServer | null,
  turso: TursoCloud | null,
  wrapEngine: WrapEngine,
): EngineProvider {
  return {
    is_available: server !== null || turso !== null,
    async create(wanted) {
      const name = wanted.name.replaceAll("_", "-");
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

/**
 * sqld counts a statement's columns before SQLite notices that another connection changed the schema. So that this can't cut
 * off columns of a `SELECT *`, each batch begins with a statement that has it notice.
 */
const NOTICE_CHANGED_SCHEMA = plain("SELECT 1 FROM sqlite_schema LIMIT 0");

/**
 * The writes of an isolate to a database are sent one after the other, since only one can write. Where several wait, sqld 0.24
 * lets them wait for seconds or refuses them (SQLITE_BUSY) when it moves the write-ahead log into the database. A write takes
 * milliseconds; after so long, the request ahead was most likely broken off.
 */
const PATIENCE_MS = 1_000;

/** A libSQL database behind the port. */
function libsqlEngine(address: LibsqlAddress): Engine {
  return {
    async execute(statements, mode) {
      // Only who writes waits for a writer.
      if (mode === "read") return runBatch(address, statements, "read");
      return inTurn(`${address.url} ${address.namespace}`, PATIENCE_MS, () => runBatch(address, statements, "write"));
    },
  };
}

/** One HTTP request, on a stream that an earlier one may have opened. */
async function runBatch(address: LibsqlAddress, statements: SqlStatement[], mode: "read" | "write") {
  let steps: StepResult[] = [];
  const client = createClient({
    url: address.url,
    ...(address.auth_token ? { authToken: address.auth_token } : {}),
    fetch: keepStreams(address, (results) => {
      steps = takeSteps(results);
    }),
  });
  try {
    await client.batch(
      [NOTICE_CHANGED_SCHEMA, ...statements].map(({ sql, params }) => ({ sql, args: params as InValue[] })),
      mode,
    );
    // Before ours are BEGIN and the statement above.
    return statements.map((_, at) => resultOf(steps[at + 2] as StepResult));
  } catch (error) {
    throw classifyDriverError(error);
  } finally {
    client.close();
  }
}

/**
 * Takes the results of a batch's steps out of a response before the client reads it. The client checks that the batch was
 * committed, but it drops what a statement cost, and spends more on naming the values of rows than the server on reading them.
 */
function takeSteps(results: PipelineResult[]): StepResult[] {
  const batch = results.find(({ response }) => response?.type === "batch")?.response?.result;
  if (!batch) return [];
  const steps = batch.step_results;
  batch.step_results = steps.map((step) => step && { ...step, rows: [] });
  return steps as StepResult[];
}

function resultOf({ rows, rows_read, rows_written }: StepResult): SqlResult {
  return { rows: rows.map((row) => row.map(plainValue)), rows_read, rows_written };
}

function plainValue({ type, value, base64 }: StepResult["rows"][number][number]): unknown {
  if (type === "integer") return integer(Number(value));
  if (type === "null") return null;
  return type === "blob" ? fromBase64(base64 as string).buffer : value;
}

function integer(number: number): number {
  if (!Number.isSafeInteger(number)) throw new RangeError("An integer of the database is too large for a number");
  return number;
}
