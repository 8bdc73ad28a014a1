import { sql } from "drizzle-orm";
import * as z from "zod";
import { exactTotal } from "../data/report";
import { mayChange, valueInTransit } from "../ledger";
import { valuedLevels } from "../resources/reports/valuation";
import { ITEMS, PLACES, ROWS, scopeOf } from "./arguments";
import { money, QUANTITIES, unitCostIn } from "./columns";
import { tool } from "./define";
import { groupBy, grouped } from "./groups";
import { readTable } from "./table";

const SUMS = ["on_hand", "value"] as const;

/** What the stock on hand has cost, now or at the end of a day, as `GET /api/v1/reports/valuation` returns it. */
export const valuation = tool({
  name: "valuation",
  title: "Valuation of stock",
  description:
    "What the stock on hand is worth: what it has cost (weighted average), not what it sells for, in the organization's currency. Use it for the value of all stock, of a product, a category or a location, and for how much was on hand or what it was worth at the end of a past day (as_of). By default one row for everything together; group_by splits it up. unit_cost = value ÷ on_hand. Only what is on hand: goods in transit between locations are not in the rows, summary.in_transit_value has what they have cost (with locations, of those on their way there).",
  arguments: {
    ...ITEMS,
    ...PLACES,
    as_of: z.iso.date().optional().meta({
      description: "The end of this day, YYYY-MM-DD, in the organization's calendar; without it, now",
    }),
    group_by: groupBy("none"),
    ...ROWS,
  },
  read(ctx, args) {
    const { as_of, location_id, except_location_id } = args;
    const scope = scopeOf(args);
    const more = sql`, ${unitCostIn(sql`s.value`, sql`s.on_hand`)} AS unit_cost`;
    const { columns, ...rows } = grouped(args.group_by, valuedLevels(as_of, scope), SUMS, more);
    const to_places = Boolean(location_id ?? except_location_id);
    return readTable(ctx, args, {
      ...rows,
      columns: { ...columns, on_hand: QUANTITIES.on_hand, unit_cost: money("Unit cost"), value: money("Value") },
      order: sql`p.value DESC, p.variant_id, p.location_id`,
      sums: SUMS,
      values: { in_transit: valueInTransit(as_of, scope, to_places) },
      summary: ([value]) => ({ in_transit_value: exactTotal("in_transit_value", Number(value)) }),
      after_writers: as_of !== undefined && mayChange(ctx, as_of),
    });
  },
});
