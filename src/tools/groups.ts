import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { sumOf } from "../resources/reports/columns";
import { JOIN_LOCATION, JOIN_VARIANT, LOCATION, VARIANT } from "./columns";
import type { Table } from "./table";

const STOCK_GROUPS = ["level", "variant", "product", "category", "location", "none"] as const;
export type StockGroup = (typeof STOCK_GROUPS)[number];

/** What a row of a table of stock stands for: a level, or several of them together. */
export const groupBy = (by_default: StockGroup) =>
  z.enum(STOCK_GROUPS).default(by_default).meta({
    description:
      "What a row stands for: level (a variant at a location), variant, product, category or location; none is one row for everything together",
  });

/** The key of a row, of a level `s`, its variant `v` and its product `d`, and what identifies it. */
const BY: Record<Exclude<StockGroup, "level">, { key: SQL | null; joins: SQL; columns: Table["columns"] }> = {
  variant: { key: sql`s.variant_id`, joins: JOIN_VARIANT, columns: VARIANT },
  product: { key: sql`v.product_id`, joins: JOIN_VARIANT, columns: { product_name: VARIANT.product_name } },
  category: {
    key: sql`d.category`,
    joins: JOIN_VARIANT,
    columns: { category: { label: "Category", type: "text", from: sql`d.category` } },
  },
  location: { key: sql`s.location_id`, joins: JOIN_LOCATION, columns: LOCATION },
  none: { key: null, joins: sql.raw(""), columns: {} },
};

/**
 * The rows of a table of stock: what `levels` selects, by variant_id and location_id, with `sums` added up by group. `more` are
 * further columns of a row `s`. Without anything in stock, the group `none` is a row of zeros.
 */
export function grouped(
  group: StockGroup,
  levels: SQL,
  sums: readonly string[],
  more: SQL = sql.raw(""),
): Pick<Table, "rows" | "unit"> & { joins: SQL; columns: Table["columns"] } {
  if (group === "level") {
    return {
      rows: sql`SELECT s.* ${more} FROM (${levels}) s`,
      joins: sql`${JOIN_VARIANT} ${JOIN_LOCATION}`,
      columns: { ...VARIANT, ...LOCATION },
      unit: sql`v.unit`,
    };
  }
  const { key, joins, columns } = BY[group];
  const added = sums.map((name) => sql`${sumOf(sql`s.${sql.identifier(name)}`)} AS ${sql.identifier(name)}`);
  return {
    rows: sql`SELECT s.* ${more} FROM (SELECT min(s.variant_id) AS variant_id, min(s.location_id) AS location_id,
        iif(min(v.unit) = max(v.unit), min(v.unit), NULL) AS unit, ${sql.join(added, sql`, `)}
      FROM (${levels}) s CROSS JOIN variants v ON v.id = s.variant_id
      ${group === "category" ? sql`CROSS JOIN products d ON d.id = v.product_id` : sql.raw("")}
      ${key ? sql`GROUP BY ${key}` : sql.raw("")}) s`,
    joins,
    columns,
    unit: sql`p.unit`,
  };
}
