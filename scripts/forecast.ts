import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadSources } from "./bench/modules.ts";
import { type Line, readSeries } from "./forecast/table.ts";

const USAGE = `Forecast the series of a file with the code that Stockbook runs each night:
  npm run forecast -- --input FILE.csv --output OUT.csv [--lead-time PERIODS]
The input has one line for each series: id,freq,m,h,train,test, where freq is D, W or M, h the horizon, and train the past as
numbers separated by semicolons, an empty number being unknown. Columns that are optional: start (the date of the first value of
a daily series), group (the category of the item). With --lead-time, the output has the demand of so many periods together.`;

/** Levels of the quantiles that are written. */
const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99];

const { values } = parseArgs({
  options: { input: { type: "string" }, output: { type: "string" }, "lead-time": { type: "string" } },
});
if (!values.input || !values.output) throw new Error(USAGE);
const lead_time = values["lead-time"] === undefined ? null : Number(values["lead-time"]);
if (lead_time !== null && !(Number.isInteger(lead_time) && lead_time > 0)) throw new Error(USAGE);

loadSources();
const { newLearner } = await import("../src/forecasting/group.ts");
const forecasting = await import("../src/forecasting/forecast.ts");

const lines = readSeries(values.input);
const groups = learn();
forecast(lines.slice(0, 200));
const rows = forecast(lines);
const sums = lead_time === null ? [] : ["lead_time", "sum_mean", ...LEVELS.map((level) => `sum_q${level}`)];
const header = ["id", "method", "ms", "mean", ...LEVELS.map((level) => `q${level}`), ...sums];
writeFileSync(values.output, `${[header, ...rows].map((row) => row.join(",")).join("\n")}\n`);
console.error(`${rows.length} series are forecast in ${values.output}.`);

/** What the series of each frequency have in common. */
function learn() {
  const begin = performance.now();
  const frequencies = [...new Set(lines.map(({ frequency }) => frequency))];
  const learned = frequencies.map((frequency) => {
    const learner = newLearner(frequency);
    for (const line of lines) if (line.frequency === frequency) learner.add(seriesOf(line));
    return [frequency, learner.group()] as const;
  });
  const took = (performance.now() - begin) / lines.length;
  console.error(`Learning what they have in common took ${took.toFixed(4)} ms per series.`);
  return new Map(learned);
}

/** Rows of the output. A few series are forecast once before, so that the time of the first is not that of its compilation. */
function forecast(some: Line[]): string[][] {
  return some.map((line) => {
    const begin = performance.now();
    const group = groups.get(line.frequency);
    if (!group) throw new Error(`Nothing was learned of ${line.frequency}s.`);
    const model = forecasting.fit(seriesOf(line), group);
    const { mean, quantile } = forecasting.project(model, line.horizon);
    const quantiles = LEVELS.map(quantile);
    const sum = lead_time === null ? null : forecasting.sumOver(model, 1, lead_time);
    const sum_quantiles = sum ? [lead_time as number, sum.mean, ...LEVELS.map(sum.quantile)] : [];
    const took = performance.now() - begin;
    return [
      quoted(line.id),
      model.method,
      took.toFixed(4),
      ...[mean, ...quantiles].map((path) => Array.from(path, short).join(";")),
      ...sum_quantiles.map(short),
    ];
  });
}

/** Series of which no start is told are taken to end on the same day. */
function seriesOf({ frequency, train, phase, group }: Line) {
  return { frequency, values: train, phase: phase ?? (7 - (train.length % 7)) % 7, group };
}

function short(value: number): string {
  return String(Number(value.toPrecision(7)));
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
