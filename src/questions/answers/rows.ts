import type { Cell, Column, Row, ToolResult } from "../../tools/define";
import { DETAILS } from "./forms";

type Names = { product_name?: Cell; variant_name?: Cell; location_name?: Cell };

/** What all rows have in common, so that it is said once: their product or variant, and their location. */
export type Subject = { item: string; place: string };

/** The text of a value as rows have it: plain digits, money with its currency. */
export function toText(value: Cell, column: Pick<Column, "type" | "unit"> | undefined, currency: string): string {
  if (typeof value !== "number") return wordsOf(String(value));
  if (column?.type === "money") return `${value} ${currency}`;
  if (column?.type === "percent") return `${value}%`;
  return column?.type === "quantity" && column.unit && column.unit !== "unit"
    ? `${value} ${column.unit}`
    : String(value);
}

/** `partially_fulfilled` as people write it; what is no such word stays as it is. */
const wordsOf = (text: string): string => (/^[a-z]+(?:_[a-z]+)+$/.test(text) ? text.replaceAll("_", " ") : text);

const has = (value: Cell | undefined): value is string | number =>
  value !== undefined && value !== null && value !== "";

function itemOf({ product_name, variant_name }: Names): string {
  // Many call a variant by the product's name and more.
  if (has(variant_name) && has(product_name) && String(variant_name).startsWith(String(product_name))) {
    return String(variant_name);
  }
  return [product_name, variant_name].filter(has).join(" ");
}

/**
 * What the rows have in common; nothing of rows of which only some are shown. Variants have their product in common only if all
 * of the product is asked for.
 */
export function subjectOf({ rows, truncated }: ToolResult, is_of_product: boolean): Subject {
  const common = (of: (row: Row) => string, isWhole: boolean) => {
    const values = new Set(rows.map(of));
    return isWhole && values.size === 1 ? ([...values][0] ?? "") : "";
  };
  const item = common(itemOf, !truncated);
  return {
    item:
      item ||
      common(({ product_name }) => (has(product_name) ? String(product_name) : ""), is_of_product && !truncated),
    place: common(({ location_name }) => (has(location_name) ? String(location_name) : ""), !truncated),
  };
}

/** What tells a row from the others, besides what they have in common. */
export function nameOf(row: Row, subject: Subject): string {
  if (has(row.title)) return String(row.title);
  const item = itemOf(row);
  const isPart = subject.item !== "" && item.startsWith(`${subject.item} `);
  const own = item === subject.item ? "" : isPart ? item.slice(subject.item.length + 1) : item;
  const place = has(row.location_name) && row.location_name !== subject.place ? String(row.location_name) : "";
  const number = NUMBERS.map((key) => row[key]).find(has);
  const group = GROUPS.find((key) => row[key] !== undefined);
  const named = group && (row[group] ?? WITHOUT[group] ?? "none");
  const first = number ?? (own === "" && place === "" ? named : undefined);
  const begun = first === undefined ? own : [wordsOf(String(first)), own && `of ${own}`].filter(Boolean).join(" ");
  return begun === "" ? place : [begun, place && `at ${place}`].filter(Boolean).join(" ");
}

/** What a row is called by, if it has it. */
const NUMBERS = ["number", "document_number", "lot_number"] as const;
const GROUPS = [
  ...["category", "customer_name", "channel", "order_number", "supplier_name", "day", "week", "month"],
  ...["cause", "reason", "type", "occurred_at"],
] as const;

/** What has no value to be grouped by. */
const WITHOUT: Readonly<Record<string, string>> = {
  category: "without a category",
  customer_name: "without a customer",
  channel: "without a channel",
  supplier_name: "without a supplier",
  reason: "without a reason",
};

/** A row in a list: `Leeds Shop (21 on hand)`. */
export function rowInWords(
  row: Row,
  columns: readonly Column[],
  keys: readonly string[],
  { subject, currency, asked = [] }: { subject: Subject; currency: string; asked?: readonly string[] },
): string {
  const name = nameOf(row, subject);
  const details = keys.flatMap((key) => {
    const [column, value] = [columns.find((each) => each.key === key), row[key]];
    // A moment is in UTC: its date may be another one in the organization's calendar.
    if (column?.type === "time") return [];
    if (column && !has(value) && asked.includes(key)) return [`no ${column.label.toLowerCase()}`];
    if (!column || !has(value) || String(value) === name) return [];
    const said = key === "unit" && value === "unit" ? "units" : toText(value, column, currency);
    return [(DETAILS[key] ?? `${column.label.toLowerCase()} {n}`).replace("{n}", () => said)];
  });
  if (name === "") return details.join(", ");
  return details.length === 0 ? name : `${name} (${details.join(", ")})`;
}
