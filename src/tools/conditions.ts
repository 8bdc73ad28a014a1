import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type TenantContext, today } from "../commands/context";
import { addDays } from "../shared/clock";
import { refuse } from "../shared/errors";
import { toScaled } from "../shared/quantity";
import type { Comparison } from "./arguments";
import { compareDay } from "./days";
import type { ColumnType, Row } from "./define";

/** A column of a table of rows `p`: what it is called, and where it comes from if that is not the column of `p` of its name. */
export type TableColumn = {
  label: string;
  type: ColumnType;
  unit?: string;
  /** Of `p` and what is joined to it. */
  from?: SQL;
  /** True if `from` is of `p` alone, so that it can be compared and sorted by. It is computed only where that is asked for. */
  of_row?: boolean;
  /**
   * What the column of `p` holds, if not what is shown: a moment (RFC 3339), which a `date` shows as its day in the organization's
   * calendar, and a `count` as the number of days from then to today.
   */
  stored?: "moment";
  /** Computed from the row as it is stored, in stored units, instead of being read. It can't be compared. */
  of?: (row: Row) => number | null;
};

export type Columns = Readonly<Record<string, TableColumn>>;

/** Columns of these types are stored as whole numbers of ten-thousandths. */
export const SCALED: readonly ColumnType[] = ["quantity", "money", "percent", "number"];
const COMPARED: readonly ColumnType[] = [...SCALED, "count", "date", "time"];

const isCompared = ({ from, of_row, of, type }: TableColumn) => (!from || of_row) && !of && COMPARED.includes(type);

/**
 * The column of a condition or an order, which must be one of the table's own, not of what is joined for the page; otherwise 422
 * `validation_failed` with the names of those that may be compared.
 */
export function columnNamed(name: string, columns: Columns, field: "where" | "sort_by"): TableColumn {
  const column = columns[name];
  if (column && isCompared(column)) return column;
  const allowed = Object.entries(columns).flatMap(([key, one]) => (isCompared(one) ? [key] : []));
  throw refuse("validation_failed", `${field} has no column ${name}. It may have ${allowed.join(", ")}.`, { field });
}

const placeOf = (name: string, { from }: TableColumn) => from ?? sql`p.${sql.identifier(name)}`;

/** A condition of `where`, on rows `p`. */
export function conditionOf(ctx: TenantContext, comparison: Comparison, columns: Columns): SQL {
  const { column, operator } = comparison;
  const compared = columnNamed(column, columns, "where");
  const { type, stored } = compared;
  const place = placeOf(column, compared);
  const value = comparedWith(comparison, compared);
  if (typeof value === "string") {
    return stored || type === "time"
      ? compareDay(ctx, place, operator, value)
      : sql`${place} ${sql.raw(operator)} ${value}`;
  }
  if (stored) return compareDay(ctx, place, opposite(operator), addDays(today(ctx), -value));
  // As SQL text: D1 binds every number as REAL.
  return sql`${place} ${sql.raw(operator)} ${sql.raw(String(SCALED.includes(type) ? toScaled(value) : value))}`;
}

/** The comparison of a day where that of its distance from today is given: the more days, the earlier. */
function opposite(operator: Comparison["operator"]): Comparison["operator"] {
  const opposites = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!=" } as const;
  return opposites[operator];
}

/** What a column is compared with: a date, or a number as clients see it; 422 `validation_failed` if it is neither. */
export function comparedWith({ value }: Comparison, { type, stored }: TableColumn): string | number {
  const is_day = type === "date" || type === "time";
  const fits = is_day
    ? z.iso.date().safeParse(value).success
    : (stored ? /^-?\d{1,5}$/ : /^-?\d{1,10}(\.\d{1,4})?$/).test(value);
  if (fits) return is_day ? value : Number(value);
  const expected = is_day
    ? "dates with YYYY-MM-DD"
    : stored
      ? "days with a whole number"
      : "numbers with at most 4 decimals";
  throw refuse("validation_failed", `where compares ${expected}, not ${value}.`, { field: "where" });
}

/** The column of `sort_by`, and whether the largest come first. */
export function sortedBy(sort_by: string): { name: string; is_descending: boolean } {
  return { name: sort_by.replace(/^-/, ""), is_descending: sort_by.startsWith("-") };
}

/** The order that `sort_by` asks for, of rows `p`. */
export function orderBy(sort_by: string, columns: Columns): SQL {
  const { name, is_descending } = sortedBy(sort_by);
  const column = columnNamed(name, columns, "sort_by");
  const is_age = column.stored === "moment" && column.type === "count";
  return sql`${placeOf(name, column)} ${sql.raw(is_descending !== is_age ? "DESC NULLS LAST" : "ASC NULLS LAST")}`;
}
