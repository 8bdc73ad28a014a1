import * as z from "zod";
import { Timestamp } from "../http/schemas";
import { COLUMN_TYPES } from "./define";

export const ColumnSchema = z
  .strictObject({
    key: z.string(),
    label: z.string(),
    type: z.enum(COLUMN_TYPES),
    unit: z.string().optional(),
  })
  .meta({ id: "Column" });

export const RowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const SummarySchema = z
  .record(z.string(), z.union([z.string(), z.number(), z.null()]))
  .meta({ description: "Sums over all rows, not only those shown" });

export const ToolResultSchema = z
  .strictObject({
    columns: z.array(ColumnSchema),
    rows: z.array(RowSchema),
    total: z.int().meta({ description: "How many rows there are" }),
    truncated: z.boolean().meta({ description: "True if only the first of them are shown" }),
    summary: SummarySchema,
    as_of: Timestamp,
  })
  .meta({ id: "ToolResult" });
