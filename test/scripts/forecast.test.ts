import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";
import { mase, quantileLoss, rmsse, smape } from "../../scripts/forecast/scores.ts";

const directory = mkdtempSync(join(tmpdir(), "stockbook-forecast-test-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const output = join(directory, "out.csv");

function fileOf(...lines: string[]): string {
  const path = join(directory, "in.csv");
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

function run(name: "forecast" | "forecast-score", ...options: string[]) {
  return spawnSync(process.execPath, ["scripts/run.js", name, ...options], { encoding: "utf8" });
}

const SERIES = [
  "id,freq,m,h,n_train,start,colour,train,test",
  '"A, with a comma",D,7,5,21,2026-01-05,red,3;0;2;5;1;;2;3;1;0;4;2;0;0;3;2;1;5;0;1;2,1;2;0;3;1',
  "SPARE,M,1,5,12,,,0;0;1;0;0;0;2;0;0;1;0;0,0;1;0;;0",
  "WEEKLY,W,1,5,8,,,10;12;11;9;;10;12;11,10;11;12;9;10",
  "NEVER,M,1,5,6,,,0;0;0;0;0;0,0;0;0;0;0",
];

test("a file of series is forecast and scored, whatever their frequency, their unknown values and their other columns", () => {
  const input = fileOf(...SERIES);
  const forecast = run("forecast", "--input", input, "--output", output, "--lead-time", "3");
  expect(forecast).toMatchObject({ status: 0 });
  const rows: Record<string, string>[] = parse(readFileSync(output, "utf8"), { columns: true });
  expect(rows.map(({ id }) => id)).toEqual(["A, with a comma", "SPARE", "WEEKLY", "NEVER"]);
  for (const row of rows) {
    for (const column of ["mean", "q0.1", "q0.5", "q0.9", "q0.975", "q0.99"])
      expect(row[column]?.split(";")).toHaveLength(5);
    expect(Number(row["sum_q0.99"])).toBeGreaterThanOrEqual(Number(row["sum_q0.5"]));
    expect(Number(row.ms)).toBeGreaterThan(0);
  }
  expect(rows[3]).toMatchObject({ mean: "0;0;0;0;0", "q0.99": "0;0;0;0;0", "sum_q0.99": "0" });

  const score = run("forecast-score", "--input", input, "--output", output);
  expect(score).toMatchObject({ status: 0, stderr: "" });
  for (const name of ["sMAPE", "MASE", "RMSSE", "bias", "WQL (0.1 to 0.9)", "WQL of 3 periods", "ms per series"]) {
    expect(score.stdout).toContain(name);
  }
});

test("a method from the literature can be run instead", () => {
  const input = fileOf("id,freq,m,h,train,test", "A,M,3,4,1;2;3;4;5;6,7;8;9;10");
  expect(run("forecast", "--input", input, "--output", output, "--method", "seasonal_naive")).toMatchObject({
    status: 0,
  });
  const [row]: Record<string, string>[] = parse(readFileSync(output, "utf8"), { columns: true });
  expect(row).toMatchObject({ method: "seasonal_naive", mean: "4;5;6;4" });
  expect(run("forecast", "--input", input, "--output", output, "--method", "oracle").stderr).toMatch(
    /no method oracle, only/,
  );
});

const HEADER = "id,freq,m,h,train,test";

test.each([
  [[HEADER, "A,M,1,2,1;x;3,1;2"], 'in.csv, line 2, column train: has "x" as number 2.'],
  [[HEADER, "A,M,1,2,1;2,1;2", "B,H,1,2,1;2,1;2"], 'in.csv, line 3, column freq: must be D, W or M, not "H".'],
  [[HEADER, "A,M,1,0,1;2,1;2"], 'in.csv, line 2, column h: must be a whole number from 1 on, not "0".'],
  [["id,freq,m,h,start,train,test", "A,D,1,2,soon,1;2,1;2"], "in.csv, line 2, column start: must be a date"],
  [["id,freq,m,h,test", "A,M,1,2,1;2"], "in.csv lacks the column train."],
  [[HEADER], "in.csv has no line below its header."],
  [[HEADER, "A,M,1"], "in.csv is no CSV file"],
])("a file that is not understood is refused with the place: %j", (lines, message) => {
  const { status, stderr } = run("forecast", "--input", fileOf(...lines), "--output", output);
  expect(stderr).toContain(message);
  expect(status).toBe(1);
});

test("options that are missing or make no sense are refused", () => {
  const input = fileOf(...SERIES);
  expect(run("forecast", "--input", input).stderr).toContain("npm run forecast -- --input");
  expect(run("forecast-score", "--output", output).stderr).toContain("npm run forecast:score -- --input");
  expect(run("forecast", "--input", "nowhere.csv", "--output", output).stderr).toContain(
    "There is no file nowhere.csv.",
  );
  const refused = run("forecast", "--input", input, "--output", output, "--lead-time", "a week");
  expect(refused).toMatchObject({
    status: 1,
    stderr: '--lead-time must be a whole number of periods, not "a week".\n',
  });
});

test("forecasts of another file are not scored", () => {
  run("forecast", "--input", fileOf(...SERIES), "--output", output);
  const other = fileOf(HEADER, "B,M,1,5,1;2,1;2;3;4;5");
  expect(run("forecast-score", "--input", other, "--output", output).stderr).toContain("is not in the same place of");
});

const numbers = (...values: number[]) => Float64Array.from(values);

test("errors are measured as in the literature", () => {
  const outcome = { period: 2, train: numbers(1, 2, 3, 5), test: numbers(4, 0, Number.NaN), mean: numbers(2, 0, 9) };
  expect(smape(outcome)).toBeCloseTo((200 * 2) / 6 / 2, 9);
  expect(mase(outcome)).toBeCloseTo(1 / 2.5, 9);
  expect(rmsse(outcome)).toBeCloseTo(Math.sqrt(2 / 2), 9);
  expect(quantileLoss(0.9, 10, 12)).toBeCloseTo(3.6, 9);
  expect(quantileLoss(0.9, 10, 8)).toBeCloseTo(0.4, 9);
});
