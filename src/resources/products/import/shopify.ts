import { type Meaning, normalized, optionColumn } from "./fields";

/** What the columns of Shopify's exports of products and of inventory mean here, by their normalized names. */
const COLUMNS: Readonly<Record<string, Meaning>> = {
  handle: "product_key",
  url_handle: "product_key",
  title: "product_name",
  body_html: "description",
  description: "description",
  type: "category",
  status: "product_status",
  variant_sku: "sku",
  sku: "sku",
  variant_barcode: "barcode",
  barcode: "barcode",
  variant_price: "price",
  price: "price",
  cost_per_item: "cost",
  variant_inventory_qty: "quantity",
  inventory_quantity: "quantity",
  on_hand: "quantity",
  on_hand_current: "quantity",
  location: "location_name",
};

/** True for the header of a file that Shopify has exported, of products or of inventory. */
export function isShopify(header: readonly string[]): boolean {
  const names = new Set(header.map(normalized));
  const has = (...some: string[]) => some.some((name) => names.has(name));
  return (
    has("handle", "url_handle") && has("title") && has("option1_name", "option1_value", "variant_sku", "body_html")
  );
}

/** What the columns of such a header mean; null for those that have no counterpart. */
export function shopifyMeanings(header: readonly string[]): Meaning[] {
  return header.map((column) => {
    const name = normalized(column);
    return COLUMNS[name] ?? optionColumn(name);
  });
}

/** A row as its cells are read: by field, and with its options by number. */
export type ShopifyRow = { given: Record<string, unknown>; options: { name?: string; value?: string }[] };

/**
 * Reads Shopify's rows in their order. A product has its title and the names of its options only in its first row; rows
 * without a variant, which add an image, are null. A product that is a draft is active here.
 */
export function shopifyReader() {
  const option_names = new Map<unknown, (string | undefined)[]>();
  return ({ given, options }: ShopifyRow): Record<string, unknown> | null => {
    const is_first = !option_names.has(given.product_key);
    const has_variant = ["sku", "price", "barcode", "quantity"].some((field) => given[field] !== undefined);
    if (!is_first && !has_variant && options.every(({ value }) => value === undefined)) return null;
    const known = option_names.get(given.product_key) ?? [];
    const names = options.map(({ name }, at) => name ?? known[at]);
    option_names.set(given.product_key, names);
    const chosen = options.flatMap(({ value }, at): [string, string][] =>
      value === undefined || value === "Default Title" ? [] : [[names[at] ?? `Option ${at + 1}`, value]],
    );
    const { sku, barcode, product_status } = given;
    return {
      ...given,
      ...(chosen.length === 0
        ? {}
        : { options: Object.fromEntries(chosen), variant_name: chosen.map(([, value]) => value).join(" / ") }),
      ...(sku === undefined ? {} : { sku: unprotected(sku) }),
      ...(barcode === undefined ? {} : { barcode: unprotected(barcode) }),
      ...(typeof product_status === "string" ? { product_status: statusOf(product_status) } : {}),
    };
  };
}

/** A code without the apostrophe that keeps Excel from reading it as a number. */
function unprotected(code: unknown): unknown {
  return typeof code === "string" ? code.replace(/^'/, "") : code;
}

function statusOf(status: string): string {
  return /^(?:draft|unlisted)$/i.test(status) ? "active" : status.toLowerCase();
}
