import { DurableObject } from "cloudflare:workers";
import { parseEnv } from "../../src/env";
import { engineProviders } from "../../src/storage/engines/all";
import type { SqlStatement } from "../../src/storage/port";
import type { Call, RecordedRun } from "./recorder";

type Env = Record<string, unknown> & { TENANTS?: DurableObjectNamespace };
type Execute = (call: Call) => Promise<number>;

/** What is replayed, by the name of its scenario. Durable Objects are in the same isolate. */
const runs = new Map<string, RecordedRun[]>();

/** The databases that the statements are sent to: the first of the pool, and one that the benchmark has created. */
const ADDRESSES: Readonly<Record<string, string>> = { d1: "TENANT_001", libsql: "replay" };

/**
 * Sends recorded statements to a database, and does nothing else: what the program takes longer than this is its own share.
 * `POST /load` brings recordings, `POST /setup` what fills the database, `/run/<scenario>/<run>/<request>` replays a request,
 * and `/nothing` answers at once.
 */
export default {
  async fetch(request, env) {
    const path = new URL(request.url).pathname;
    if (path === "/nothing") return new Response("0");
    if (path === "/load") return load(await request.json());
    const { engine } = parseEnv(env).databases;
    const address = ADDRESSES[engine];
    if (address === undefined && env.TENANTS) return env.TENANTS.getByName("replay").fetch(request);
    return replay(request, executeOn(env, address ?? ""));
  },
} satisfies ExportedHandler<Env>;

/** The database of an organization that is a Durable Object. */
export class TenantObject extends DurableObject<Env> {
  override async fetch(request: Request): Promise<Response> {
    const { storage } = this.ctx;
    const run = ({ statements }: Call) =>
      statements.reduce((rows, { sql, params }) => rows + [...storage.sql.exec(sql, ...params).raw()].length, 0);
    return replay(request, async (call) =>
      call.mode === "write" ? storage.transactionSync(() => run(call)) : run(call),
    );
  }
}

function executeOn(env: Env, address: string): Execute {
  const { databases } = parseEnv(env);
  const engine = engineProviders(databases)[databases.engine].open(address);
  return async ({ statements, mode }) => {
    const results = await engine.execute(statements as SqlStatement[], mode);
    return results.reduce((sum, { rows }) => sum + rows.length, 0);
  };
}

function load({ scenario, recorded }: { scenario: string; recorded: RecordedRun[] }): Response {
  runs.set(scenario, [...(runs.get(scenario) ?? []), ...recorded]);
  return new Response("0");
}

/** Executes the calls of a request one after the other, as the program does, and answers how many rows they returned. */
async function replay(request: Request, execute: Execute): Promise<Response> {
  try {
    let rows = 0;
    for (const call of await callsOf(request)) rows += await execute(call);
    return new Response(String(rows));
  } catch (error) {
    return new Response(error instanceof Error ? `${error.message} ${error.cause ?? ""}` : String(error), {
      status: 500,
    });
  }
}

async function callsOf(request: Request): Promise<Call[]> {
  const [, action, scenario = "", run, at] = new URL(request.url).pathname.split("/");
  if (action === "setup") return request.json();
  const calls = runs.get(scenario)?.[Number(run)]?.[Number(at)];
  if (!calls) throw new Error(`${scenario} has no recording ${run}/${at}`);
  return calls;
}
