import type { Contestant } from "./contestants.ts";
import { openApi, openClient, type Rate, rateOf, settle } from "./load.ts";
import type { Call, RecordedRun } from "./recorder.ts";
import type { Result, VendureResult } from "./report.ts";
import { SCENARIOS, type ScenarioName } from "./scenarios.ts";
import { openSqlite } from "./sqlite.ts";
import type { Vendure } from "./vendure.ts";

export type Plan = { seconds: number; rounds: number; connections: number[] };

/** More runs a second than any engine is expected to make; more are not recorded, so a faster one is measured for a shorter time. */
const MOST_PER_SECOND: Record<ScenarioName, number> = {
  list: Infinity,
  scan: Infinity,
  adjust: 800,
  order: 500,
  life: 200,
};

/** How often a measurement runs a scenario at most. */
function mostRuns(scenario: ScenarioName, { seconds }: Plan): number {
  return Math.max(Math.ceil(MOST_PER_SECOND[scenario] * seconds), 10);
}

/** How many different runs the measurements of a scenario need: what only reads may be replayed again. */
export function runsNeeded(scenario: ScenarioName, plan: Plan, variants: number): number {
  const most = mostRuns(scenario, plan);
  return most === Infinity ? variants : most * plan.connections.length * (plan.rounds + 1);
}

/** Measures a scenario on all engines in turn, round by round, so that what disturbs the machine disturbs all alike. */
export async function measureScenario(
  scenario: ScenarioName,
  contestants: readonly Contestant[],
  runs: readonly RecordedRun[],
  plan: Plan,
  vendure: Vendure | null,
): Promise<{ results: Result[]; vendure: VendureResult[] }> {
  const results: Result[] = [];
  const others: VendureResult[] = [];
  const positions = contestants.map(() => ({ app: 0, alone: 0 }));
  for (const connections of plan.connections) {
    const opponents = contestants.map((contestant, at) =>
      opponentOf(contestant, scenario, runs, connections, plan, positions[at] as Position),
    );
    const other = vendure?.scenarios.includes(scenario) ? rivalOf(vendure, scenario, connections, plan) : null;
    for (const opponent of opponents) await opponent.warmUp();
    await other?.warmUp();
    for (let round = 0; round < plan.rounds; round++) {
      for (const opponent of opponents) await opponent.compare(round % 2 === 1);
      await other?.compare();
    }
    for (const opponent of opponents) results.push(await opponent.end());
    if (other) others.push(await other.end());
  }
  return { results, vendure: others };
}

/** Vendure, which is measured beside the engines. */
function rivalOf(vendure: Vendure, scenario: ScenarioName, connections: number, { seconds }: Plan) {
  const { run, close } = vendure.open(scenario, connections);
  const rates: number[] = [];
  let at = 0;
  const measure = async (duration: number) => {
    await settle();
    return succeeding(await rateOf(() => run(at++), connections, duration));
  };
  return {
    warmUp: () => measure(seconds / 4),
    compare: async () => rates.push(await measure(seconds)),
    async end(): Promise<VendureResult> {
      await close();
      return { scenario, connections, rate: median(rates) };
    },
  };
}

/** The numbers of the runs that come next. */
type Position = { app: number; alone: number };

function opponentOf(
  { engine, app, replay }: Contestant,
  scenario: ScenarioName,
  runs: readonly RecordedRun[],
  connections: number,
  plan: Plan,
  position: Position,
) {
  const api = openApi(app.url, connections, app.key);
  const bare = openClient(replay.url, connections);
  const most = mostRuns(scenario, plan);
  const pairs: { app: number; alone: number }[] = [];
  const sides = {
    app: () => SCENARIOS[scenario].run(api.send, app.shop, position.app++),
    async alone() {
      const at = position.alone++ % runs.length;
      const requests = runs[at]?.length ?? 0;
      for (let part = 0; part < requests; part++) await bare.request("POST", `/run/${scenario}/${at}/${part}`);
    },
  };
  const failures: string[] = [];
  const measure = async (side: keyof typeof sides, seconds = plan.seconds) => {
    await settle();
    const rate = await rateOf(sides[side], connections, seconds, most);
    failures.push(...rate.failures.map((failure) => `${side}: ${failure}`));
    return rate.per_second;
  };

  return {
    async warmUp() {
      for (const side of ["app", "alone"] as const) await measure(side, plan.seconds / 4);
    },
    async compare(alone_first: boolean) {
      const first = alone_first ? await measure("alone") : 0;
      const app = await measure("app");
      pairs.push({ app, alone: alone_first ? first : await measure("alone") });
    },
    async end(): Promise<Result> {
      await Promise.all([api.close(), bare.close()]);
      return {
        ...{ scenario, connections, engine, failures },
        app: median(pairs.map(({ app }) => app)),
        alone: median(pairs.map(({ alone }) => alone)),
        ratio: median(pairs.map(({ app, alone }) => app / alone)),
      };
    },
  };
}

/** How many requests a second the load generator brings about against a handler that does nothing. */
export async function measureCeiling(url: string, connections: number, seconds: number): Promise<number> {
  const client = openClient(url, connections);
  const ask = () => client.request("POST", "/nothing");
  await rateOf(ask, connections, seconds / 4);
  const rate = await rateOf(ask, connections, seconds);
  await client.close();
  return succeeding(rate);
}

/** The rate of runs that never fail. */
function succeeding({ per_second, failures }: Rate): number {
  if (failures[0] !== undefined) throw new Error(failures[0]);
  return per_second;
}

/** The milliseconds that the statements of a run take on SQLite in this process's memory. */
export function measureFloor(setup: readonly Call[], runs: readonly RecordedRun[]): number {
  const database = openSqlite();
  for (const { statements } of setup) database.execute(statements);
  const times = runs.map((run) => {
    const began = performance.now();
    for (const calls of run) for (const { statements } of calls) database.execute(statements);
    return performance.now() - began;
  });
  database.close();
  return median(times);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
