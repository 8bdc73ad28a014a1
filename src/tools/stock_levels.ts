import { sql } from "drizzle-orm";
import { stockOfLevels } from "../ledger";
import { ITEMS, PLACES, ROWS, scopeOf } from "./arguments";
import { QUANTITIES } from "./columns";
import { tool } from "./define";
import { groupBy, grouped } from "./groups";
import { readTable } from "./table";

const SUMS = ["on_hand", "reserved", "held", "available", "incoming"] as const;

/** How much of what is where: on hand, reserved, held, available and incoming. Reads the levels of the variants asked for. */
export const stockLevels = tool({
  name: "stock_levels",
  title: "Stock levels",
  description:
    "How much is in stock now. Use it for questions such as how many there are of something, how much is available to sell, reserved or held, and where. A row is a variant at a location or, with group_by, a variant, product, category, location or everything together. on_hand is what is physically there, reserved what is set aside for orders and production, held what lies in expired, quarantined or recalled lots, available = on_hand − reserved − held, and incoming what is still to arrive there from open purchase orders and transfers. Quantities are in each variant's own unit. Active and archived variants that have, had or await stock somewhere are included, also with 0; a variant that was never there has no row. Not included: money (use valuation) and the past.",
  arguments: { ...ITEMS, ...PLACES, group_by: groupBy("level"), ...ROWS },
  read(ctx, args) {
    const { columns, ...rows } = grouped(args.group_by, stockOfLevels(ctx, scopeOf(args)), SUMS);
    return readTable(ctx, args, {
      ...rows,
      columns: { ...columns, ...QUANTITIES },
      order: sql`p.on_hand DESC, p.variant_id, p.location_id`,
      sums: SUMS,
    });
  },
});
