import { execFileSync } from "node:child_process";

/** Fewer modules than this means that dependency-cruiser did not understand the sources, and would pass whatever they say. */
const LEAST_MODULES = 80;

const report = execFileSync(
  "depcruise",
  ["src", "drizzle", "--config", ".dependency-cruiser.cjs", "--output-type", "json", "--no-progress"],
  { encoding: "utf8", maxBuffer: 64 * 1024 * 1024, stdio: ["ignore", "pipe", "inherit"] },
);
const { modules, summary } = JSON.parse(report) as {
  modules: { source: string }[];
  summary: { violations: { rule: { name: string }; from: string; to: string }[] };
};

const ours = modules.filter(({ source }) => source.startsWith("src/")).length;
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} imports ${to}`);
if (ours < LEAST_MODULES) console.error(`Only ${ours} modules seen; expected at least ${LEAST_MODULES}`);
if (summary.violations.length > 0 || ours < LEAST_MODULES) process.exit(1);
console.log(`${ours} modules keep to their rooms`);
