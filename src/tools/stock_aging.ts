import { sql } from "drizzle-orm";
import * as z from "zod";
import { agedLevels, BUCKET_NAMES, isOfAge, OLDEST_FIRST } from "../resources/reports/inventory_aging";
import { ITEMS, PLACES, ROWS, scopeOf } from "./arguments";
import { JOIN_LOCATION, JOIN_VARIANT, LOCATION, money, QUANTITIES, text, VARIANT } from "./columns";
import { tool } from "./define";
import { readTable } from "./table";

/** How long stock has been lying, as `GET /api/v1/reports/inventory_aging` returns it. */
export const stockAging = tool({
  name: "stock_aging",
  title: "Aging of stock",
  description:
    "How old the stock on hand is: how many days ago stock of it last came in (a receipt, a transfer, a return, production; else the first entry that brought some). A row is a variant at a location that has stock, the oldest first; value is what it has cost, in the organization's currency. Use it for old or slow stock by when it arrived; for what has not sold use unsold_stock, for expiry dates use lots.",
  arguments: {
    ...ITEMS,
    ...PLACES,
    age_bucket: z.enum(BUCKET_NAMES).optional().meta({ description: "Only stock of this age, in days" }),
    ...ROWS,
  },
  read(ctx, args) {
    const { age_bucket } = args;
    const names = BUCKET_NAMES.map((name, at) => sql`WHEN ${sql.raw(String(at))} THEN ${name}`);
    return readTable(ctx, args, {
      rows: sql`SELECT p.*, p.last_inbound_at AS last_inbound_on, p.last_inbound_at AS age_days
        FROM (${agedLevels(ctx, scopeOf(args))}) p`,
      ...(age_bucket ? { where: isOfAge(age_bucket) } : {}),
      joins: sql`${JOIN_VARIANT} ${JOIN_LOCATION}`,
      order: OLDEST_FIRST,
      columns: {
        ...VARIANT,
        ...LOCATION,
        on_hand: QUANTITIES.on_hand,
        value: money("Value"),
        last_inbound_on: { label: "Last came in on", type: "date", stored: "moment" },
        age_days: { label: "Age in days", type: "count", stored: "moment" },
        age_bucket: text("Age", sql`CASE p.bucket ${sql.join(names, sql` `)} END`),
      },
      sums: ["on_hand", "value"],
      unit: sql`v.unit`,
    });
  },
});
