import { cpus } from "node:os";
import { SCENARIO_NAMES, SCENARIOS, type ScenarioName } from "./scenarios.ts";

/** Runs a second of a scenario on an engine, and how much of what its statements alone reach the program reaches. */
export type Result = {
  scenario: ScenarioName;
  connections: number;
  engine: string;
  app: number;
  alone: number;
  ratio: number;
  /** What went wrong; such a run does not count. */
  failures: string[];
};

/** Runs a second of what Vendure has for a scenario. */
export type VendureResult = { scenario: ScenarioName; connections: number; rate: number };

export type Report = {
  measured: { at: string; node: string; cpu: string; cores: number };
  options: { engines: string[]; seconds: number; rounds: number; connections: number[]; variants: number };
  results: Result[];
  /** Empty if Vendure was not measured. */
  vendure: VendureResult[];
  /** The milliseconds of a run's statements on SQLite in memory, without any server. */
  floor: Record<ScenarioName, number>;
  /** The most requests a second that the load generator brings about, by the number of connections. */
  ceiling: { connections: number; rate: number }[];
};

export function measuredHere(): Report["measured"] {
  const all = cpus();
  return {
    ...{ at: new Date().toISOString(), node: process.version },
    ...{ cpu: all[0]?.model.trim() ?? "unknown", cores: all.length },
  };
}

/** The report as Markdown: the ratios first, then what they are ratios of. */
export function toMarkdown(report: Report): string {
  const { measured, options, ceiling } = report;
  const { seconds, rounds, variants } = options;
  return [
    `Measured ${measured.at} with Node ${measured.node} on ${measured.cores} cores of ${measured.cpu}: medians of ${rounds} rounds of ${seconds} s, ${variants} variants.`,
    "## The program, in percent of its statements alone",
    table(report, [""], ({ ratio }) => [`${Math.round(100 * ratio)} %`]),
    "## Runs per second: the program, and its statements alone",
    table(report, [" program", " alone"], ({ app, alone }) => [rate(app), rate(alone)]),
    "## The statements on SQLite in memory, without a server",
    floorTable(report),
    ...(report.vendure.length > 0 ? ["## Runs per second of Vendure on SQLite", vendureTable(report)] : []),
    `The load generator reaches ${ceiling.map(({ connections, rate: most }) => `${rate(most)} requests per second at ${plural(connections)}`).join(", ")}.`,
    ...failed(report),
  ].join("\n\n");
}

/** How many runs failed, and the first reason. */
function failed({ results }: Report): string[] {
  return results
    .filter(({ failures }) => failures.length > 0)
    .map(({ scenario, connections, engine, failures }) => {
      const where = `${SCENARIOS[scenario].title}, ${engine}, ${plural(connections)}`;
      return `**${failures.length} runs failed** (${where}), first ${failures[0]}`;
    });
}

/** A row for each scenario and number of connections, and columns for each engine. */
function table({ options, results }: Report, columns: string[], cellsOf: (result: Result) => string[]): string {
  const { engines, connections } = options;
  const head = [
    "scenario",
    "connections",
    ...engines.flatMap((engine) => columns.map((column) => `${engine}${column}`)),
  ];
  const rows = SCENARIO_NAMES.flatMap((scenario) =>
    connections.map((count) => {
      const of_engines = engines.flatMap((engine) => {
        const found = results.find((r) => r.scenario === scenario && r.connections === count && r.engine === engine);
        return found ? cellsOf(found) : columns.map(() => "–");
      });
      return [SCENARIOS[scenario].title, String(count), ...of_engines];
    }),
  );
  return markdown(head, rows);
}

function floorTable({ floor }: Report): string {
  const rows = SCENARIO_NAMES.map((scenario) => [SCENARIOS[scenario].title, floor[scenario].toFixed(2)]);
  return markdown(["scenario", "ms per run"], rows);
}

function vendureTable({ vendure }: Report): string {
  const rows = vendure.map((r) => [SCENARIOS[r.scenario].title, String(r.connections), rate(r.rate)]);
  return markdown(["scenario", "connections", "vendure"], rows);
}

/** A table whose columns after the first are numbers. */
function markdown(head: string[], rows: string[][]): string {
  const widths = head.map((title, at) =>
    Math.max(4, ...[title, ...rows.map((row) => row[at] ?? "")].map((cell) => cell.length)),
  );
  const pad = (cell: string, at: number) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0));
  const line = (cells: string[]) => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, at) => (at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

const rate = (value: number) => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
const plural = (count: number) => `${count} connection${count === 1 ? "" : "s"}`;
