import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Address, requireFree, urlOf } from "./lib/address.ts";
import { type Bundle, upToDateBundle } from "./lib/bundle.ts";
import { greeting, seedDemo } from "./lib/demo.ts";
import { noteSecretsKey } from "./lib/key_note.ts";
import { followNpm, leashChildren } from "./lib/leash.ts";
import { makePrivateDirectory } from "./lib/private.ts";
import { runCrons, startWorker } from "./lib/server.ts";
import { readSettings, type Settings } from "./lib/settings.ts";
import { upToDateSite } from "./lib/site.ts";
import { bindingsOf, startSqld } from "./lib/sqld.ts";

type Running = { stop: () => Promise<void> };

const running: Running[] = [];
let ending: Promise<never> | undefined;

leashChildren();
followNpm(shutDown);
takeSignals();

const settings = readSettings();
const url = urlOf(settings.address);
const data = join(settings.state, "data");

try {
  await start();
} catch (error) {
  await (ending ?? stopAll());
  throw error;
}

/** Prepares what is missing, serves, and says so once the worker is well. */
async function start() {
  await requireFree(settings.address);
  makePrivateDirectory(settings.state);
  // First: otherwise wrangler, which makes the bundles, would build the pages at the same time.
  const site = await upToDateSite();
  const [worker] = await Promise.all([
    upToDateBundle("src/worker.ts", join(settings.state, "bundle/worker"), () => console.log("Building the worker…")),
    existsSync(data) || prepare(),
  ]);
  console.log("Starting…");
  const server = await serve(worker, data, settings.address, site);
  await healthy();
  const warning = noteSecretsKey(data, settings.bindings);
  if (warning) console.error(warning);
  runCrons(server, settings.crons);
  console.log(`Stockbook is ready at ${url}\n${webhookNotice()}${greeting(url, data)}`);
}

/** Says so if webhooks may be sent where other deployments refuse to send them. */
function webhookNotice(): string {
  if (settings.bindings.ALLOW_PRIVATE_WEBHOOKS !== "true") return "";
  return "Webhooks may be sent to this machine and over http. ALLOW_PRIVATE_WEBHOOKS=false refuses that.\n";
}

/** Makes the state directory's first data, aside and moved into place at the end, so that an interrupted start leaves nothing half made. */
async function prepare() {
  const draft = join(settings.state, "draft");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  if (!process.argv.includes("--empty")) {
    console.log("Creating the demo organization (about 10 s)…");
    const demo = await upToDateBundle("scripts/demo/worker.ts", join(settings.state, "bundle/demo"), () => {});
    await seedDemo(await serve(demo, draft), draft);
    await stopAll();
  }
  renameSync(draft, data);
}

/** Starts what the engine needs and then a worker on it; what is started is remembered for `stopAll`. */
async function serve(code: Bundle, directory: string, address?: Address, site?: string) {
  const miniflare = await startWorker(await withEngine(directory), code, directory, address, site);
  running.push({ stop: () => miniflare.dispose() });
  takeSignals();
  return miniflare;
}

/** The settings completed by the address of a libSQL server of our own, where one is needed and none is named. */
async function withEngine(directory: string): Promise<Settings> {
  const { ENGINE, LIBSQL_URL, TURSO_ORGANIZATION } = settings.bindings;
  if (ENGINE !== "libsql" || LIBSQL_URL || TURSO_ORGANIZATION) return settings;
  const sqld = await startSqld(join(directory, "sqld"));
  running.push(sqld);
  return { ...settings, bindings: { ...settings.bindings, ...bindingsOf(sqld) } };
}

/** Waits until the worker says that it is well. */
async function healthy() {
  let answer = "nothing";
  for (let attempt = 0; attempt < 100; attempt++) {
    const response = await fetch(`${url}/healthz`).catch(() => undefined);
    if (response?.status === 200) return;
    if (response) answer = `${response.status} ${await response.text()}`;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url}/healthz did not answer 200 within 10 s, but ${answer}`);
}

/** Leaves signals to `shutDown` alone: Miniflare's own handlers would end the process before the databases are closed. */
function takeSignals() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal).on(signal, shutDown);
}

/** Stops what is running, the last started first. */
async function stopAll() {
  for (let last = running.pop(); last; last = running.pop()) await last.stop();
}

/** Ends the server in order, once however often it is asked; what does not end by itself the leash takes along. */
function shutDown() {
  setTimeout(() => process.exit(1), 9_000).unref();
  ending ??= stopAll().then(() => process.exit(0));
}
