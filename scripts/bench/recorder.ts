import type { Engine, Mode, SqlStatement } from "../../src/storage/port.ts";
import { loadSources } from "./modules.ts";
import { SCENARIOS, type ScenarioName, type Send, type Shop, stockShop } from "./scenarios.ts";
import { openSqlite } from "./sqlite.ts";

/** One round trip to an organization's database. */
export type Call = { mode: Mode; statements: SqlStatement[] };
/** What the program sends for a run of a scenario, request by request. */
export type RecordedRun = Call[][];

export type Recorder = {
  /** What makes an empty database that of the organization: its schema, its catalogue and its stock. */
  setup: Call[];
  /** Runs a scenario so often, one after the other, and answers what was sent to the organization's database. */
  record(scenario: ScenarioName, runs: number): Promise<RecordedRun[]>;
};

const ADMIN_TOKEN = "an-admin-token-for-the-recorder";

/** Serves the API of a new organization in this process, on SQLite in memory, and writes down what it sends to its database. */
export async function openRecorder(variants: number): Promise<Recorder> {
  const tape = newTape();
  const send = await newClient(tape.wrapEngine, tape.database.asD1());
  const { api_key } = await send.as(ADMIN_TOKEN)<{ api_key: { key: string } }>("POST", "/admin/v1/organizations", {
    ...{ name: "Recorded", slug: "recorded", settings: { rate_limits: { requests_per_minute: 1_000_000 } } },
  });
  const sendAsShop = send.as(api_key.key);
  const shop = await stockShop(sendAsShop, variants);
  return { setup: tape.take(), record: (scenario, runs) => recordRuns(tape, sendAsShop, shop, scenario, runs) };
}

async function recordRuns(tape: Tape, send: Send, shop: Shop, scenario: ScenarioName, count: number) {
  const runs: RecordedRun[] = [];
  for (let at = 0; at < count; at++) {
    const run: RecordedRun = [];
    const recording: Send = async (...request) => {
      const data = await send<never>(...request);
      run.push(tape.take());
      return data;
    };
    await SCENARIOS[scenario].run(recording, shop, at);
    runs.push(numberOrders(run, tape.lastOrder()));
  }
  return runs;
}

/** Lets a new order have the number in its list that it has got: what is replayed out of turn must find the same rows. */
function numberOrders(run: RecordedRun, sequence: number): RecordedRun {
  const numbered = ({ sql, params }: SqlStatement): SqlStatement =>
    sql.startsWith('insert into "orders"')
      ? { sql: sql.replace("values (null,", "values (?,"), params: [sequence, ...params] }
      : { sql, params };
  return run.map((calls) => calls.map(({ mode, statements }) => ({ mode, statements: statements.map(numbered) })));
}

type Tape = ReturnType<typeof newTape>;

/** An organization's database, and the calls that have reached it since they were last taken. */
function newTape() {
  const database = openSqlite();
  let calls: Call[] = [];
  return {
    database,
    /** Every engine is wrapped, that of the directory too: what counts is which database a call has reached. */
    wrapEngine: (engine: Engine): Engine => ({
      async execute(statements, mode) {
        const before = database.executions();
        const results = await engine.execute(statements, mode);
        if (database.executions() > before) calls.push({ mode, statements });
        return results;
      },
    }),
    take(): Call[] {
      const taken = calls;
      calls = [];
      return taken;
    },
    lastOrder: () =>
      Number(database.execute([{ sql: "SELECT max(sequence) AS last FROM orders", params: [] }])[0]?.[0]?.last),
  };
}

/** Sends requests to the program in this process. */
async function newClient(wrapEngine: (engine: Engine) => Engine, tenant: D1Database) {
  loadSources();
  const { createApp } = await import("../../src/app.ts");
  const { parseEnv } = await import("../../src/env.ts");
  const app = createApp({ clock: () => new Date(), settings: parseEnv, wrapEngine });
  const env = { ENGINE: "d1", ADMIN_TOKEN, DIRECTORY: openSqlite().asD1(), TENANT_001: tenant };
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;

  return {
    as:
      (key: string): Send =>
      async (method, path, body) => {
        const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
        const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
        const response = await app.fetch(new Request(`http://recorder${path}`, init), env, context);
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
        return ((await response.json()) as { data: never }).data;
      },
  };
}
