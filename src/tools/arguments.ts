import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { Name } from "../http/schemas";
import type { StockScope } from "../ledger";

const MOST_VALUES = 100;
const phrase = z.string().trim().min(1).max(255);

/** Alternatives of which at least one must be given: a row has one of them. */
export const someOf = (description: string) => z.array(Name).min(1).max(MOST_VALUES).meta({ description });

/** Alternatives: a row has one of them. */
export const list = (description: string) => someOf(description).optional();

/** Alternatives out of `values`: a row has one of them. */
export const among = <const V extends readonly [string, ...string[]]>(values: V, description: string) =>
  z.array(z.enum(values)).min(1).max(values.length).optional().meta({ description });

/** Which variants: those that fit every list that is given. */
export const ITEMS = {
  sku: list("Only variants with one of these SKUs"),
  product_id: list("Only variants of these products"),
  category: list("Only variants of products in these categories"),
  except_sku: list("No variant with one of these SKUs"),
  except_product_id: list("No variant of these products"),
  except_category: list("No variant of a product in these categories"),
};

/** Which locations. */
export const PLACES = {
  location_id: list("Only at these locations"),
  except_location_id: list("At no location of these"),
};

export const SUPPLIERS = { supplier_id: list("Only of these suppliers") };

/** Whose orders, and through which channel they came. */
export const ORDERS = {
  customer: list("Only of orders of these customers, each by exact name or, without a name, e-mail address"),
  channel: list("Only of orders that came through these sales channels"),
};

export const NUMBERS = { number: list("Only the documents with these numbers") };

export const LOT_NUMBERS = { lot_number: list("Only of lots with these numbers") };

const day = z.iso.date();

/** Which days of the organization's calendar. */
export const PERIOD = {
  from: day.optional().meta({ description: "The first day, YYYY-MM-DD, in the organization's calendar" }),
  to: day.optional().meta({ description: "The last day, YYYY-MM-DD" }),
};

const COMPARISON = /^\s*([a-z_]+)\s*(<=|>=|!=|<|>|=)\s*(.+?)\s*$/;

/** Which rows, in which order, and how many of them. */
export const ROWS = {
  where: z
    .array(phrase.regex(COMPARISON, "must be a column, one of < <= = != >= >, and a value, such as available<5"))
    .min(1)
    .max(8)
    .optional()
    .meta({
      description: "Conditions on numbers and dates of the rows, all of which must hold",
      examples: [["available<5"]],
    }),
  sort_by: phrase
    .regex(/^-?[a-z_]+$/, "must be a column, or a minus sign and a column for descending order")
    .optional()
    .meta({ description: "A column to sort by; with a minus sign, the largest first", examples: ["-available"] }),
  limit: z.int().min(1).max(100).default(50).meta({ description: "How many rows are returned, at most" }),
};

type Lists<Name extends string> = { [name in Name]?: string[] | undefined };
export type ItemArguments = Lists<keyof typeof ITEMS>;
export type PlaceArguments = Lists<keyof typeof PLACES>;
export type OrderArguments = Lists<keyof typeof ORDERS>;
export type PeriodArguments = { from?: string | undefined; to?: string | undefined };
export type RowArguments = { where?: string[] | undefined; sort_by?: string | undefined; limit: number };

/** One condition of `where`. */
export type Comparison = { column: string; operator: "<" | "<=" | "=" | "!=" | ">=" | ">"; value: string };

export function toComparison(text: string): Comparison {
  const [, column = "", operator, given = ""] = COMPARISON.exec(text) ?? [];
  return { column, operator: operator as Comparison["operator"], value: given };
}

/** The condition that a column has one of several values. */
export function isAmong(column: SQL, values: readonly string[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/** The condition that a column with ids of variants has one that was asked for. */
export function ofItems(column: SQL, args: ItemArguments): SQL {
  const { sku, product_id, category, except_sku, except_product_id, except_category } = args;
  const variants = (condition: SQL) => sql`SELECT x.id FROM variants x WHERE ${condition}`;
  const products = (categories: readonly string[]) =>
    sql`x.product_id IN (SELECT y.id FROM products y WHERE ${isAmong(sql`y.category`, categories)})`;
  return allOf([
    sku && sql`${column} IN (${variants(isAmong(sql`x.sku`, sku))})`,
    product_id && sql`${column} IN (${variants(isAmong(sql`x.product_id`, product_id))})`,
    category && sql`${column} IN (${variants(products(category))})`,
    except_sku && sql`${column} NOT IN (${variants(isAmong(sql`x.sku`, except_sku))})`,
    except_product_id && sql`${column} NOT IN (${variants(isAmong(sql`x.product_id`, except_product_id))})`,
    except_category && sql`${column} NOT IN (${variants(products(except_category))})`,
  ]);
}

/** The condition that a column with ids of locations has one that was asked for. */
export function atPlaces(column: SQL, { location_id, except_location_id }: PlaceArguments): SQL {
  return allOf([
    location_id && isAmong(column, location_id),
    except_location_id && sql`NOT ${isAmong(column, except_location_id)}`,
  ]);
}

/** The stock that is asked for. */
export function scopeOf(args: ItemArguments & PlaceArguments): StockScope {
  return { items: (column) => ofItems(column, args), places: (column) => atPlaces(column, args) };
}

/** The condition that a column with dates lies in a period. */
export function inPeriod(column: SQL, { from, to }: PeriodArguments): SQL {
  return allOf([from !== undefined && sql`${column} >= ${from}`, to !== undefined && sql`${column} <= ${to}`]);
}

/** The conditions that were given, all of which must hold. */
export function allOf(conditions: readonly (SQL | false | undefined)[]): SQL {
  const given = conditions.filter((condition): condition is SQL => Boolean(condition));
  return given.length === 0 ? sql`1` : sql.join(given, sql` AND `);
}
