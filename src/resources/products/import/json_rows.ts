import { clip } from "../../../http/messages";
import type { FileValue } from "../../../http/rows_file";
import type { Problem } from "../../../shared/errors";
import { type Field, KINDS, type Meaning, meaningsOf } from "./fields";
import { type Place, problemAt } from "./places";
import { checkRow, type ReadRow } from "./rows";

type Members = Record<string, unknown>;

/** What an object of a file says, by field; the path of each; and the problems of members that are not known. */
export type Said = { given: Partial<Record<Field, unknown>>; paths: Map<Field, string>; problems: Problem[] };

/** The rows that the JSON values of a file are: products, variants, or rows as they are in CSV. */
export function jsonRows(values: readonly FileValue[]): ReadRow[] {
  const rows = values.map((value, index) => valueRows(value, index));
  return (values.every(isOfOwnList) ? rows.toReversed() : rows).flat();
}

/** True for an object of one of Stockbook's own lists, which are newest first: they are imported from their end. */
function isOfOwnList(value: FileValue): boolean {
  return "value" in value && isObject(value.value) && typeof value.value.created_at === "string";
}

function valueRows(value: FileValue, index: number): ReadRow[] {
  const place: Place = { line: value.line, index, paths: new Map() };
  if ("malformed" in value) return [unreadable(place, `It is not JSON: ${value.malformed}.`)];
  const members = unwrapped(value.value);
  if (!isObject(members)) return [unreadable(place, "It must be a JSON object.")];
  return rowsOf(place, saidBy(place, members, "row", ""));
}

function unreadable(place: Place, message: string): ReadRow {
  return { place, problems: [problemAt(place, null, { message })], given: {} };
}

/** The object itself, if it is wrapped in its name: `{"product": {…}}`. */
function unwrapped(value: unknown): unknown {
  if (!isObject(value)) return value;
  const [[name, inner] = [], another] = Object.entries(value);
  return another === undefined && (name === "product" || name === "variant") && isObject(inner) ? inner : value;
}

/** Fields that may be null, which removes their value; null of another says nothing. */
const NULLABLE: ReadonlySet<Field> = new Set([
  ...(["description", "category", "barcode", "price", "cost", "shelf_life_days", "unit_cost"] as const),
]);

function saidBy(place: Place, all: Members, of: "row" | "variant", path: string): Said {
  const said: Said = { given: {}, paths: new Map(), problems: [] };
  const members = withProduct(all);
  const names = Object.keys(members);
  for (const [at, meaning] of meaningsOf(names, of).entries()) {
    const name = names[at] as string;
    if (meaning === "read_only") continue;
    if (isField(meaning)) {
      const value = members[name];
      if (value === null && !NULLABLE.has(meaning)) continue;
      said.given[meaning] = value;
      said.paths.set(meaning, path + name);
    } else {
      const message = `Unknown field ${clip(name)}. Check the spelling, or leave it out.`;
      said.problems.push(problemAt(place, path + name, { message }));
    }
  }
  return said;
}

/** The members with those of the product that a variant is listed with: `{"product": {"name": …}}` is `product_name`. */
function withProduct(members: Members): Members {
  const { product, ...others } = members;
  if (!isObject(product)) return members;
  return {
    ...Object.fromEntries(Object.entries(product).map(([name, value]) => [`product_${name}`, value])),
    ...others,
  };
}

function isField(meaning: Meaning): meaning is Field {
  return typeof meaning === "string" && meaning in KINDS;
}

/** The rows of what an object says: one, unless it has a list of variants or of stock at several locations. */
export function rowsOf(place: Place, { given, paths, problems }: Said): ReadRow[] {
  const { variants, ...shared } = given;
  if (variants === undefined) return stockRows({ ...place, paths }, shared, problems);
  if (!Array.isArray(variants) || variants.length === 0) {
    const message = "variants must be a list of variants.";
    return [{ place: { ...place, paths }, problems: [...problems, problemAt(place, "variants", { message })], given }];
  }
  const group = `line ${place.line}`;
  return variants.flatMap((variant: unknown, at) => {
    const path = `${paths.get("variants") ?? "variants"}.${at}`;
    if (!isObject(variant)) {
      const message = `${path} must be an object.`;
      return [{ place: { ...place, paths, group }, problems: [problemAt(place, path, { message })], given: shared }];
    }
    const own = saidBy(place, variant, "variant", `${path}.`);
    const all = new Map([...paths, ...own.paths]);
    return stockRows(
      { ...place, paths: all, group },
      { ...shared, ...own.given },
      at === 0 ? [...problems, ...own.problems] : own.problems,
    );
  });
}

/** The rows of a variant: one for each location, if its stock is a list. */
function stockRows(place: Place, given: Partial<Record<Field, unknown>>, problems: readonly Problem[]): ReadRow[] {
  const { quantity, ...variant } = given;
  if (!Array.isArray(quantity)) return [checkRow(place, given, problems)];
  if (quantity.length === 0) return [checkRow(place, variant, problems)];
  return quantity.map((level: unknown, at) => {
    const path = `${place.paths.get("quantity") ?? "quantity"}.${at}`;
    if (!isObject(level))
      return checkRow(place, variant, [...problems, problemAt(place, path, { message: `${path} must be an object.` })]);
    const said = saidBy(place, level, "variant", `${path}.`);
    const paths = new Map([...place.paths, ...said.paths]);
    return checkRow({ ...place, paths }, { ...variant, ...said.given }, [
      ...(at === 0 ? problems : []),
      ...said.problems,
    ]);
  });
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
