import type * as z from "zod";
import type { Page } from "../data/page";
import { DomainError } from "../shared/errors";
import { columnsOf, headerRecord, rowRecord } from "./csv";
import { FileResponse } from "./route";
import type { ListFormat } from "./schemas";
import { begun } from "./stream";

type WholeFormat = Exclude<ListFormat, "json">;

/** How rows of a list are written: what comes before all of them, and each. */
type Writer = { head: string; row(row: object): string };

type Form = { media_type: string; parameters: string; writer(row: z.ZodType): Writer };

/** The forms in which a whole list is sent. */
export const WHOLE_LISTS: Readonly<Record<WholeFormat, Form>> = {
  csv: {
    media_type: "text/csv",
    parameters: "; charset=utf-8; header=present",
    writer(schema) {
      const columns = columnsOf(schema);
      return { head: headerRecord(columns), row: (row) => rowRecord(columns, row) };
    },
  },
  ndjson: {
    media_type: "application/x-ndjson",
    parameters: "",
    writer: () => ({ head: "", row: (row) => `${JSON.stringify(row)}\n` }),
  },
};

/** A list is read in portions of so many rows; in fewer where they are large (`src/data/page.ts`). */
const PORTION_ROWS = 2000;

/** The parameters that a whole list does not take. */
const NUMBERED = ["page", "per_page"];

type WholeList = {
  format: WholeFormat;
  /** What the list is called: the name of the file. */
  name: string;
  /** The schema of a row. */
  row: z.ZodType;
  /** The request's query, as it was sent and as it was parsed. */
  given: Record<string, string>;
  query: object;
  /** The page of the list that a query asks for. */
  pageOf(query: object): Promise<Page<object>>;
};

/**
 * A whole list as a file, sent in portions while the client takes them. Each portion is the page that follows the cursor of
 * the one before, so it costs the same at any depth, and what is written meanwhile moves nothing. (Rows of reports have no place of their own: `src/data/report.ts`.) Refuses `page` and
 * `per_page` with 422 `validation_failed`.
 */
export async function wholeList(list: WholeList): Promise<FileResponse> {
  const { format, name, row, given } = list;
  const refused = NUMBERED.filter((parameter) => Object.hasOwn(given, parameter));
  if (refused.length > 0) throw new DomainError(refused.map((field) => numberedProblem(field, format)));
  const { media_type, parameters, writer } = WHOLE_LISTS[format];
  return new FileResponse(await begun(portionsOf(list, writer(row))), {
    "Content-Type": `${media_type}${parameters}`,
    "Content-Disposition": `attachment; filename="${name}.${format}"`,
  });
}

function numberedProblem(field: string, format: WholeFormat) {
  const message = `${field} can't be combined with format=${format}, which returns the whole list. Leave it out, or use format=json.`;
  return { code: "validation_failed", message, field } as const;
}

async function* portionsOf({ query, pageOf }: WholeList, { head, row }: Writer): AsyncGenerator<string> {
  let { cursor = null } = query as { cursor?: string | null };
  let before = head;
  do {
    const { data, next_cursor = null } = await pageOf({ ...query, page: 1, per_page: PORTION_ROWS, cursor });
    const portion = before + data.map(row).join("");
    if (portion !== "") yield portion;
    before = "";
    cursor = next_cursor;
  } while (cursor !== null);
}
