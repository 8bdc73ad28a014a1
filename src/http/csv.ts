import * as z from "zod";

/** One column of a CSV file: a member of a row, or a member of its member. */
type Column = readonly [member: string, inner?: string];

/**
 * The columns of rows that a schema describes, in its order. An object that the schema describes has a column for each of its
 * members, `customer.name`; lists, and objects with members of the caller's own, have one column.
 */
export function columnsOf(schema: z.ZodType): Column[] {
  return Object.entries(shapeOf(schema) ?? {}).flatMap(([member, type]): Column[] => {
    const shape = shapeOf(type);
    return shape ? Object.keys(shape).map((inner) => [member, inner] as const) : [[member]];
  });
}

/** The members that a schema describes, also of what may be null or absent; undefined for what is no such object. */
function shapeOf(schema: z.core.$ZodType): z.core.$ZodShape | undefined {
  if (schema instanceof z.ZodObject) return schema.shape;
  const may_lack = schema instanceof z.ZodNullable || schema instanceof z.ZodOptional;
  return may_lack ? shapeOf(schema.unwrap()) : undefined;
}

/** The first record of a CSV file (RFC 4180): the names of its columns. */
export function headerRecord(columns: readonly Column[]): string {
  return record(columns.map((column) => column.join(".")));
}

/** The record of one row. */
export function rowRecord(columns: readonly Column[], row: object): string {
  return record(
    columns.map(([member, inner]) => {
      const value = memberOf(row, member);
      return inner === undefined ? value : memberOf(value, inner);
    }),
  );
}

function memberOf(value: unknown, member: string): unknown {
  return (value as Record<string, unknown> | null | undefined)?.[member];
}

function record(values: readonly unknown[]): string {
  return `${values.map(cell).join(",")}\r\n`;
}

/** A cell that a spreadsheet would take for a formula (OWASP, CSV injection), or that may be one with apostrophes before it. */
const FORMULA = /^'*[=+\-@\t\r]/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text of a cell without the apostrophe that was put before it so that a spreadsheet takes it for no formula. */
export function armed(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
