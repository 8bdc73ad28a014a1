import { parse } from "csv-parse/stream";
import { refuse } from "../shared/errors";
import { clip } from "./messages";

/** A record of a CSV file, and the line of the file on which it begins: a quoted cell may have several lines. */
export type CsvRecord = { line: number; cells: string[] };

export const DELIMITERS = [",", ";", "\t"] as const;

export type Delimiter = (typeof DELIMITERS)[number];

type Options = {
  delimiter: Delimiter;
  /** So many records are parsed, the header included: the rest is left. */
  most_records: number;
  /** True if records may have more or fewer cells than the header. */
  relaxed?: boolean;
};

/** A first record that is longer does not name columns. */
const MOST_HEADER_LENGTH = 10_000;

/** So many cells fit into memory. A cell with JSON has commas as well. */
const MOST_CELLS = 3_000_000;

/** The records of CSV (RFC 4180). Lines without text are left out. What is not CSV is 400 `malformed_request`. */
export async function csvRecords(text: string, { delimiter, most_records, relaxed = false }: Options) {
  if (text.length > MOST_HEADER_LENGTH && !/[\r\n]/.test(text.slice(0, MOST_HEADER_LENGTH))) {
    throw notCsv("its first record is too long to name the columns");
  }
  if (countOf(text, delimiter) > MOST_CELLS) throw notCsv("it has too many cells");
  const records: CsvRecord[] = [];
  const parser = parse({
    delimiter,
    info: true,
    skip_empty_lines: true,
    relax_column_count: relaxed,
    skip_records_with_empty_values: relaxed,
    to: most_records,
  });
  // The parser counts CR and LF within a cell as a line each.
  let double_breaks = 0;
  try {
    for await (const parsed of new Blob([text]).stream().pipeThrough(parser)) {
      const { record, info } = parsed as { record: string[]; info: { lines: number } };
      const breaks = record.reduce((sum, cell) => sum + occurrences(cell, /[\r\n]/g), 0);
      records.push({ line: info.lines - breaks - double_breaks, cells: record });
      if (breaks > 0) double_breaks += record.reduce((sum, cell) => sum + occurrences(cell, /\r\n/g), 0);
    }
  } catch (error) {
    throw notCsv(error instanceof Error ? clip(error.message) : "it can't be parsed");
  }
  return records;
}

function countOf(text: string, letter: string): number {
  let count = 0;
  for (let at = text.indexOf(letter); at >= 0; at = text.indexOf(letter, at + 1)) count += 1;
  return count;
}

function occurrences(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function notCsv(why: string) {
  return refuse("malformed_request", `The body is not CSV: ${why}. Check its quotes and columns.`);
}

/**
 * The character that separates the cells: the one of comma, semicolon and tab that the first line has most often outside quotes.
 * A first line with as many of two kinds is refused with 400 `malformed_request`.
 */
export function delimiterOf(text: string): Delimiter {
  const [first_line = ""] = text.trimStart().split(/[\r\n]/, 1);
  const unquoted = first_line.replaceAll(/"[^"]*"/g, "");
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: unquoted.split(delimiter).length - 1 }));
  const [most, next] = counted.toSorted((a, b) => b.count - a.count);
  if (!most || most.count === 0) return ",";
  if (most.count !== next?.count) return most.delimiter;
  throw notCsv(
    "its first line has as many commas as semicolons or tabs, so it is not clear which of them separates cells",
  );
}
