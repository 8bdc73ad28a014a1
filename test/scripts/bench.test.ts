import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { SCENARIO_NAMES, SCENARIOS } from "../../scripts/bench/scenarios.ts";
import { ENGINES } from "../../src/shared/organization.ts";
import { ownEnvironment } from "./server.ts";

const directory = mkdtempSync(join(tmpdir(), "stockbook-bench-test-"));
afterAll(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));

const bench = (...options: string[]) => run("bench", ...options);

function run(script: string, ...options: string[]) {
  const TMPDIR = join(directory, "tmp");
  mkdirSync(TMPDIR, { recursive: true });
  const env = { ...ownEnvironment(), TMPDIR, STATE_DIR: join(directory, "state") };
  return spawnSync(process.execPath, ["scripts/run.js", script, ...options], { env, encoding: "utf8" });
}

test("the benchmark reports every scenario on an engine, and leaves no files behind", () => {
  const json = join(directory, "report.json");
  const quick = ["--seconds", "0.1", "--rounds", "1", "--connections", "1,3", "--variants", "12"];
  const { status, stdout, stderr } = bench("--engines", "d1", ...quick, "--json", json);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  for (const name of SCENARIO_NAMES) {
    const rows = stdout.split("\n").filter((line) => line.startsWith(`| ${SCENARIOS[name].title} `));
    // For both numbers of connections in two tables, and on SQLite alone.
    expect(rows, name).toHaveLength(5);
  }
  const { results, floor } = JSON.parse(readFileSync(json, "utf8"));
  expect(results).toHaveLength(2 * SCENARIO_NAMES.length);
  for (const result of results) expect(result.ratio).toBeGreaterThan(0);
  expect(Object.keys(floor)).toEqual(SCENARIO_NAMES);
  expect(readdirSync(join(directory, "tmp"))).toEqual([]);
});

test.each([
  [["--engines", "oracle"], `--engines takes ${ENGINES.join(", ")}, not "oracle".`],
  [["--seconds", "soon"], '--seconds takes a positive number, not "soon".'],
  [["--variants", "100"], "--variants must be at least 150: three for each connection."],
])("%o is refused in one sentence", (options, sentence) => {
  const { status, stderr } = bench(...options);
  expect({ status, stderr }).toEqual({ status: 1, stderr: `${sentence}\n` });
});

test("the nightly run is measured on its own", () => {
  const { status, stdout, stderr } = run("bench-nightly", "--engine", "d1", "--variants", "20", "--runs", "2");
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(stdout.split("\n").filter((line) => /^\| [12] \|/.test(line))).toHaveLength(2);
  expect(stdout).toContain('"variants":20,"forecasts":40');
  expect(readdirSync(join(directory, "tmp"))).toEqual([]);
});

test.each([
  [["--engine", "oracle"], '--engine takes libsql or d1, not "oracle".'],
  [["--variants", "none"], "--variants and --runs take positive numbers."],
])("%o is refused in one sentence by the nightly benchmark", (options, sentence) => {
  const { status, stderr } = run("bench-nightly", ...options);
  expect({ status, stderr }).toEqual({ status: 1, stderr: `${sentence}\n` });
});

test("deliveries to a webhook endpoint are measured on every engine", () => {
  const { status, stdout, stderr } = run("bench-webhooks", "--events", "10");
  expect({ status, stderr }).toMatchObject({ status: 0 });
  for (const engine of ENGINES)
    expect(stdout).toMatch(new RegExp(`^\\| ${engine} \\| \\d+ \\| \\d+ \\| \\d+ \\| \\d+ \\|$`, "m"));
  expect(readdirSync(join(directory, "tmp"))).toEqual([]);
});
