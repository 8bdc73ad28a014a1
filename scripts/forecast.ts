import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Method, ours, reference } from "./forecast/methods.ts";
import { type Line, readSeries } from "./forecast/table.ts";

const USAGE = `Forecast the series of a file with the code that Stockbook runs each night:
  npm run forecast -- --input FILE.csv --output OUT.csv [--lead-time PERIODS] [--method NAME]
The input has one line for each series: id,freq,m,h,train,test, where freq is D, W or M, h the horizon, and train the past as
numbers separated by semicolons, an empty number being unknown. Columns that are optional: start (the date of the first value of
a daily series), group (the category of the item). With --lead-time, the output has the demand of so many periods together.
With --method, a method from the literature is run instead: naive, seasonal_naive, ses, croston, sba, tsb, theta.`;

/** Levels of the quantiles that are written. */
const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99];
/** Series that are forecast before the time counts, so that it is not that of compiling the code. */
const WARM_UP = 300;

const { values } = parseArgs({
  options: {
    input: { type: "string" },
    output: { type: "string" },
    "lead-time": { type: "string" },
    method: { type: "string" },
  },
});
const { input, output } = values;
if (!input || !output) throw new Error(USAGE);
const lead_time = values["lead-time"] === undefined ? null : Number(values["lead-time"]);
if (lead_time !== null && !(Number.isInteger(lead_time) && lead_time > 0)) {
  throw new Error(`--lead-time must be a whole number of periods, not "${values["lead-time"]}".`);
}

const lines = readSeries(input);
const method = values.method === undefined ? await ours(lines) : await reference(values.method);
for (let index = 0; index < WARM_UP; index++) rowOf(lines[index % lines.length] as Line, method);
const rows = lines.map((line) => rowOf(line, method));
const of_sums = lead_time === null ? [] : ["lead_time", "sum_mean", ...LEVELS.map((level) => `sum_q${level}`)];
const header = ["id", "method", "ms", "mean", ...LEVELS.map((level) => `q${level}`), ...of_sums];
writeFileSync(output, `${[header, ...rows].map((row) => row.join(",")).join("\n")}\n`);
console.error(`${rows.length} series are forecast in ${output}.`);

/** The line of the output for a series. Its time is that of all numbers of the line. */
function rowOf(line: Line, run: Method): string[] {
  const begin = performance.now();
  const forecast = run(line);
  const paths = [forecast.mean, ...LEVELS.map((level) => forecast.quantile(level))];
  const sums = lead_time === null ? [] : sumsOf(forecast.sumOver(lead_time), lead_time);
  const took = performance.now() - begin;
  const written = paths.map((path) => Array.from(path, short).join(";"));
  return [quoted(line.id), forecast.method, took.toFixed(4), ...written, ...sums.map(short)];
}

function sumsOf(sum: { mean: number; quantile(level: number): number }, periods: number): number[] {
  return [periods, sum.mean, ...LEVELS.map((level) => sum.quantile(level))];
}

function short(value: number): string {
  return String(Number(value.toPrecision(7)));
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
