import * as z from "zod";
import { rowsFile } from "../../../http/rows_file";
import { Amount, Flag, Reference } from "../../../http/schemas";
import { ImportRow } from "./rows";

export const MOST_ROWS = 10_000;

const JSON_EXAMPLE = {
  rows: [
    { product_name: "Mug", sku: "MUG-BLUE", price: 12.5, cost: 4.25, location_code: "WH", quantity: 24 },
    { product_name: "Mug", sku: "MUG-RED", price: 12.5, cost: 4.25, location_code: "WH", quantity: 12 },
  ],
};

export const ImportFile = rowsFile(JSON_EXAMPLE);

/** A JSON body: rows as they are in CSV. */
export const ImportBody = z
  .strictObject({ rows: z.array(ImportRow).min(1).max(MOST_ROWS) })
  .meta({ examples: [JSON_EXAMPLE] });

export const ImportQuery = {
  update: Flag.default(false).meta({
    description:
      "If true, variants whose SKU is known are changed to what the file says; without it they are refused with 409 `already_exists`. Opening stock is only posted where the variant has never had stock",
  }),
  partial: Flag.default(false).meta({
    description:
      "If true, products without a problem are imported, and those with one are left out as a whole and reported in `errors`. Without it, one problem refuses all",
  }),
  location_id: Reference.optional().meta({
    description: "The id, code or name of the location of stock in rows that name none",
  }),
};

const Counts = z.strictObject({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int().meta({ description: "Known, and already as the file says" }),
});

const OpeningStock = z.strictObject({
  levels: z.int().meta({ description: "At how many pairs of variant and location stock was posted" }),
  entries: z
    .int()
    .meta({ description: "How many ledger entries were written: one for each lot, else one for each level" }),
  already_stocked: z.int().meta({
    description: "At how many levels the file's quantity was left out, because they have ledger entries already",
  }),
  quantity: Amount.meta({ description: "The sum of the quantities that were posted" }),
  value: Amount.meta({ description: "What that is worth" }),
  adjustment_ids: z
    .array(z.string())
    .meta({ description: "The adjustments, with the reason `initial`, of up to 1,000 lines each" }),
});

const ImportProblem = z.strictObject({
  line: z
    .int()
    .nullable()
    .meta({ description: "The line of the file; null in the entry that says how many more there are" }),
  code: z.string(),
  message: z.string(),
  field: z.string().optional().meta({ description: "The row, from 0 below the header, and its field: `rows.3.sku`" }),
  details: z.record(z.string(), z.unknown()).optional(),
});

export const ProductImport = z
  .strictObject({
    rows: z.int().meta({ description: "How many rows the file has: one for each variant and location" }),
    products: Counts,
    variants: Counts,
    opening_stock: OpeningStock,
    skipped: z
      .int()
      .meta({ description: "How many rows were left out because their product has a problem; 0 unless `partial`" }),
    errors: z.array(ImportProblem).meta({ description: "Why, with `partial`: the first 100 problems, by their line" }),
    ignored_columns: z.array(z.string()).meta({ description: "The columns of a CSV file that were not read" }),
    format: z.enum(["csv", "shopify", "ndjson", "json"]),
    encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]),
    delimiter: z.string().nullable().meta({ description: "What separates the cells of a CSV file" }),
  })
  .meta({ id: "ProductImport" });

/** Files as the OpenAPI document shows them. */
export const FILE_EXAMPLES = {
  csv: "name,sku,price,cost,location,quantity\nMug,MUG-BLUE,12.50,4.25,WH,24\nMug,MUG-RED,12.50,4.25,WH,12\nTea,TEA-100,6.90,,,\n",
  ndjson: `${JSON.stringify({ name: "Mug", variants: [{ sku: "MUG-BLUE", price: 12.5, cost: 4.25, stock: [{ location: "WH", quantity: 24 }] }] })}\n${JSON.stringify({ name: "Tea", sku: "TEA-100", price: 6.9 })}\n`,
};
