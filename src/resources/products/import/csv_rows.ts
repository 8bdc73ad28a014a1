import { armed } from "../../../http/csv";
import type { CsvRecord } from "../../../http/csv_records";
import { clip } from "../../../http/messages";
import type { RowsFile } from "../../../http/rows_file";
import { type Problem, refuseAll } from "../../../shared/errors";
import { type CellValue, readCell } from "./cells";
import { COLUMN_NAMES, type Field, KINDS, type Meaning, meaningsOf, normalized } from "./fields";
import { rowsOf } from "./json_rows";
import { type DecimalMark, decimalsOf } from "./numbers";
import { type Place, problemAt } from "./places";
import type { ReadRow } from "./rows";
import { isShopify, shopifyMeanings, shopifyReader } from "./shopify";

type CsvFile = Extract<RowsFile, { format: "csv" }>;

type Columns = {
  meanings: readonly Meaning[];
  /** The columns of the header by field, and how problems call them. */
  columns: ReadonlyMap<Field, string>;
  paths: ReadonlyMap<Field, string>;
};

/** The rows of a CSV file, the columns that are not read, and whether it is Shopify's. */
export function csvRows(file: CsvFile): { rows: ReadRow[]; ignored_columns: string[]; is_shopify: boolean } {
  const is_shopify = isShopify(file.header);
  const meanings = is_shopify ? shopifyMeanings(file.header) : meaningsOf(file.header);
  const ignored = file.header.map((_, at) => isIgnored(file, meanings, at, is_shopify));
  refuseAll(headerProblems(file.header, meanings, ignored));
  const named = meanings.flatMap((meaning, at): [Field, string][] =>
    isField(meaning) ? [[meaning, file.header[at] as string]] : [],
  );
  // A column that is spelled like a member is called by its own name.
  const spelled = named.filter(([, column]) => column === normalized(column));
  const columns = { meanings, columns: new Map(named), paths: new Map(spelled) };
  const decimals = decimalsOf(numberCells(file.records, meanings), file.delimiter);
  if ("message" in decimals) refuseAll([decimalsProblem(decimals)]);
  const mark = "mark" in decimals ? decimals.mark : ".";
  const complete = is_shopify ? shopifyReader() : null;
  const rows = file.records.map((record, index) => recordRows(record, index, columns, { mark, complete }));
  return {
    // Stockbook's own lists are newest first: they are imported from their end.
    rows: (file.header.includes("created_at") ? rows.toReversed() : rows).flat(),
    ignored_columns: file.header.filter((name, at) => ignored[at] && name !== ""),
    is_shopify,
  };
}

function isField(meaning: Meaning | undefined): meaning is Field {
  return typeof meaning === "string" && meaning in KINDS;
}

/** A column is ignored if Stockbook decides what it shows, if it is one of Shopify's, or if it is empty. */
function isIgnored(
  { header, records }: CsvFile,
  meanings: readonly Meaning[],
  at: number,
  is_shopify: boolean,
): boolean {
  if (meanings[at] === "read_only") return true;
  if (meanings[at] !== null) return false;
  return is_shopify || (header[at] === "" && records.every(({ cells }) => !cells[at]?.trim()));
}

function headerProblems(
  header: readonly string[],
  meanings: readonly Meaning[],
  ignored: readonly boolean[],
): Problem[] {
  const used = new Map<string, string>();
  const problems = header.flatMap((name, at): Problem[] => {
    const meaning = meanings[at] ?? null;
    const field = clip(name) || `column ${at + 1}`;
    if (meaning === null && !ignored[at]) {
      const message = `Line 1: Unknown column ${field}. The columns are ${COLUMN_NAMES.join(", ")}.`;
      return [{ code: "validation_failed", message, field, details: { line: 1, column: field } }];
    }
    if (meaning === null || meaning === "read_only") return [];
    const key = JSON.stringify(meaning);
    const before = used.get(key);
    used.set(key, name);
    if (before === undefined) return [];
    const message = `Line 1: The columns ${clip(before)} and ${field} mean the same. Leave one of them out.`;
    return [{ code: "validation_failed", message, field, details: { line: 1, column: field } }];
  });
  if (meanings.includes("sku") || meanings.includes("variants")) return problems;
  const message = "Line 1: The column sku is missing. The first line must name the columns.";
  return [...problems, { code: "validation_failed", message, field: "sku", details: { line: 1 } }];
}

function decimalsProblem({ line, message }: { line: number; message: string }): Problem {
  return { code: "validation_failed", message: `Line ${line}: ${message}`, field: "rows", details: { line } };
}

function* numberCells(records: readonly CsvRecord[], meanings: readonly Meaning[]) {
  const numeric = meanings.flatMap((meaning, at) => (isField(meaning) && KINDS[meaning] === "number" ? [at] : []));
  for (const { line, cells } of records) {
    for (const at of numeric) {
      const text = cells[at]?.trim();
      if (text) yield { line, text };
    }
  }
}

type Reading = { mark: DecimalMark; complete: ReturnType<typeof shopifyReader> | null };

function recordRows(
  record: CsvRecord,
  index: number,
  { meanings, columns, paths }: Columns,
  { mark, complete }: Reading,
): ReadRow[] {
  const place: Place = { line: record.line, index, paths, columns };
  const given: Record<string, unknown> = {};
  const options: { name?: string; value?: string }[] = [];
  const problems: Problem[] = lengthProblems(place, record, meanings.length);
  for (const [at, meaning] of meanings.entries()) {
    const cell = (record.cells[at] ?? "").trim();
    if (cell === "" || meaning === null || meaning === "read_only") continue;
    if (isField(meaning)) {
      const read: CellValue = readCell(meaning, cell, mark);
      if ("value" in read) given[meaning] = read.value;
      else problems.push(problemAt(place, meaning, read));
    } else {
      options[meaning.option - 1] = { ...options[meaning.option - 1], [meaning.part]: armed(cell) };
    }
  }
  const pairs = Array.from(options, (pair) => pair ?? {});
  const said = complete ? complete({ given, options: pairs }) : withOptions(given, pairs);
  return said === null ? [] : rowsOf(place, { given: said, paths: new Map(paths), problems });
}

function withOptions(given: Record<string, unknown>, pairs: readonly { name?: string; value?: string }[]) {
  const named = pairs.flatMap(({ name, value }, at) =>
    value === undefined ? [] : [[name ?? `Option ${at + 1}`, value]],
  );
  return named.length === 0 ? given : { options: Object.fromEntries(named), ...given };
}

/** The problem of a record with fewer or more cells than the header: its values would stand under other columns. */
function lengthProblems(place: Place, { cells }: CsvRecord, columns: number): Problem[] {
  if (cells.length >= columns && cells.slice(columns).every((cell) => cell.trim() === "")) return [];
  const message = `It has ${cells.length} cells, but the header has ${columns}. Check its quotes and separators.`;
  return [problemAt(place, null, { message })];
}
