import { sql } from "drizzle-orm";
import { lowLevels, WORST_FIRST } from "../resources/reports/low_stock";
import { ITEMS, isAmong, PLACES, ROWS, SUPPLIERS, scopeOf } from "./arguments";
import { date, JOIN_LOCATION, JOIN_VARIANT, LOCATION, number, QUANTITIES, quantity, text, VARIANT } from "./columns";
import { tool } from "./define";
import { readTable } from "./table";

/** The levels at or below their reorder points, as `GET /api/v1/reports/low_stock` returns them. */
export const lowStock = tool({
  name: "low_stock",
  title: "Low stock",
  description:
    "What is running low: active variants at active locations where what is available is at or below the reorder point (of the reorder policy, else of a reliable forecast, else the organization's default). A row is a variant at a location, with what is on hand, available and incoming, how much to order, how many days what is available lasts at the sales of the last 30 days (null without sales), the day on which it then runs out, and the supplier of its policy. What runs out first comes first. Variants that are out of stock are included. For a plain list of what to order and its cost use reorder_advice.",
  arguments: { ...ITEMS, ...PLACES, ...SUPPLIERS, ...ROWS },
  read(ctx, args) {
    const { supplier_id } = args;
    return readTable(ctx, args, {
      rows: lowLevels(ctx, scopeOf(args)),
      ...(supplier_id ? { where: isAmong(sql`p.supplier_id`, supplier_id) } : {}),
      joins: sql`${JOIN_VARIANT} ${JOIN_LOCATION} LEFT JOIN suppliers u ON u.id = p.supplier_id`,
      order: WORST_FIRST,
      columns: {
        ...VARIANT,
        ...LOCATION,
        on_hand: QUANTITIES.on_hand,
        available: QUANTITIES.available,
        incoming: QUANTITIES.incoming,
        reorder_point: quantity("Reorder point"),
        suggested_order_quantity: quantity("Suggested order quantity"),
        days_of_cover: number("Days of cover"),
        projected_stockout_date: date("Projected stock-out"),
        supplier_name: text("Supplier", sql`u.name`),
      },
      sums: ["available", "incoming", "suggested_order_quantity"],
      unit: sql`v.unit`,
    });
  },
});
