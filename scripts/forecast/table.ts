import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** A line of a file of series, as described in scripts/forecast.ts. */
export type Line = {
  id: string;
  frequency: "day" | "week" | "month";
  /** The seasonal period of the error that MASE divides by. */
  period: number;
  horizon: number;
  /** Position of the first value in the week, where the file says it. */
  phase: number | null;
  group: string | null;
  train: Float64Array;
  test: Float64Array;
};

/** Cells of one line of a CSV file by their columns, and what it takes to name the place of a fault. */
type Row = { file: string; line: number; cells: Record<string, string> };

const FREQUENCIES: Record<string, Line["frequency"]> = { D: "day", W: "week", M: "month" };

/** Reads a file of series. Columns that it does not need may have any name. */
export function readSeries(file: string): Line[] {
  return readRows(file, ["id", "freq", "train"]).map(seriesOf);
}

function seriesOf(row: Row): Line {
  const frequency = FREQUENCIES[cell(row, "freq")];
  if (!frequency) throw fault(row, "freq", `must be D, W or M, not "${cell(row, "freq")}"`);
  const test = numbers(row, "test");
  return {
    id: cell(row, "id"),
    frequency,
    period: whole(row, "m") ?? 1,
    horizon: whole(row, "h") ?? (test.length || 1),
    phase: phaseOf(row),
    group: row.cells.group || row.cells.category || null,
    train: numbers(row, "train"),
    test,
  };
}

/** The rows of a CSV file with a header, which must have some columns. */
export function readRows(file: string, wanted: string[]): Row[] {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const text = readFileSync(file, "utf8");
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(text, { columns: true, bom: true, info: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw new Error(`${file} is no CSV file: ${error instanceof Error ? error.message : error}`);
  }
  if (!rows[0]) throw new Error(`${file} has no line below its header.`);
  const missing = wanted.filter((column) => !(column in (rows[0]?.record ?? {})));
  if (missing.length > 0) throw new Error(`${file} lacks the column ${missing.join(", ")}.`);
  return rows.map(({ record, info }) => ({ file, line: info.lines, cells: record }));
}

/** A list of numbers separated by semicolons; an empty one is a missing value. */
export function numbers(row: Row, column: string): Float64Array {
  const text = row.cells[column] ?? "";
  if (text === "") return new Float64Array(0);
  return Float64Array.from(text.split(";"), (part, index) => {
    if (part.trim() === "") return Number.NaN;
    const value = Number(part);
    if (!Number.isFinite(value)) throw fault(row, column, `has "${part}" as number ${index + 1}`);
    return value;
  });
}

/** The value of a column, which must have one. */
function cell(row: Row, column: string): string {
  const text = row.cells[column];
  if (!text) throw fault(row, column, "is empty");
  return text;
}

function whole(row: Row, column: string): number | null {
  const text = row.cells[column];
  if (!text) return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw fault(row, column, `must be a whole number from 1 on, not "${text}"`);
  return value;
}

/** The day of the week of the first value (Monday is 0), from the date in the column `start`. */
function phaseOf(row: Row): number | null {
  const text = row.cells.start;
  if (!text) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time)) throw fault(row, "start", `must be a date such as 2026-01-31, not "${text}"`);
  return (new Date(time).getUTCDay() + 6) % 7;
}

function fault({ file, line }: Row, column: string, what: string): Error {
  return new Error(`${file}, line ${line}, column ${column}: ${what}.`);
}
