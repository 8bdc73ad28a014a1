import { DomainError, type Problem, refuse } from "../shared/errors";
import { armed } from "./csv";
import { csvRecords } from "./csv_records";
import { clip } from "./messages";

/** How a CSV body of a route is read: the member of its JSON body that it stands for, and the columns. */
export type CsvBody = {
  /** The member that is the list of rows. */
  rows: string;
  columns: readonly string[];
  /** The columns that every body must have. */
  required: readonly string[];
  /** The columns that hold numbers. */
  numbers: readonly string[];
  most_rows: number;
};

const NUMBER = /^-?\d+(?:\.\d+)?$/;

export function isCsv(media_type: string | undefined): boolean {
  return /^text\/csv\s*(?:;|$)/i.test(media_type ?? "");
}

/**
 * The JSON body that CSV (RFC 4180, with a header record, in UTF-8) stands for. Empty cells are absent members, and the
 * apostrophe that `format=csv` puts before text that a spreadsheet would take for a formula is taken off. What is not CSV is
 * 400 `malformed_request`; unknown, missing or repeated columns and too many rows are 422 `validation_failed`.
 */
export async function parseCsv(bytes: Uint8Array<ArrayBuffer>, csv: CsvBody): Promise<unknown> {
  const [header, ...records] = await csvRecords(textOf(bytes), { delimiter: ",", most_records: csv.most_rows + 2 });
  const columns = (header?.cells ?? []).map((name) => name.trim());
  requireColumns(columns, csv);
  if (records.length > csv.most_rows) {
    throw refuse(
      "validation_failed",
      `The body must have at most ${csv.most_rows} rows. Send more in another request.`,
    );
  }
  const rows = records.map(({ cells }) => rowOf(columns, cells, csv.numbers));
  return { [csv.rows]: rows };
}

/** The text of a CSV body, which has to be UTF-8. */
function textOf(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw refuse("malformed_request", "The body is not CSV in UTF-8: it has bytes that are not UTF-8.");
  }
}

function requireColumns(columns: readonly string[], { columns: known, required }: CsvBody): void {
  const problems: Problem[] = columns.flatMap((name, at): Problem[] => {
    const field = name || `column ${at + 1}`;
    if (!known.includes(name)) {
      const message = `Unknown column ${clip(name)}. The columns are ${known.join(", ")}.`;
      return [{ code: "validation_failed", message, field }];
    }
    if (columns.indexOf(name) === at) return [];
    return [{ code: "validation_failed", message: `The column ${name} is there twice. Leave one of them out.`, field }];
  });
  for (const name of required) {
    if (columns.includes(name)) continue;
    const message = `The column ${name} is missing. The first record must name the columns, of ${known.join(", ")}.`;
    problems.push({ code: "validation_failed", message, field: name });
  }
  if (problems.length > 0) throw new DomainError(problems);
}

function rowOf(columns: readonly string[], record: readonly string[], numbers: readonly string[]) {
  const cells = columns.flatMap((name, at): [string, unknown][] => {
    const text = (record[at] ?? "").trim();
    if (text === "") return [];
    return [[name, numbers.includes(name) && NUMBER.test(text) ? Number(text) : armed(text)]];
  });
  return Object.fromEntries(cells);
}
