import { sql } from "drizzle-orm";
import * as z from "zod";
import { BY_NAME, stockOfLocations } from "../resources/reports/stock_by_location";
import { LOCATION_TYPES } from "../shared/statuses";
import { ITEMS, PLACES, ROWS, scopeOf } from "./arguments";
import { count, JOIN_LOCATION, LOCATION, money, QUANTITIES, text } from "./columns";
import { tool } from "./define";
import { readTable } from "./table";

/** What is where, and what it is worth, as `GET /api/v1/reports/stock_by_location` returns it. */
export const stockByLocation = tool({
  name: "stock_by_location",
  title: "Stock by location",
  description:
    "What each active location has: how many variants are on hand there, the quantities on hand, reserved, held, available and incoming added up over all variants, and what the stock on hand has cost, in the organization's currency. A row is a location, in the order of their names, also if nothing is there. Use it to compare locations; the quantities add up different units, so for one product use stock_levels.",
  arguments: {
    location_type: z
      .enum(LOCATION_TYPES)
      .optional()
      .meta({ description: "Only locations of this type, such as stores" }),
    ...ITEMS,
    ...PLACES,
    ...ROWS,
  },
  read(ctx, args) {
    const all = stockOfLocations(ctx, scopeOf(args));
    const { location_type } = args;
    return readTable(ctx, args, {
      rows:
        location_type === undefined
          ? all
          : sql`SELECT a.* FROM (${all}) a JOIN locations t ON t.id = a.location_id WHERE t.type = ${location_type}`,
      joins: JOIN_LOCATION,
      order: BY_NAME,
      columns: {
        ...LOCATION,
        location_code: text("Code", sql`l.code`),
        location_type: text("Type", sql`l.type`),
        variants: count("Variants"),
        ...QUANTITIES,
        stock_value: money("Stock value"),
      },
      sums: ["on_hand", "reserved", "held", "available", "incoming", "stock_value"],
    });
  },
});
