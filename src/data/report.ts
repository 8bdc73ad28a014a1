import { type SQL, sql } from "drizzle-orm";
import { refuse } from "../shared/errors";
import { fromScaled, inWords, MAX_VALUE, type Scaled } from "../shared/quantity";
import { build, type Query } from "./database";
import type { Page, PageRequest } from "./page";

/** What a report is asked for; `limit` is how many rows it has on a page, if that is not `per_page`. */
export type ReportRequest = PageRequest & { limit?: number | undefined };

/** As `ReportRequest`, for a report about the first of many rows, which may be asked for fewer or more of them. */
export type FirstRows = Omit<ReportRequest, "per_page"> & { per_page?: number | undefined };

/** The rows of a page: `limit`, else `per_page`, else so many; of a whole report as a file, `limit` or all. */
export function firstRowsOf({ per_page, ...request }: FirstRows, by_default: number): ReportRequest {
  const size = request.limit ?? per_page ?? by_default;
  return request.cursor === undefined ? { ...request, per_page: size } : { ...request, per_page: by_default };
}

/** A report as a query: its rows, their order, and what is shown and summed up of them. */
export type ReportSource<Row, Total extends string> = {
  /** Common table expressions that `rows` and `values` are computed from: `name AS MATERIALIZED (…),`. */
  tables?: SQL;
  /** Selects the rows of the report: what identifies each, and its quantities and money in stored units. */
  rows: SQL;
  /** The order of the rows, which must be total; they are `p`. */
  order: SQL;
  /** The condition of the rows that are shown and summed up, if not all of them are. */
  where?: SQL | undefined;
  /** What is joined to the rows of a page, to show more of them. */
  joins?: SQL;
  /** The members of a row of the page, of `p` and what is joined. */
  columns: { readonly [Column in keyof Row]: SQL };
  /** The columns that are summed up over all rows, not only those of the page. */
  totals: readonly Total[];
  /** What to do about a total that is too large; filter by location_id, if nothing else is said. */
  advice?: string;
  /** Further values by name, each a scalar expression, JSON as `json(…)`; `report_rows` is the table of all rows. */
  values?: Readonly<Record<string, SQL>>;
};

/** How a report is read, and what is made of the one row set that comes back. */
export type Report<Row, Total extends string> = {
  query: Query<{ part: number; row: string }[]>;
  page<T>(
    found: readonly { part: number; row: string }[],
    render: (row: Row, rank: number) => T,
  ): { page: Page<T>; totals: Record<Total, number>; values: unknown[] };
};

/**
 * A whole report is read in portions of so many rows, each as of its own moment: of a report that has more rows, what moves
 * meanwhile may take a row to another place in the order, and out of the file or into it twice.
 */
const PORTION_ROWS = 5000;

/** Sums are added up in two parts, as they may leave what the database can add. */
const PART = 1_000_000_000;

/**
 * A page of a report, with totals over all of its rows, as one statement: the rows are computed once, and what is shown beside
 * them is looked up for the page alone. After a cursor (a whole report as a file), a page has up to 5,000 rows.
 */
export function report<Row, Total extends string>(
  source: ReportSource<Row, Total>,
  request: ReportRequest,
): Report<Row, Total> {
  const {
    tables = sql.raw(""),
    rows,
    order,
    where = sql`1`,
    joins = sql.raw(""),
    columns,
    totals,
    advice,
    values = {},
  } = source;
  const { skipped, size } = rangeOf(request);
  const names = Object.keys(columns) as (keyof Row & string)[];
  const sums = totals.flatMap((name) => {
    const column = sql`p.${sql.identifier(name)}`;
    return [
      sql`coalesce(sum(${column} / ${sql.raw(String(PART))}), 0)`,
      sql`coalesce(sum(${column} % ${sql.raw(String(PART))}), 0)`,
    ];
  });
  const shown = Object.values<SQL>(columns);
  const more = Object.values(values);
  const parts = sql`(WITH ${tables} report_rows AS MATERIALIZED (${rows})
    SELECT 0 AS part, json_array(${sql.join([sql`count(*)`, ...sums], sql`, `)}) AS row FROM report_rows p WHERE ${where}
    UNION ALL SELECT 1, json_array(${more.length > 0 ? sql.join(more, sql`, `) : sql.raw("")})
    UNION ALL SELECT 2, row FROM (
      SELECT json_array(${sql.join(shown, sql`, `)}) AS row
      FROM (SELECT * FROM report_rows p WHERE ${where} ORDER BY ${order} LIMIT ${sql.raw(`${size} OFFSET ${skipped}`)}) p ${joins}
      ORDER BY ${order}))`;
  return {
    query: build.select({ part: sql<number>`part`, row: sql<string>`row` }).from(parts),
    page(found, render) {
      const of = (part: number): unknown[][] =>
        found.filter((row) => Number(row.part) === part).map(({ row }) => JSON.parse(row));
      const [[counted = 0, ...sums_found] = []] = of(0) as number[][];
      const data = of(2).map((cells, at) => {
        const row = Object.fromEntries(names.map((name, column) => [name, cells[column]])) as Row;
        return render(row, skipped + at + 1);
      });
      const page = { data, ...placeOf(request, counted, skipped + data.length) };
      const entries = totals.map((name, at) => {
        const sum = (sums_found[2 * at] ?? 0) * PART + (sums_found[2 * at + 1] ?? 0);
        return [name, exactTotal(name, sum, advice)];
      });
      return { page, totals: Object.fromEntries(entries) as Record<Total, number>, values: of(1)[0] ?? [] };
    },
  };
}

/** Which rows a page has. The end of a whole report that is limited is its limit. */
function rangeOf(request: ReportRequest): { skipped: number; size: number } {
  const { page, per_page, limit, cursor } = request;
  if (cursor === undefined) {
    const size = limit ?? per_page;
    return { skipped: (page - 1) * size, size };
  }
  const skipped = Number(cursor ?? 0);
  return { skipped, size: Math.max(0, Math.min(PORTION_ROWS, (limit ?? Number.MAX_SAFE_INTEGER) - skipped)) };
}

function placeOf(
  { page, per_page, limit, cursor }: ReportRequest,
  counted: number,
  end: number,
): Omit<Page<never>, "data"> {
  const size = limit ?? per_page;
  if (cursor === undefined) return { page, per_page: size, total: counted };
  const all = Math.min(counted, limit ?? counted);
  return { per_page: size, next_cursor: end < all ? String(end) : null };
}

/**
 * A sum of stored units in the client's numbers; 422 `validation_failed` beyond 500,000,000,000, as JSON has no number for each
 * four decimals from there on. Up to there, a sum is exact, whatever it was added up with.
 */
export function exactTotal(name: string, sum: Scaled, advice = "Filter by location_id."): number {
  if (Math.abs(sum) <= MAX_VALUE) return fromScaled(sum);
  const message = `The total of ${name} exceeds ${inWords(MAX_VALUE)}, beyond which JSON can't say it exactly. ${advice}`;
  throw refuse("validation_failed", message, { field: "location_id" });
}
