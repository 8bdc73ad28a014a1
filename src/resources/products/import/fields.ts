/** How the text of a cell is read. */
type Kind = "text" | "number" | "flag" | "json" | "barcode" | "barcodes";

/** What a row of an import can say, by how the text of a cell is read. */
export const KINDS = {
  product_key: "text",
  product_name: "text",
  description: "text",
  category: "text",
  product_metadata: "json",
  product_status: "text",
  sku: "text",
  variant_name: "text",
  barcode: "barcode",
  barcodes: "barcodes",
  options: "json",
  unit: "text",
  quantity_decimals: "number",
  price: "number",
  cost: "number",
  lot_tracked: "flag",
  shelf_life_days: "number",
  variant_metadata: "json",
  variant_status: "text",
  location_id: "text",
  location_code: "text",
  location_name: "text",
  quantity: "number",
  unit_cost: "number",
  lot_number: "text",
  expiry_date: "text",
  manufactured_at: "text",
  /** A list of variants, each an object with members of these. */
  variants: "json",
} as const satisfies Record<string, Kind>;

export type Field = keyof typeof KINDS;

/** The names of a field's column or member, besides its own. */
const SYNONYMS: Partial<Record<Field, readonly string[]>> = {
  product_key: ["handle", "product_handle", "product_id", "url_handle"],
  product_name: ["product", "product_title", "title"],
  description: ["product_description", "body_html", "body"],
  category: ["product_category", "product_type"],
  sku: ["variant_sku", "item_sku", "item_number", "article_number"],
  variant_name: ["variant", "variant_title"],
  barcode: ["variant_barcode", "ean", "upc", "gtin", "isbn"],
  options: ["variant_options"],
  unit: ["unit_of_measure", "uom"],
  quantity_decimals: ["decimals"],
  price: ["variant_price", "selling_price", "sale_price", "sales_price", "retail_price", "unit_price"],
  cost: ["cost_price", "purchase_price", "cost_per_item"],
  lot_tracked: ["track_lots"],
  location_code: ["location", "stock_location", "warehouse", "warehouse_code"],
  location_name: ["warehouse_name"],
  quantity: [
    ...["on_hand", "stock", "opening_stock", "qty", "quantity_on_hand", "inventory", "inventory_quantity"],
    ...["opening_quantity", "initial_quantity", "initial_stock", "stock_on_hand"],
  ],
  unit_cost: ["opening_cost", "stock_cost", "cost_per_unit"],
  lot_number: ["lot", "batch", "batch_number"],
  expiry_date: ["expiry", "expires_on", "expiration_date", "best_before"],
  manufactured_at: ["manufactured_on", "production_date"],
};

/** What Stockbook's own lists show besides, and decides itself. */
const READ_ONLY: ReadonlySet<string> = new Set([
  ...["id", "variant_id", "version", "created_at", "updated_at"],
  ...["reserved", "held", "available", "incoming", "value"],
]);

const BY_NAME = new Map<string, Field>(
  (Object.keys(KINDS) as Field[]).flatMap((field) =>
    [field, ...(SYNONYMS[field] ?? [])].map((name): [string, Field] => [name, field]),
  ),
);

/** Names that mean the product's own field or the variant's, by whether the rows name their product in another way. */
const EITHER: Readonly<Record<string, readonly [product: Field, variant: Field]>> = {
  name: ["product_name", "variant_name"],
  metadata: ["product_metadata", "variant_metadata"],
  status: ["product_status", "variant_status"],
};

/** The column of one of a variant's options, `option1_name` and `option1_value`, by its number. */
export type OptionColumn = { option: number; part: "name" | "value" };

/** What a name of a column or a member means; null for one that is not known. */
export type Meaning = Field | OptionColumn | "read_only" | null;

/** A name as it is compared: `Unit Cost`, `unit-cost` and `unitCost` are `unit_cost`. */
export function normalized(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "_")
    .replaceAll(/^_+|_+$/g, "");
}

/** The option that a normalized name is about. */
export function optionColumn(name: string): OptionColumn | null {
  const [, number, part] = /^option_?(\d{1,2})_(name|value)$/.exec(name) ?? [];
  return number === undefined ? null : { option: Number(number), part: part as "name" | "value" };
}

/**
 * What the names of a row's columns or members mean. `name`, `metadata` and `status` are the product's, unless the row has its
 * product's under another name; and the variant's in the rows of a list of variants.
 */
export function meaningsOf(names: readonly string[], of: "row" | "variant" = "row"): Meaning[] {
  const known = names.map(normalized);
  const fields = new Set(known.map((name) => BY_NAME.get(name)));
  const is_of_variant = (product: Field) =>
    of === "variant" || fields.has(product) || (known.includes("product_id") && fields.has("sku"));
  return known.map((name) => {
    const either = EITHER[name];
    if (either) return is_of_variant(either[0]) ? either[1] : either[0];
    return BY_NAME.get(name) ?? optionColumn(name) ?? (READ_ONLY.has(name) ? "read_only" : null);
  });
}

/** The names that columns can have, for who uses another one. */
export const COLUMN_NAMES = (Object.keys(KINDS) as Field[]).filter((field) => field !== "variants");
