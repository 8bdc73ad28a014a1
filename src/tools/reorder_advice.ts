import { sql } from "drizzle-orm";
import * as z from "zod";
import { lowLevels, WORST_FIRST } from "../resources/reports/low_stock";
import { allOf, ITEMS, isAmong, PLACES, ROWS, SUPPLIERS, scopeOf } from "./arguments";
import {
  count,
  date,
  JOIN_LOCATION,
  JOIN_VARIANT,
  LOCATION,
  money,
  number,
  QUANTITIES,
  quantity,
  shareIn,
  text,
  VARIANT,
} from "./columns";
import { tool } from "./define";
import { readTable, type Table } from "./table";

const ORDERED = {
  suggested_order_quantity: quantity("Suggested order quantity"),
  estimated_cost: money("Estimated cost"),
};
const SUMS = ["suggested_order_quantity", "estimated_cost"];
const JOIN_SUPPLIER = sql`LEFT JOIN suppliers u ON u.id = p.supplier_id`;
const SUPPLIER = { supplier_name: text("Supplier", sql`u.name`) };

/** What to order now, and what that costs: the suggestions of `GET /api/v1/reports/low_stock`. */
export const reorderAdvice = tool({
  name: "reorder_advice",
  title: "Reorder advice",
  description:
    "What to order now: of what is at or below its reorder point, the quantity that the low stock report suggests, where that is above 0. A row is a variant at a location or, with group_by supplier, all that is to be ordered from a supplier (null: no reorder policy names one). unit_cost is what one costs at present by the average of what is on hand, else the variant's cost; estimated_cost is that times the suggested quantity, null where no cost is known, in the organization's currency. lead_time_days is how long a delivery takes. It orders nothing. Use low_stock for reorder points and days of cover.",
  arguments: {
    ...ITEMS,
    ...PLACES,
    ...SUPPLIERS,
    group_by: z.enum(["level", "supplier"]).default("level").meta({
      description: "What a row stands for: a variant at a location, or a supplier",
    }),
    ...ROWS,
  },
  read(ctx, args) {
    const { supplier_id } = args;
    const asked = allOf([sql`s.suggested_order_quantity > 0`, supplier_id && isAmong(sql`s.supplier_id`, supplier_id)]);
    const advised = sql`SELECT s.*, ${shareIn(sql`s.unit_cost`, sql`s.suggested_order_quantity`, sql`10000`)} AS estimated_cost
      FROM (SELECT s.*, (SELECT c.current_cost FROM costed_variants c WHERE c.id = s.variant_id) AS unit_cost
        FROM (${lowLevels(ctx, scopeOf(args))}) s WHERE ${asked}) s`;
    return readTable(ctx, args, args.group_by === "level" ? byLevel(advised) : bySupplier(advised));
  },
});

function byLevel(rows: Table["rows"]): Table {
  return {
    rows,
    joins: sql`${JOIN_VARIANT} ${JOIN_LOCATION} ${JOIN_SUPPLIER}`,
    order: WORST_FIRST,
    columns: {
      ...VARIANT,
      ...LOCATION,
      ...SUPPLIER,
      available: QUANTITIES.available,
      incoming: QUANTITIES.incoming,
      suggested_order_quantity: ORDERED.suggested_order_quantity,
      unit_cost: money("Unit cost"),
      estimated_cost: ORDERED.estimated_cost,
      lead_time_days: count("Lead time in days"),
      days_of_cover: number("Days of cover"),
      projected_stockout_date: date("Projected stock-out"),
    },
    sums: SUMS,
    unit: sql`v.unit`,
  };
}

function bySupplier(rows: Table["rows"]): Table {
  return {
    rows: sql`SELECT s.supplier_id, count(*) AS items, sum(s.suggested_order_quantity) AS suggested_order_quantity,
        sum(s.estimated_cost) AS estimated_cost, iif(min(v.unit) = max(v.unit), min(v.unit), NULL) AS unit
      FROM (${rows}) s CROSS JOIN variants v ON v.id = s.variant_id GROUP BY s.supplier_id`,
    joins: JOIN_SUPPLIER,
    order: sql`p.estimated_cost DESC, p.supplier_id`,
    columns: { ...SUPPLIER, items: count("Variants and locations"), ...ORDERED },
    sums: SUMS,
    unit: sql`p.unit`,
  };
}
