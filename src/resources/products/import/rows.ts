import * as z from "zod";
import { toProblems } from "../../../http/body";
import { Code, Metadata, Money, Name, QuantityOrZero, Reference, text } from "../../../http/schemas";
import type { Problem } from "../../../shared/errors";
import { CATALOGUE_STATUSES } from "../../../shared/statuses";
import { variantFields } from "../../variants/schemas";
import { productFields } from "../schemas";
import { type Place, problemAt } from "./places";

const { sku, name: variant_name, metadata: variant_metadata, ...others } = variantFields;

/** What a row says of its product, its variant and the variant's opening stock. Null removes a value on update. */
export const ImportRow = z.strictObject({
  product_key: text(255).min(1).optional().meta({
    description:
      "What rows of the same product have in common, such as a handle; else its name in rows one after the other",
  }),
  product_name: Name.optional(),
  description: productFields.description.optional(),
  category: productFields.category.optional(),
  product_metadata: Metadata.optional(),
  product_status: z.enum(CATALOGUE_STATUSES).optional(),
  sku: sku.optional(),
  variant_name: variant_name.optional(),
  ...z.strictObject(others).partial().shape,
  variant_metadata: variant_metadata.optional(),
  variant_status: z.enum(CATALOGUE_STATUSES).optional(),
  location_id: Reference.optional(),
  location_code: Reference.optional(),
  location_name: Name.optional(),
  quantity: QuantityOrZero.optional(),
  unit_cost: Money.nullable().optional(),
  lot_number: Code.optional(),
  expiry_date: z.iso.date().optional(),
  manufactured_at: z.iso.date().optional(),
});

export type RowInput = z.output<typeof ImportRow>;

/** A row of a file: one variant, and its stock at one location at most. */
export type GoodRow = { place: Place; input: RowInput };

/** A row that could be read, or the problems of one that could not, and what it belongs to as far as that is known. */
export type ReadRow = GoodRow | { place: Place; problems: Problem[]; given: Given };

export type Given = { product_key?: unknown; product_name?: unknown; sku?: unknown };

/** How many problems of one row are kept: a file has thousands of rows, and a refusal reports a hundred problems. */
const MOST_PROBLEMS = 10;

/** Checks what a row says; the problems of all its fields at once. */
export function checkRow(
  place: Place,
  given: Readonly<Record<string, unknown>>,
  problems: readonly Problem[] = [],
): ReadRow {
  const sku = typeof given.sku === "string" && given.sku.trim() !== "" ? given.sku.trim() : undefined;
  const at = { ...place, ...(sku === undefined ? {} : { sku }) };
  const parsed = ImportRow.safeParse(given, { reportInput: false });
  if (parsed.success && problems.length === 0) return { place: at, input: parsed.data };
  const issues = parsed.success ? [] : parsed.error.issues.flatMap((issue) => toProblems(issue));
  const found = issues.map(({ field, message }) => problemAt(at, field ?? null, { message }));
  return { place: at, problems: [...problems, ...found].slice(0, MOST_PROBLEMS), given };
}
