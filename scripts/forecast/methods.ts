import { loadSources } from "../bench/modules.ts";
import { REFERENCES } from "./references.ts";
import type { Line } from "./table.ts";

/** What a method says of the future of one series. */
type Forecast = {
  method: string;
  mean: Float64Array;
  /** The quantiles of each period of the horizon. */
  quantile(level: number): Float64Array;
  /** The demand of the first periods together. */
  sumOver(periods: number): { mean: number; quantile(level: number): number };
};
export type Method = (line: Line) => Forecast;

/** The code that runs each night, which first learns what the series of a file have in common. */
export async function ours(lines: Line[]): Promise<Method> {
  loadSources();
  const { newLearner } = await import("../../src/forecasting/group.ts");
  const forecasting = await import("../../src/forecasting/forecast.ts");
  const begin = performance.now();
  const frequencies = [...new Set(lines.map(({ frequency }) => frequency))];
  const groups = new Map(
    frequencies.map((frequency) => {
      const learner = newLearner(frequency);
      for (const line of lines) if (line.frequency === frequency) learner.add(seriesOf(line));
      return [frequency, learner.group()] as const;
    }),
  );
  const took = (performance.now() - begin) / lines.length;
  console.error(`Learning what they have in common took ${took.toFixed(4)} ms per series.`);
  return (line) => {
    const group = groups.get(line.frequency);
    if (!group) throw new Error(`Nothing was learned for the frequency of ${line.id}.`);
    const model = forecasting.fit(seriesOf(line), group);
    const sumOver = (periods: number) => forecasting.sumOver(model, 1, periods);
    return { method: model.method, ...forecasting.project(model, line.horizon), sumOver };
  };
}

/** Series without a start are taken to end on the same day. */
function seriesOf({ frequency, train, phase, group }: Line) {
  return { frequency, values: train, phase: phase ?? (7 - (train.length % 7)) % 7, group };
}

/**
 * A method from the literature, with the distribution of textbooks: normal, with the standard deviation of past demand, which
 * grows with the square root of the number of periods.
 */
export async function reference(name: string): Promise<Method> {
  const meanOf = REFERENCES[name];
  if (!meanOf) throw new Error(`There is no method ${name}, only ${Object.keys(REFERENCES).join(", ")}.`);
  loadSources();
  const { normalQuantile } = await import("../../src/forecasting/normal.ts");
  return ({ train, period, horizon }) => {
    const path = meanOf(train, period, Math.max(horizon, 60));
    const deviation = deviationOf(train);
    const mean = path.slice(0, horizon);
    const at = (level: number, expected: number, spread: number) =>
      Math.max(0, expected + normalQuantile(level) * spread);
    return {
      method: name,
      mean,
      quantile: (level) => mean.map((expected) => at(level, expected, deviation)),
      sumOver(periods) {
        const sum = path.subarray(0, periods).reduce((total, expected) => total + expected, 0);
        return { mean: sum, quantile: (level) => at(level, sum, deviation * Math.sqrt(periods)) };
      },
    };
  };
}

function deviationOf(train: Float64Array): number {
  const known = train.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, known.length - 1));
}
