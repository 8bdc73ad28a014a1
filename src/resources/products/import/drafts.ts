import type { Problem } from "../../../shared/errors";
import { type Place, problemAt } from "./places";
import type { Given, GoodRow, ReadRow, RowInput } from "./rows";

const PRODUCT_FIELDS = ["product_name", "description", "category", "product_metadata", "product_status"] as const;

const VARIANT_FIELDS = [
  ...(["variant_name", "barcode", "barcodes", "options", "unit", "quantity_decimals", "price", "cost"] as const),
  ...(["lot_tracked", "shelf_life_days", "variant_metadata", "variant_status"] as const),
] as const;

type ProductFields = Pick<RowInput, (typeof PRODUCT_FIELDS)[number]>;
export type VariantFields = Pick<RowInput, (typeof VARIANT_FIELDS)[number]>;

/** Opening stock of a variant, as a row of the file gives it. */
export type DraftStock = { place: Place; input: RowInput & { quantity: number } };

/** A variant of the file. */
export type DraftVariant = { place: Place; sku: string; fields: VariantFields; stock: DraftStock[] };

/** A product of the file with its variants, and the problems of its rows: with one of them, none of it is imported. */
export type Draft = {
  /** What the rows call the product, if they do; the id of the product, if it is from here. */
  key: string | null;
  place: Place;
  fields: ProductFields;
  variants: Map<string, DraftVariant>;
  rows: number;
  /** The SKUs of rows that could not be read. */
  unread: { place: Place; sku: string }[];
  problems: Problem[];
};

/**
 * Puts the rows of a file together to products. Rows are of one product if they have the same key; without a key, if they have the same
 * SKU, or follow each other with the same product name. Rows with the same SKU are one variant.
 */
export function draftsOf(rows: readonly ReadRow[]): Draft[] {
  const finder = openFinder();
  for (const row of rows) {
    const draft = finder.draftFor(row);
    draft.rows += 1;
    if ("input" in row) {
      addRow(draft, row);
    } else {
      draft.problems.push(...row.problems);
      draft.fields.product_name ??= namesOf(row.given).name ?? undefined;
      if (row.place.sku !== undefined) draft.unread.push({ place: row.place, sku: row.place.sku });
    }
  }
  return finder.drafts;
}

/** Finds the product that a row belongs to, or begins one. */
function openFinder() {
  const drafts: Draft[] = [];
  const by_key = new Map<string, Draft>();
  const by_sku = new Map<string, { draft: Draft; name: string | null; line: number }>();
  let previous: { draft: Draft; name: string } | null = null;

  function begin(place: Place, key: string | null): Draft {
    const draft: Draft = { key, place, fields: {}, variants: new Map(), rows: 0, unread: [], problems: [] };
    drafts.push(draft);
    const group = place.group ?? key;
    if (group !== null) by_key.set(group, draft);
    return draft;
  }

  return {
    drafts,
    draftFor(row: ReadRow): Draft {
      const { place } = row;
      const { key, name, sku } = namesOf("given" in row ? row.given : row.input);
      const group = place.group ?? key;
      const of_sku = sku === null ? undefined : by_sku.get(sku);
      const same_sku = name === null || of_sku?.name === name ? of_sku?.draft : undefined;
      const same_name = name !== null && previous?.name === name ? previous.draft : undefined;
      const draft = (group === null ? (same_sku ?? same_name) : by_key.get(group)) ?? begin(place, key);
      if (sku !== null && of_sku && of_sku.draft !== draft) draft.problems.push(repeated(place, sku, of_sku.line));
      if (sku !== null && !of_sku) by_sku.set(sku, { draft, name, line: place.line });
      if (group !== null) previous = null;
      else if (name !== null) previous = { draft, name };
      return draft;
    },
  };
}

function namesOf({ product_key, product_name, sku }: Given) {
  const textOf = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value.trim() : null);
  return { key: textOf(product_key), name: textOf(product_name), sku: textOf(sku) };
}

function repeated(place: Place, sku: string, line: number): Problem {
  const message = `The SKU ${sku} is also on line ${line}. Give each variant a SKU of its own; a row for another location must have the same product, and a quantity.`;
  return problemAt(place, "sku", { code: "already_exists", message });
}

function addRow(draft: Draft, { place, input }: GoodRow): void {
  const { sku } = input;
  merge(draft, draft.fields, PRODUCT_FIELDS, place, input);
  if (sku === undefined) {
    draft.problems.push(problemAt(place, "sku", { message: "sku is required: Stockbook needs one for each variant." }));
    return;
  }
  const before = draft.variants.get(sku);
  const variant = before ?? { place, sku, fields: {}, stock: [] };
  if (!before) draft.variants.set(sku, variant);
  else if (input.quantity === undefined) draft.problems.push(repeated(place, sku, before.place.line));
  merge(draft, variant.fields, VARIANT_FIELDS, place, input);
  const { quantity } = input;
  if (quantity) variant.stock.push({ place, input: { ...input, quantity } });
}

/** Adds what a row says to what rows before it have said; another value is a problem. */
function merge<F extends keyof RowInput>(
  draft: Draft,
  fields: Partial<Pick<RowInput, F>>,
  names: readonly F[],
  place: Place,
  input: RowInput,
): void {
  for (const name of names) {
    const value = input[name];
    if (value === undefined) continue;
    if (fields[name] === undefined) {
      fields[name] = value;
    } else if (JSON.stringify(fields[name]) !== JSON.stringify(value)) {
      const message = `${name} differs from an earlier row of the same ${names.some((one) => one === "product_name") ? "product" : "variant"}. Use the same value, or leave it empty here.`;
      draft.problems.push(problemAt(place, name, { message }));
    }
  }
}
