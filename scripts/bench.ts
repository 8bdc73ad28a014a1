import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ENGINES } from "../src/shared/organization.ts";
import { bundleServers, type Contestant, loadRuns, startContestant } from "./bench/contestants.ts";
import { measureCeiling, measureFloor, measureScenario, type Plan, runsNeeded } from "./bench/measure.ts";
import { openRecorder } from "./bench/recorder.ts";
import { measuredHere, type Report, toMarkdown } from "./bench/report.ts";
import { SCENARIO_NAMES, type ScenarioName } from "./bench/scenarios.ts";
import { startVendure, type Vendure } from "./bench/vendure.ts";
import { leashChildren } from "./lib/leash.ts";

/** Measures the API on every engine against its own statements alone, and prints a report (docs/performance.md). */
leashChildren();
const { engines, variants, json, with_vendure, ...plan } = readOptions();
const directory = mkdtempSync(join(tmpdir(), "stockbook-bench-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));

const contestants: Contestant[] = [];
let vendure: Vendure | null = null;

const report = await measureAll();
console.log(toMarkdown(report));
if (json) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
await end(0);

async function measureAll(): Promise<Report> {
  const bundles = await bundleServers();
  say("Recording a shop…");
  const recorder = await openRecorder(variants);
  for (const engine of engines) {
    say(`Starting ${engine}…`);
    contestants.push(await startContestant(engine, join(directory, engine), bundles, variants, recorder.setup));
    takeSignals();
  }

  if (with_vendure) {
    say("Installing and starting Vendure…");
    vendure = await startVendure(join(directory, "vendure"), variants);
  }

  const results: Report["results"] = [];
  const of_vendure: Report["vendure"] = [];
  const floor = {} as Record<ScenarioName, number>;
  for (const scenario of SCENARIO_NAMES) {
    say(`Recording ${scenario}…`);
    const runs = await recorder.record(scenario, runsNeeded(scenario, plan, variants));
    floor[scenario] = measureFloor(recorder.setup, runs.slice(0, 300));
    for (const contestant of contestants) await loadRuns(contestant, scenario, runs);
    say(`Measuring ${scenario}…`);
    const measured = await measureScenario(scenario, contestants, runs, plan, vendure);
    results.push(...measured.results);
    of_vendure.push(...measured.vendure);
  }
  const url = contestants[0]?.replay.url ?? "";
  const ceiling: Report["ceiling"] = [];
  for (const connections of plan.connections) {
    ceiling.push({ connections, rate: await measureCeiling(url, connections, plan.seconds) });
  }
  const options = { engines, variants, ...plan };
  return { measured: measuredHere(), options, results, vendure: of_vendure, floor, ceiling };
}

/** Progress, beside the report. */
function say(text: string) {
  console.error(text);
}

/** Leaves signals to `end`: Miniflare's own handlers would end the process before what it has started. */
function takeSignals() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal).once(signal, () => end(1));
}

/** Stops the servers, and then this process. */
async function end(code: number) {
  await Promise.all([...contestants, ...(vendure ? [vendure] : [])].map(({ stop }) => stop()));
  process.exit(code);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      engines: { type: "string", default: ENGINES.join() },
      connections: { type: "string", default: "1,50" },
      seconds: { type: "string", default: "1" },
      rounds: { type: "string", default: "5" },
      variants: { type: "string", default: "500" },
      json: { type: "string" },
      vendure: { type: "boolean", default: false },
    },
  });
  const connections = values.connections.split(",").map((count) => positive("connections", count));
  const variants = positive("variants", values.variants);
  // Runs next to each other must not wait for each other.
  const fewest = 3 * Math.max(...connections);
  if (variants < fewest) throw new Error(`--variants must be at least ${fewest}: three for each connection.`);
  const wanted = values.engines.split(",");
  const unknown = wanted.find((name) => !ENGINES.some((engine) => engine === name));
  if (unknown !== undefined) throw new Error(`--engines takes ${ENGINES.join(", ")}, not "${unknown}".`);
  return {
    engines: ENGINES.filter((engine) => wanted.includes(engine)),
    connections,
    seconds: positive("seconds", values.seconds),
    rounds: positive("rounds", values.rounds),
    variants,
    json: values.json,
    with_vendure: values.vendure,
  } satisfies Plan & Record<string, unknown>;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} takes a positive number, not "${text}".`);
  return value;
}
