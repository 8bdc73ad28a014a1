import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ENGINES } from "../src/shared/organization.ts";
import { startShop } from "./bench/nightly.ts";
import { measuredHere } from "./bench/report.ts";
import { type Deliveries, measureDeliveries } from "./bench/webhooks.ts";
import { upToDateBundle } from "./lib/bundle.ts";
import { leashChildren } from "./lib/leash.ts";
import { stateDirectory } from "./lib/settings.ts";

/** Measures on every engine how fast events arrive at a webhook endpoint, and prints a report (docs/performance.md). */
leashChildren();
const { values } = parseArgs({ options: { events: { type: "string", default: "1000" } } });
const events = Number(values.events);
if (!Number.isInteger(events) || events < 1) throw new Error("--events takes a positive number.");

const say = (text: string) => console.error(text);
const bundle = await upToDateBundle("src/worker.ts", join(stateDirectory(), "bundle/worker"), () => say("Building…"));
const rows: string[] = [];
for (const engine of ENGINES) {
  say(`Measuring ${engine}…`);
  const directory = mkdtempSync(join(tmpdir(), "stockbook-webhooks-"));
  const shop = await startShop(engine, directory, bundle);
  try {
    rows.push(rowOf(engine, await measureDeliveries(shop, events)));
  } finally {
    await shop.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
const { at, node, cpu, cores } = measuredHere();
console.log(
  `Measured ${at} with Node ${node} on ${cores} cores of ${cpu}, load ${loadavg()[0]?.toFixed(1)}: a backlog of ${events} events.`,
);
console.log(
  [
    "",
    "| engine | events per second | latency, ms: median | 95 % | most |",
    "| -- | --: | --: | --: | --: |",
    ...rows,
  ].join("\n"),
);
process.exit(0);

function rowOf(engine: string, { rate, latencies }: Deliveries): string {
  const sorted = latencies.toSorted((one, other) => one - other);
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return `| ${engine} | ${rate.toFixed(0)} | ${quantile(0.5)} | ${quantile(0.95)} | ${quantile(1)} |`;
}
