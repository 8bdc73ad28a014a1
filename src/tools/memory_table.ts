import type { TenantContext } from "../commands/context";
import { timestamp } from "../shared/clock";
import { fromScaled, toScaled } from "../shared/quantity";
import { type Comparison, type RowArguments, toComparison } from "./arguments";
import { type Columns, columnNamed, comparedWith, sortedBy } from "./conditions";
import type { Cell, Row, ToolResult } from "./define";
import { toColumn } from "./table";

/** A table whose rows were computed by the program: they are as they are shown, in order. */
type MemoryTable = {
  columns: Columns;
  rows: readonly Row[];
  sums?: readonly string[];
  /** The unit of a row's quantities. */
  unitOf?: (row: Row) => string;
};

/** What `readTable` makes of a table in the database: the rows that meet `where`, in the order of `sort_by`, and their sums. */
export function tableResult(ctx: TenantContext, args: RowArguments, table: MemoryTable): ToolResult {
  const { columns, sums = [], unitOf } = table;
  const conditions = (args.where ?? []).map(toComparison).map((comparison) => {
    const value = comparedWith(comparison, columnNamed(comparison.column, columns, "where"));
    return (row: Row) => isSo(row[comparison.column] ?? null, comparison.operator, value);
  });
  const found = table.rows.filter((row) => conditions.every((condition) => condition(row)));
  const rows = sorted(found, args, columns).slice(0, args.limit);
  const truncated = found.length > rows.length;
  const units = new Set(truncated || !unitOf ? [] : rows.map(unitOf));
  const [common] = units.size === 1 ? [...units] : [];
  return {
    columns: Object.entries(columns).map(([key, column]) => toColumn(key, column, common)),
    rows: rows.map((row) => Object.fromEntries(Object.keys(columns).map((key) => [key, row[key] ?? null]))),
    total: found.length,
    truncated,
    summary: Object.fromEntries(sums.map((name) => [name, sumOf(found, name)])),
    as_of: timestamp(ctx.now),
  };
}

function isSo(cell: Cell, operator: Comparison["operator"], value: string | number): boolean {
  if (cell === null || typeof cell !== typeof value) return false;
  const order = compare(cell, value);
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
  }
}

const compare = (one: Cell, other: Cell) =>
  one === other ? 0 : one !== null && other !== null && one < other ? -1 : 1;

/** Rows in the order of `sort_by`, those without a value last. */
function sorted(rows: readonly Row[], { sort_by }: RowArguments, columns: Columns): readonly Row[] {
  if (sort_by === undefined) return rows;
  const { name, is_descending } = sortedBy(sort_by);
  columnNamed(name, columns, "sort_by");
  const [known, unknown] = [rows.filter((row) => row[name] !== null), rows.filter((row) => row[name] === null)];
  const ordered = known.toSorted(
    (one, other) => compare(one[name] ?? null, other[name] ?? null) * (is_descending ? -1 : 1),
  );
  return [...ordered, ...unknown];
}

function sumOf(rows: readonly Row[], name: string): number {
  return fromScaled(rows.reduce((sum, row) => sum + toScaled(Number(row[name] ?? 0)), 0));
}
