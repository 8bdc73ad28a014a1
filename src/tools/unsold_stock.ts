import { sql } from "drizzle-orm";
import * as z from "zod";
import { today } from "../commands/context";
import { lastSaleOfLevel, movesSince } from "../ledger";
import { sumOf } from "../resources/reports/columns";
import { addDays } from "../shared/clock";
import { atPlaces, ITEMS, ofItems, PLACES, ROWS } from "./arguments";
import { date, JOIN_VARIANT, money, quantity, VARIANT } from "./columns";
import { tool } from "./define";
import { readTable } from "./table";

const DEFAULT_DAYS = 90;

/** Stock that does not sell. Reads the levels asked for, and looks up the last sale of each. */
export const unsoldStock = tool({
  name: "unsold_stock",
  title: "Unsold stock",
  description:
    "Slow or dead stock: one row for each variant with stock on hand (at the asked locations, all by default) of which orders shipped nothing there in the last days, 90 by default, today included; the most valuable first. Imported demand counts as shipped. value is what the stock has cost, in the organization's currency; last_sold_on is the last day on which it sold, null if it never did. Stock that came in recently is included too. For what sells slowly but sells, see fast_movers; for how old stock is, see stock_aging.",
  arguments: {
    ...{ ...ITEMS, ...PLACES },
    days: z.int().min(1).max(3660).default(DEFAULT_DAYS).meta({ description: "How many days, today included" }),
    ...ROWS,
  },
  async read(ctx, args) {
    const { sku, product_name } = VARIANT;
    const was_sold = movesSince(addDays(today(ctx), -args.days), ["order_fulfilled"]);
    return readTable(ctx, args, {
      columns: {
        ...{ sku, product_name },
        ...{ on_hand: quantity("On hand"), value: money("Value"), last_sold_on: date("Last sold") },
      },
      rows: sql`SELECT s.variant_id, ${sumOf(sql`s.on_hand`)} AS on_hand, ${sumOf(sql`s.value`)} AS value, max(${lastSaleOfLevel()}) AS last_sold_on
        FROM level_quantities s WHERE ${ofItems(sql`s.variant_id`, args)} AND ${atPlaces(sql`s.location_id`, args)}
        GROUP BY s.variant_id HAVING total(s.on_hand) > 0 AND NOT max(${was_sold})`,
      joins: JOIN_VARIANT,
      unit: sql`v.unit`,
      order: sql`p.value DESC, p.on_hand DESC, p.variant_id`,
      sums: ["on_hand", "value"],
    });
  },
});
