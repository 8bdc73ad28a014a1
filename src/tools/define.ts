import type * as z from "zod";
import type { TenantContext } from "../commands/context";
import type { Module } from "../shared/organization";

/** What a column holds: how people read it, and what may be done with it. */
export const COLUMN_TYPES = [
  "text",
  "quantity",
  "money",
  "percent",
  "number",
  "count",
  "date",
  "time",
  "boolean",
] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

export type Column = { key: string; label: string; type: ColumnType; unit?: string };
export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

/**
 * What a tool found: at most so many rows as it was asked for, how many there are, and sums over all of them, not only those
 * shown. Money is in the organization's currency.
 */
export type ToolResult = {
  columns: Column[];
  rows: Row[];
  total: number;
  truncated: boolean;
  summary: Record<string, number | string | null>;
  as_of: string;
};

type Shape = Record<string, z.ZodType>;

type Definition<Arguments extends Shape> = {
  /** As a model and the path `/api/v1/ai/tools/NAME` call it. */
  name: string;
  title: string;
  /** What it is for and what a row of it is, for whoever chooses among the tools. */
  description: string;
  module?: Module;
  arguments: Arguments;
  read(ctx: TenantContext, args: z.output<z.ZodObject<Arguments>>): Promise<ToolResult>;
};

/**
 * A question that a program can ask of an organization's data: typed, bounded, and without any effect. All that is computed, such as
 * sums, shares and differences, is computed here.
 */
export type Tool = Omit<Definition<Shape>, "read"> & {
  /** Reads what `args` ask for, which must be as the schemas of `arguments` parse them. */
  read(ctx: TenantContext, args: Record<string, unknown>): Promise<ToolResult>;
};

/** Declares a tool. From here on it is what its schemas say at run time. */
export function tool<Arguments extends Shape>(definition: Definition<Arguments>): Tool {
  const { read, ...rest } = definition;
  return { ...rest, read: (ctx, args) => read(ctx, args as z.output<z.ZodObject<Arguments>>) };
}
