import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import { type ReportSource, report } from "../data/report";
import { timestamp } from "../shared/clock";
import { fromScaled } from "../shared/quantity";
import { type RowArguments, toComparison } from "./arguments";
import { type Columns, conditionOf, orderBy, SCALED, type TableColumn } from "./conditions";
import { dayIn, daysSince } from "./days";
import type { Cell, Column, Row, ToolResult } from "./define";
import { type Numbered, namedValues, refuseUnknown } from "./known";

/** A table that a tool reads: the rows of a report (`src/data/report.ts`), in stored units. */
export type Table = Pick<ReportSource<Row, string>, "tables" | "rows" | "joins" | "order" | "where" | "values"> & {
  columns: Columns;
  /** The columns that are summed up over all rows. */
  sums?: readonly string[];
  /** What else is summed up, of `values` and the sums; `values` see the rows that meet `where`. */
  summary?: (values: unknown[], sums: Record<string, number>) => Record<string, number | string | null>;
  /** The unit of a row's quantities, of `p` and what is joined; null if they have several. */
  unit?: SQL;
  /** The name in the summary of how many rows there are. */
  counted?: string;
  /** What the argument `number` gives the numbers of. */
  numbers?: Numbered;
  /** True if a commit that has begun may still change what is read. */
  after_writers?: boolean;
};

/**
 * Reads a table in one round trip: the rows that meet `where`, in the order of `sort_by`, at most `limit` of them, and sums over
 * all that meet it. An unknown column, and a SKU or an id that nothing has, is 422 `validation_failed`.
 */
export async function readTable(ctx: TenantContext, args: RowArguments, table: Table): Promise<ToolResult> {
  const { columns, sums = [], joins, tables, values, summary, unit, counted } = table;
  const shown = Object.fromEntries(
    Object.entries(columns).map(([key, { from, of }]) => [
      key,
      of ? sql`NULL` : (from ?? sql`p.${sql.identifier(key)}`),
    ]),
  );
  const order = args.sort_by === undefined ? table.order : sql`${orderBy(args.sort_by, columns)}, ${table.order}`;
  const { query, page } = report<Row, string>(
    {
      ...{ rows: rowsOf(ctx, args, table), order, totals: sums },
      columns: { ...shown, ...(unit ? { [UNIT]: unit } : {}) },
      ...(tables ? { tables } : {}),
      ...(joins ? { joins } : {}),
      ...(values ? { values } : {}),
    },
    { page: 1, per_page: args.limit },
  );
  const queries = { found: query, unknown: namedValues(args, table.numbers) };
  const { found, unknown } = await ctx.read(queries, { after_writers: table.after_writers ?? false });
  refuseUnknown(unknown);
  const units = new Set<Cell>();
  const {
    page: shown_page,
    totals,
    values: more,
  } = page(found, (row) => {
    units.add(row[UNIT] ?? null);
    return toRow(ctx, row, columns);
  });
  const total = shown_page.total ?? 0;
  const truncated = total > shown_page.data.length;
  const [common] = truncated || units.size > 1 ? [] : [...units];
  return {
    columns: Object.entries(columns).map(([key, column]) => toColumn(key, column, common)),
    rows: shown_page.data,
    total,
    truncated,
    summary: { ...(counted ? { [counted]: total } : {}), ...totals, ...summary?.(more, totals) },
    as_of: timestamp(ctx.now),
  };
}

/** The member of a row that has its unit. It is not shown. */
const UNIT = "unit_of_row";

/** The rows of a table that meet its own condition and those of `where`. */
function rowsOf(ctx: TenantContext, { where = [] }: RowArguments, { rows, where: own, columns }: Table): SQL {
  const conditions = where.map(toComparison).map((comparison) => conditionOf(ctx, comparison, columns));
  if (own) conditions.push(own);
  return conditions.length === 0 ? rows : sql`SELECT p.* FROM (${rows}) p WHERE ${sql.join(conditions, sql` AND `)}`;
}

export function toColumn(key: string, { label, type, unit }: TableColumn, common: Cell | undefined): Column {
  const shown = unit ?? (type === "quantity" && typeof common === "string" ? common : undefined);
  return { key, label, type, ...(shown === undefined ? {} : { unit: shown }) };
}

function toRow(ctx: TenantContext, row: Row, columns: Columns): Row {
  return Object.fromEntries(
    Object.entries(columns).map(([key, column]) => [key, toCell(ctx, column.of?.(row) ?? row[key] ?? null, column)]),
  );
}

function toCell(ctx: TenantContext, value: Cell, { type, stored }: TableColumn): Cell {
  if (value === null) return null;
  if (stored) return type === "count" ? daysSince(ctx, String(value)) : dayIn(ctx, String(value));
  if (type === "boolean") return Boolean(value);
  return SCALED.includes(type) ? fromScaled(Number(value)) : value;
}
