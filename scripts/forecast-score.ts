import { parseArgs } from "node:util";
import { average, mase, quantileLoss, rmsse, smape } from "./forecast/scores.ts";
import { numbers, readRows, readSeries } from "./forecast/table.ts";

const USAGE = `Score the forecasts of "npm run forecast" against what came:
  npm run forecast:score -- --input FILE.csv --output OUT.csv
The input must have the column test.`;

const { values } = parseArgs({ options: { input: { type: "string" }, output: { type: "string" } } });
if (!values.input || !values.output) throw new Error(USAGE);

const rows = readRows(values.output, ["id", "ms", "mean", "q0.5"]);
const levels = levelsOf("q");
const sum_levels = levelsOf("sum_q");
const lines = readSeries(values.input);
const outcomes = rows.map((row, index) => {
  const line = lines[index];
  if (!line || line.id !== row.cells.id) {
    throw new Error(`${values.output}, line ${row.line}: ${row.cells.id} is not in the same place of ${values.input}.`);
  }
  const mean = numbers(row, "mean");
  if (mean.length < line.test.length)
    throw new Error(`${values.output}, line ${row.line}: fewer than ${line.test.length} means.`);
  return {
    ...line,
    mean,
    ms: Number(row.cells.ms),
    quantiles: levels.map((level) => numbers(row, `q${level}`)),
    sums: sum_levels.map((level) => Number(row.cells[`sum_q${level}`])),
  };
});

print("series", outcomes.length);
print("sMAPE", meanOf(outcomes.map(smape)));
print("MASE", meanOf(outcomes.map(mase)));
print("RMSSE", meanOf(outcomes.map(rmsse)));
print("bias", totalOf(({ test, mean }) => signed(test, mean)) / totalOf(({ test }) => sumOf(test)));
scoreQuantiles();
if (sum_levels.length > 0) scoreSums();
print("ms per series", meanOf(outcomes.map(({ ms }) => ms)));

/** The levels of the quantiles among the columns, in order. */
function levelsOf(prefix: string): number[] {
  const columns = Object.keys(rows[0]?.cells ?? {}).filter((column) => column.startsWith(prefix));
  return columns.map((column) => Number(column.slice(prefix.length))).toSorted((one, other) => one - other);
}

/** Weighted quantile loss over the deciles, and how often what came was at or below a quantile. */
function scoreQuantiles() {
  const volume = totalOf(({ test }) => sumOf(test.map(Math.abs)));
  const losses = levels.map((level, index) =>
    totalOf(({ test, quantiles }) =>
      sumOf(test.map((actual, period) => quantileLoss(level, quantiles[index]?.[period] as number, actual))),
    ),
  );
  print("WQL (0.1 to 0.9)", meanOf(losses.filter((_, index) => (levels[index] as number) <= 0.9)) / volume);
  const inside = (index: number) =>
    meanOf(
      outcomes.map(({ test, quantiles }) =>
        average(test, (actual, period) => Number(actual <= (quantiles[index]?.[period] as number))),
      ),
    );
  const between = meanOf(
    outcomes.map(({ test, quantiles }) =>
      average(test, (actual, period) =>
        Number(
          actual >= (quantiles[levels.indexOf(0.1)]?.[period] as number) &&
            actual <= (quantiles[levels.indexOf(0.9)]?.[period] as number),
        ),
      ),
    ),
  );
  print("coverage of 0.1 to 0.9", between);
  for (const [index, level] of levels.entries()) if (level >= 0.5) print(`at or below ${level}`, inside(index));
}

/** The same of the sums over the lead time, for the levels that a service level may have. */
function scoreSums() {
  const lead_time = Number(rows[0]?.cells.lead_time);
  const known = outcomes.filter(({ test }) => test.length >= lead_time);
  const actual = known.map(({ test }) => sumOf(test.subarray(0, lead_time)));
  const volume = actual.reduce((sum, value) => sum + value, 0);
  const upper = sum_levels.filter((level) => level >= 0.5);
  const losses = upper.map((level) => {
    const index = sum_levels.indexOf(level);
    return known.reduce(
      (sum, { sums }, at) => sum + quantileLoss(level, sums[index] as number, actual[at] as number),
      0,
    );
  });
  print(`WQL of ${lead_time} periods (0.5 to 0.99)`, meanOf(losses) / volume);
  for (const level of upper) {
    const index = sum_levels.indexOf(level);
    print(
      `sums at or below ${level}`,
      meanOf(known.map(({ sums }, at) => Number((actual[at] as number) <= (sums[index] as number)))),
    );
  }
}

function print(name: string, value: number) {
  console.log(`${name.padEnd(32)}${Number.isInteger(value) ? value : value.toFixed(4)}`);
}

/** The mean of those values that exist. */
function meanOf(all: number[]): number {
  return average(Float64Array.from(all), (value) => value);
}

function sumOf(all: Float64Array): number {
  return all.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
}

function signed(test: Float64Array, mean: Float64Array): number {
  return sumOf(test.map((actual, period) => (mean[period] as number) - actual));
}

function totalOf(of: (outcome: (typeof outcomes)[number]) => number): number {
  return outcomes.reduce((sum, outcome) => sum + of(outcome), 0);
}
