import * as z from "zod";
import { type Problem, refuse, refuseAll } from "../shared/errors";
import { excessOf, parseJson } from "./body";
import { type CsvRecord, csvRecords, DELIMITERS, type Delimiter, delimiterOf } from "./csv_records";
import { clip } from "./messages";
import { type Decoded, decodeText } from "./text_encoding";

/** One value of a file and its line; or, of a line that is not JSON, why not. */
export type FileValue = { line: number; value: unknown } | { line: number; malformed: string };

/** A body that is a file of rows: records of CSV with the header first, or JSON values. */
export type RowsFile = { encoding: Decoded["encoding"] } & (
  | { format: "csv"; delimiter: Delimiter; header: readonly string[]; records: readonly CsvRecord[] }
  | { format: "ndjson" | "json"; values: readonly FileValue[] }
);

/** How a route reads a body that is a file of rows. */
export type RowsFileBody = {
  /** The member of a JSON body that is the list of rows. */
  rows: string;
  most_rows: number;
  /** What a JSON body looks like, for the OpenAPI document: the rows themselves are checked where they are read. */
  json: z.ZodType;
  /** What the file looks like, for the OpenAPI document. */
  examples: { csv: string; ndjson: string };
};

/** The schema of a body that is a file of rows; `example` shows it as JSON. The rows are checked where they are read. */
export const rowsFile = (example: object) => z.custom<RowsFile>().meta({ examples: [example] });

const CSV = /^(?:text\/csv|application\/csv|text\/tab-separated-values)\s*(?:;|$)/i;
const NDJSON = /^application\/(?:x-ndjson|ndjson|jsonl|x-jsonlines|json-lines)\s*(?:;|$)/i;

/**
 * Reads a file of rows by its media type: CSV, NDJSON or JSON with a list of rows. Of CSV, the encoding and the delimiter are found
 * out from the file itself. What can't be read is 400 `malformed_request`, another media type 415 `unsupported_media_type`, and
 * more rows than `most_rows` 422 `validation_failed`.
 */
export async function readRowsFile(
  bytes: Uint8Array<ArrayBuffer>,
  media_type: string | undefined,
  body: RowsFileBody,
): Promise<RowsFile> {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(media_type ?? "")?.[1];
  const file = await parseFile(bytes, media_type ?? "", charset, body);
  const rows = file.format === "csv" ? file.records.length : file.values.length;
  if (rows > body.most_rows) throw tooManyRows(body.most_rows);
  if (rows > 0) return file;
  throw refuse("validation_failed", "The file has no rows. Send at least one.", { field: body.rows });
}

/** The refusal of a file with too many rows. */
export function tooManyRows(most_rows: number) {
  const most = most_rows.toLocaleString("en");
  return refuse("validation_failed", `The file has more than ${most} rows. Send it in several files.`);
}

async function parseFile(
  bytes: Uint8Array<ArrayBuffer>,
  media_type: string,
  charset: string | undefined,
  body: RowsFileBody,
): Promise<RowsFile> {
  if (CSV.test(media_type)) return readCsv(decodeText(bytes, charset), body.most_rows);
  if (NDJSON.test(media_type)) {
    const { text, encoding } = decodeText(bytes, charset);
    return { format: "ndjson", encoding, values: readNdjson(text, body.most_rows) };
  }
  if (!/^application\/json\s*(?:;|$)/i.test(media_type)) {
    throw refuse(
      "unsupported_media_type",
      "Send CSV with `Content-Type: text/csv`, or NDJSON with `Content-Type: application/x-ndjson`.",
    );
  }
  return { format: "json", encoding: "utf-8", values: readList(parseJson(bytes, media_type), body.rows) };
}

async function readCsv({ text: whole, encoding }: Decoded, most_rows: number): Promise<RowsFile> {
  // Excel writes which character separates cells into a first line of its own.
  const declared = /^sep=([,;\t])\r?\n/i.exec(whole);
  const text = declared ? whole.slice(declared[0].length) : whole;
  const delimiter = DELIMITERS.find((known) => known === declared?.[1]) ?? delimiterOf(text);
  const [header, ...records] = await csvRecords(text, { delimiter, most_records: most_rows + 2, relaxed: true });
  const lines_before = declared ? 1 : 0;
  return {
    format: "csv",
    encoding,
    delimiter,
    header: (header?.cells ?? []).map((name) => name.trim()),
    records: records.map(({ line, cells }) => ({ line: line + lines_before, cells })),
  };
}

function readNdjson(text: string, most_rows: number): FileValue[] {
  const lines = text.split("\n").flatMap((content, at) => (content.trim() === "" ? [] : [{ content, line: at + 1 }]));
  if (lines.length > most_rows) throw tooManyRows(most_rows);
  return lines.map(({ content, line }) => parseLine(content, line));
}

/** How many values a line, or a cell, may have. */
const MOST_VALUES = 20_000;

function parseLine(content: string, line: number): FileValue {
  const parsed = parseValue(content);
  return "value" in parsed ? { line, ...parsed } : { line, malformed: parsed.message };
}

/** The JSON in a part of a file, or why it can't be read. */
export function parseValue(text: string): { value: unknown } | { message: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { message: error instanceof Error ? clip(error.message) : "it can't be parsed" };
  }
  const excess = excessOf(value, MOST_VALUES);
  return excess === null ? { value } : { message: `it has too many ${excess}` };
}

/** The rows of a JSON body: the list itself, or the member that holds it. Their lines are counted from 1. */
function readList(json: unknown, name: string): FileValue[] {
  const body: Record<string, unknown> = Array.isArray(json) ? { [name]: json } : { ...(json as object | null) };
  const { [name]: list, ...others } = body;
  refuseAll(Object.keys(others).map((member) => unknownMember(member, name)));
  if (Array.isArray(list)) return list.map((value: unknown, at) => ({ line: at + 1, value }));
  throw refuse("validation_failed", `${name} must be a list of rows.`, { field: name });
}

function unknownMember(member: string, name: string): Problem {
  const message = `Unknown field ${clip(member)}. The rows are in ${name}.`;
  return { code: "validation_failed", message, field: clip(member) };
}
