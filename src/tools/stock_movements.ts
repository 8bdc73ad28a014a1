import { sql } from "drizzle-orm";
import * as z from "zod";
import { MOVEMENT_TYPES, movementDays } from "../ledger";
import { summedUp, sumOf } from "../resources/reports/columns";
import { among, ITEMS, PERIOD, PLACES, ROWS } from "./arguments";
import { money, quantity, text } from "./columns";
import { tool } from "./define";
import { awaitsWriters, MOVEMENT_GROUPS, type MovementGroup, movementsAskedFor, orderOf } from "./movements";
import { readTable } from "./table";

const GROUPS = ["type", "variant", "product", "location", "day", "none"] as const;

const BY: Record<(typeof GROUPS)[number], MovementGroup> = {
  ...MOVEMENT_GROUPS,
  type: { keys: { type: sql`m.type` }, columns: { type: text("Type") } },
};

const MEASURES = {
  quantity_in: quantity("In"),
  quantity_out: quantity("Out"),
  net_change: quantity("Net change"),
  value_in: money("Value in"),
  value_out: money("Value out"),
};

/** What came in and went out, as GET /api/v1/reports/movements has it. Reads the days of the period. */
export const stockMovements = tool({
  name: "stock_movements",
  title: "Stock movements",
  description:
    "How much stock came in and went out in a period, as quantity and value at cost, one row for each type of movement (purchase_received, order_fulfilled, adjustment, waste, transfer_in, …), variant, product, location or day, or one row in all. Without a period, of all time. net_change is in less out. Reservations and goods lost in transit move nothing on hand and are not included; a revaluation moves value only. For single entries, see ledger_entries; for sales in money, see sales.",
  arguments: {
    type: among(MOVEMENT_TYPES, "Only movements of these types"),
    ...{ ...ITEMS, ...PLACES, ...PERIOD },
    group_by: z.enum(GROUPS).default("type").meta({ description: "What a row stands for" }),
    ...ROWS,
  },
  async read(ctx, args) {
    const { keys, needs, joins, columns, unit, order } = BY[args.group_by];
    const range = movementsAskedFor(ctx, args);
    const days = movementDays(args.type ? { ...range, types: args.type } : range);
    const sums = sql`${sumOf(sql`m.quantity_in`)} AS quantity_in, ${sumOf(sql`m.quantity_out`)} AS quantity_out,
      ${sumOf(sql`m.quantity_in - m.quantity_out`)} AS net_change, ${sumOf(sql`m.value_in`)} AS value_in,
      ${sumOf(sql`m.value_out`)} AS value_out`;
    const has_moved = sql`m.quantity_in <> 0 OR m.quantity_out <> 0 OR m.value_in <> 0 OR m.value_out <> 0`;
    return readTable(ctx, args, {
      columns: { ...columns, ...MEASURES },
      rows: summedUp(days, { keys, where: has_moved, ...(needs ? { joins: needs } : {}) }, sums),
      ...(joins ? { joins } : {}),
      ...(unit ? { unit } : {}),
      order: orderOf(keys, order ?? sql`p.quantity_in + p.quantity_out DESC`),
      sums: Object.keys(MEASURES),
      after_writers: awaitsWriters(ctx, args),
    });
  },
});
