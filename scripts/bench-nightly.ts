import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureNight, NIGHTLY_ENGINES, type Night, startShop, stockForNight } from "./bench/nightly.ts";
import { measuredHere } from "./bench/report.ts";
import { upToDateBundle } from "./lib/bundle.ts";
import { leashChildren } from "./lib/leash.ts";
import { stateDirectory } from "./lib/settings.ts";

/** Measures the nightly run of an organization with many variants, and prints a report (docs/performance.md). */
leashChildren();
const { values } = parseArgs({
  options: {
    engine: { type: "string", default: NIGHTLY_ENGINES[0] },
    variants: { type: "string", default: "10000" },
    runs: { type: "string", default: "3" },
  },
});
const engine = NIGHTLY_ENGINES.find((name) => name === values.engine);
if (!engine) throw new Error(`--engine takes ${NIGHTLY_ENGINES.join(" or ")}, not "${values.engine}".`);
const [variants, runs] = [Number(values.variants), Number(values.runs)];
if (!(variants > 0 && runs > 0)) throw new Error("--variants and --runs take positive numbers.");

const directory = mkdtempSync(join(tmpdir(), "stockbook-nightly-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
const say = (text: string) => console.error(text);
const bundle = await upToDateBundle("src/worker.ts", join(stateDirectory(), "bundle/worker"), () => say("Building…"));
const shop = await startShop(engine, directory, bundle);
try {
  await stockForNight(shop, variants, say);
  const nights: Night[] = [];
  for (let run = 1; run <= runs; run++) {
    say(`Run ${run} of ${runs}…`);
    nights.push(await measureNight(shop));
  }
  console.log(report(nights));
} finally {
  await shop.stop();
}
process.exit(0);

function report(nights: readonly Night[]): string {
  const { at, node, cpu, cores } = measuredHere();
  const rows = nights.map(({ cpu: seconds, wall, memory }, at_run) => {
    const per_variant = ((seconds * 1e6) / variants).toFixed(0);
    return `| ${at_run + 1} | ${seconds.toFixed(2)} | ${per_variant} | ${wall.toFixed(1)} | ${memory.toFixed(0)} |`;
  });
  return [
    `Measured ${at} with Node ${node} on ${cores} cores of ${cpu}, load ${loadavg()[0]?.toFixed(1)}: ${variants} variants with a year of daily demand, on ${engine}.`,
    [
      "| run | CPU of workerd, s | per variant, µs | wall, s | peak memory, MB |",
      "| --: | --: | --: | --: | --: |",
      ...rows,
    ].join("\n"),
    `The last run did: ${JSON.stringify(nights.at(-1)?.did)}`,
  ].join("\n\n");
}
