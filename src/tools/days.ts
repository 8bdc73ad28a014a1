import { type SQL, sql } from "drizzle-orm";
import { type TenantContext, today } from "../commands/context";
import { addDays, dateIn, daysBetween, endOfDay, timestamp } from "../shared/clock";
import { refuse } from "../shared/errors";
import type { Comparison, PeriodArguments } from "./arguments";

type Calendar = Pick<TenantContext, "organization" | "now">;

/** Refuses a period that ends before it begins: 422 `validation_failed`. */
export function refuseReversed({ from, to }: PeriodArguments): void {
  if (from === undefined || to === undefined || from <= to) return;
  throw refuse("validation_failed", "from must not be after to.", { field: "from" });
}

/** How many days a period has, up to today if it has no end; unlimited without a beginning. */
export function lengthOf(ctx: Calendar, { from, to }: PeriodArguments): number {
  return from === undefined ? Infinity : Math.max(1, daysBetween(from, to ?? today(ctx)) + 1);
}

/** The condition that a column with times lies on days of the organization's calendar, both included. */
export function onDays(ctx: Calendar, column: SQL, { from, to }: PeriodArguments): SQL {
  const first = from === undefined ? sql`1` : sql`${column} > ${endBefore(ctx, from)}`;
  return sql`${first} AND ${to === undefined ? sql`1` : sql`${column} <= ${endOf(ctx, to)}`}`;
}

/** The day of a time in the organization's calendar. */
export function dayIn({ organization }: Calendar, time: string): string {
  return dateIn(organization.timezone, new Date(time));
}

/** How many days of the organization's calendar a time is ago. */
export function daysSince(ctx: Calendar, time: string): number {
  return daysBetween(dayIn(ctx, time), today(ctx));
}

/** The condition that the day of a column with times compares so with a date. */
export function compareDay(ctx: Calendar, column: SQL, operator: Comparison["operator"], date: string): SQL {
  switch (operator) {
    case "<":
      return sql`${column} <= ${endBefore(ctx, date)}`;
    case "<=":
      return sql`${column} <= ${endOf(ctx, date)}`;
    case ">":
      return sql`${column} > ${endOf(ctx, date)}`;
    case ">=":
      return sql`${column} > ${endBefore(ctx, date)}`;
    case "=":
      return sql`(${onDays(ctx, column, { from: date, to: date })})`;
    case "!=":
      return sql`NOT (${onDays(ctx, column, { from: date, to: date })})`;
  }
}

function endOf({ organization }: Calendar, date: string): string {
  return timestamp(endOfDay(organization.timezone, date));
}

/** The last moment before a date. */
function endBefore(ctx: Calendar, date: string): string {
  return date <= "0001-01-01" ? "" : endOf(ctx, addDays(date, -1));
}
