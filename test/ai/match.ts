import type { Engine } from "../../src/storage/port";
import { sql } from "../support/databases";

/** SQL over the organization's database, and the names of its columns: the keys of the answer's columns. */
type Query = { sql: string; columns: string[] };

/**
 * What a question must be answered with. `rows`: the answer's rows, projected on the query's columns, are its rows; `ordered`: in
 * its order; `first`: the answer's rows begin with them; `contains`: they are among the answer's rows; `totals`: the query's one
 * row stands in the answer's one row, or in the summary of its evidence, and in its text. With `zeros`, rows of which all numbers
 * are 0 may be absent. `alternatives` are as right.
 */
export type Expected = Query & {
  match: "rows" | "ordered" | "first" | "contains" | "totals";
  alternatives?: Query[];
  zeros?: "optional";
};
/** The question must be refused; where a name fits several things, with these candidates. */
export type Refused = { refused: true; candidates?: string[] };

type Cell = string | number | boolean | null | undefined;
type Row = Record<string, Cell>;
export type Answered = {
  answer: string;
  rows: Row[];
  total: number;
  evidence: { tool: string; arguments: unknown; rows: Row[]; total: number; summary: Row; source: string }[];
};

/** True if an answer is what is expected. */
export async function isExpected(engine: Engine, expected: Expected, answered: Answered): Promise<boolean> {
  for (const query of [expected, ...(expected.alternatives ?? [])]) {
    if (fits(expected, query.columns, await rowsOf(engine, query), answered)) return true;
  }
  return false;
}

/** The rows of a query, each with its values by the names of its columns. */
export async function rowsOf(engine: Engine, { sql: text, columns }: Query): Promise<Row[]> {
  const rows = await sql(engine, text);
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] as Cell])));
}

function fits({ match, zeros }: Expected, columns: string[], wanted: Row[], answered: Answered): boolean {
  if (match === "totals") return hasTotals(wanted[0] as Row, answered);
  const ignored = (row: Row) => zeros === "optional" && isZero(row);
  const given = answered.rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
  const expected = wanted.filter((row) => !ignored(row)).map(textOf);
  const actual = given.filter((row) => !ignored(row)).map(textOf);
  if (match === "first") return expected.every((row, at) => row === actual[at]);
  if (match === "contains") return expected.every((row) => actual.includes(row));
  if (match === "rows") {
    expected.sort();
    actual.sort();
  }
  return expected.length === actual.length && expected.every((row, at) => row === actual[at]);
}

function isZero(row: Row): boolean {
  const numbers = Object.values(row).filter((value) => typeof value === "number");
  return numbers.length > 0 && numbers.every((value) => value === 0);
}

/** A row as text: equal for values that are equal to the last of four decimals. */
function textOf(row: Row): string {
  const values = Object.entries(row).map(([key, value]) => {
    if (value === undefined) return [key, "absent"];
    return [key, typeof value === "number" ? value.toFixed(4).replace(/^-(0\.0+)$/, "$1") : value];
  });
  return JSON.stringify(values);
}

function hasTotals(wanted: Row, { answer, rows, total, evidence }: Answered): boolean {
  const places: Row[] = [
    ...(rows.length === 1 ? rows : []),
    { total },
    ...evidence.flatMap((use) => [use.summary, { total: use.total }, ...(use.rows.length === 1 ? use.rows : [])]),
  ];
  return Object.entries(wanted).every(
    ([key, value]) =>
      places.some((place) => textOf({ key: place[key] }) === textOf({ key: value })) && isSaid(value, answer),
  );
}

/** True if a text says a number, rounded to cents or not. */
function isSaid(value: Cell, text: string): boolean {
  if (typeof value !== "number") return value === null || text.includes(String(value));
  const said = numbersIn(text.replaceAll("−", "-"), true);
  if (value === 0 && /\b(?:no|none|nothing|not|never|zero)\b/i.test(text)) return true;
  return said.some((number) => Math.abs(number - value) < 0.0051);
}

/** The numbers that a text contains, `1,234.5` as one; without their signs, unless `signed`. */
export function numbersIn(text: string, signed = false): number[] {
  const found = text.match(/(?:(?<![\w.])-)?\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [];
  return found
    .map((number) => Number(number.replaceAll(",", "")))
    .map((number) => (signed ? number : Math.abs(number)));
}

/** The numbers of an answer's text that stand neither in its rows, nor in its evidence, nor in the question as part of a name. */
export function unprovedNumbers({ answer, rows, evidence }: Answered, question: string): number[] {
  const proved = new Set([
    ...numbersIn(JSON.stringify({ rows, evidence }).replaceAll(",", " ")),
    ...numbersIn(question),
  ]);
  return numbersIn(answer).filter((number) => !proved.has(number));
}
