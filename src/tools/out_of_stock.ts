import { sql } from "drizzle-orm";
import * as z from "zod";
import { levelsAtMost, stockOfLevels } from "../ledger";
import { ITEMS, PLACES, ROWS, scopeOf } from "./arguments";
import { QUANTITIES } from "./columns";
import { tool } from "./define";
import { grouped } from "./groups";
import { readTable } from "./table";

const SUMS = ["on_hand", "reserved", "held", "available", "incoming"] as const;

/** What can't be sold because nothing of it is available. Reads the levels of variants that have lacked at some location. */
export const outOfStock = tool({
  name: "out_of_stock",
  title: "Out of stock",
  description:
    "What has run out: active variants of which nothing is available to sell now (0, or less where more is reserved than there is). By default a row is a variant that has nothing available at the asked locations together; with group_by level it is a variant at one location where nothing is available, even if other locations have some, at active locations only. Only variants that have, had or await stock there. Something may still be on hand: reserved, or held in expired, quarantined or recalled lots. incoming is on its way. Use low_stock for what is about to run out.",
  arguments: {
    ...ITEMS,
    ...PLACES,
    group_by: z.enum(["variant", "level"]).default("variant").meta({
      description: "What a row stands for: a variant at all asked locations together, or at one location",
    }),
    ...ROWS,
  },
  read(ctx, args) {
    const { items, places } = scopeOf(args);
    // Where nothing is available in all, nothing is at one location at least.
    const lacking = sql`SELECT s.variant_id FROM (${levelsAtMost(ctx, 0)}) m
      CROSS JOIN level_quantities s ON s.sequence = m.sequence
      CROSS JOIN variants v ON v.id = s.variant_id AND v.status = 'active'
      WHERE ${items(sql`s.variant_id`)} AND ${places(sql`s.location_id`)}`;
    const levels = stockOfLevels(ctx, { items: (variant_id) => sql`${variant_id} IN (${lacking})`, places });
    const { columns, ...rows } = grouped(args.group_by, levels, SUMS);
    const is_at_active = sql`EXISTS (SELECT 1 FROM locations k WHERE k.id = p.location_id AND k.status = 'active')`;
    return readTable(ctx, args, {
      ...rows,
      columns: { ...columns, ...QUANTITIES },
      where: sql`p.available <= 0 AND ${args.group_by === "level" ? is_at_active : sql`1`}`,
      order: sql`p.available, p.variant_id, p.location_id`,
    });
  },
});
