import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { EngineName } from "../../src/shared/organization.ts";
import { freePorts } from "../lib/address.ts";
import { upToDateBundle } from "../lib/bundle.ts";
import { startWorker } from "../lib/server.ts";
import { readSettings, stateDirectory } from "../lib/settings.ts";
import { bindingsOf, type Sqld, startSqld } from "../lib/sqld.ts";
import { openApi, openClient } from "./load.ts";
import type { Call, RecordedRun } from "./recorder.ts";
import { type ScenarioName, type Shop, stockShop } from "./scenarios.ts";

/** An engine with two servers on it: the API of an organization, and one that only sends it what the API would send. */
export type Contestant = {
  engine: EngineName;
  app: { url: string; key: string; shop: Shop };
  replay: { url: string };
  stop: () => Promise<void>;
};

export type Bundles = Awaited<ReturnType<typeof bundleServers>>;

/** The worker that is deployed, and the one that replays. */
export async function bundleServers() {
  const bundleOf = (entry: string, name: string) =>
    upToDateBundle(entry, join(stateDirectory(), "bundle", name), () => console.error(`Building ${entry}…`));
  const [app, replay] = await Promise.all([
    bundleOf("src/worker.ts", "worker"),
    bundleOf("scripts/bench/worker.ts", "bench"),
  ]);
  return { app, replay };
}

const ADMIN_TOKEN = randomBytes(24).toString("base64url");

/** What an engine needs beside a worker, started, and what the worker is told of it. */
async function startEngine(engine: EngineName, directory: string) {
  if (engine !== "libsql") return { bindings: {}, stop: async () => {} };
  const sqld = await startSqld(join(directory, "sqld"));
  await createDatabase(sqld, "replay");
  return { bindings: bindingsOf(sqld), stop: sqld.stop };
}

async function createDatabase({ admin_url, admin_auth_key }: Sqld, name: string) {
  const headers = { Authorization: `Basic ${admin_auth_key}`, "Content-Type": "application/json" };
  const response = await fetch(`${admin_url}/v1/namespaces/${name}/create`, { method: "POST", headers, body: "{}" });
  if (!response.ok) throw new Error(`sqld could not create a database: ${response.status} ${await response.text()}`);
}

/** Starts both servers on an engine, with a stocked shop behind each. */
export async function startContestant(
  engine: EngineName,
  directory: string,
  bundles: Bundles,
  variants: number,
  setup: readonly Call[],
): Promise<Contestant> {
  process.env.ADMIN_TOKEN = ADMIN_TOKEN;
  const server = await startEngine(engine, directory);
  const settings = { ...readSettings(), bindings: { ENGINE: engine, ADMIN_TOKEN, ...server.bindings } };
  const [app_port, replay_port] = (await freePorts(2)) as [number, number];
  const host = "127.0.0.1";
  const workers = await Promise.all([
    startWorker(settings, bundles.app, join(directory, "app"), { host, port: app_port }),
    startWorker(settings, bundles.replay, join(directory, "replay"), { host, port: replay_port }),
  ]);
  const replay = { url: `http://${host}:${replay_port}` };
  await setUp(replay.url, setup);
  const app = await openShop(`http://${host}:${app_port}`, variants);
  const stop = async () => {
    await Promise.all(workers.map((worker) => worker.dispose()));
    await server.stop();
  };
  return { engine, app, replay, stop };
}

/** Starts the server that is deployed on an engine, with a stocked shop behind it. */
export async function startShop(engine: EngineName, directory: string, variants: number) {
  process.env.ADMIN_TOKEN = ADMIN_TOKEN;
  const bundle = await upToDateBundle("src/worker.ts", join(stateDirectory(), "bundle", "worker"), () => {});
  const server = await startEngine(engine, directory);
  const settings = { ...readSettings(), bindings: { ENGINE: engine, ADMIN_TOKEN, ...server.bindings } };
  const [port] = (await freePorts(1)) as [number];
  const host = "127.0.0.1";
  const worker = await startWorker(settings, bundle, join(directory, "app"), { host, port });
  const shop = await openShop(`http://${host}:${port}`, variants);
  const stop = async () => {
    await worker.dispose();
    await server.stop();
  };
  return { ...shop, stop };
}

/** Makes an organization with a stocked shop, whose requests are not limited. */
async function openShop(url: string, variants: number) {
  const operator = openApi(url, 1, ADMIN_TOKEN);
  const made = await operator.send<{ api_key: { key: string } }>("POST", "/admin/v1/organizations", {
    ...{ name: "Benchmark", slug: "benchmark", settings: { rate_limits: { requests_per_minute: 1_000_000 } } },
  });
  const { key } = made.api_key;
  const api = openApi(url, 1, key);
  const shop = await stockShop(api.send, variants);
  await Promise.all([operator.close(), api.close()]);
  return { url, key, shop };
}

/** So many calls or runs are sent in one request. */
const PORTION = 100;

async function setUp(url: string, calls: readonly Call[]) {
  const client = openClient(url, 1);
  for (const portion of portions(calls)) await client.request("POST", "/setup", JSON.stringify(portion));
  await client.close();
}

/** Hands recorded runs to the server that is to replay them. */
export async function loadRuns({ replay }: Contestant, scenario: ScenarioName, runs: readonly RecordedRun[]) {
  const client = openClient(replay.url, 1);
  for (const recorded of portions(runs)) {
    await client.request("POST", "/load", JSON.stringify({ scenario, recorded }));
  }
  await client.close();
}

function portions<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / PORTION) }, (_, at) =>
    all.slice(at * PORTION, (at + 1) * PORTION),
  );
}
