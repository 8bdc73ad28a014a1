import { sql } from "drizzle-orm";
import * as z from "zod";
import { today } from "../commands/context";
import { availableOfVariant, paceOf, soldVariants } from "../resources/reports/sales";
import { addDays } from "../shared/clock";
import { refuse } from "../shared/errors";
import { atPlaces, ITEMS, PERIOD, type PeriodArguments, PLACES, ROWS } from "./arguments";
import { JOIN_VARIANT, quantity, SALES, VARIANT } from "./columns";
import { lengthOf } from "./days";
import { type Row, tool } from "./define";
import { awaitsWriters, movementsAskedFor } from "./movements";
import { readTable } from "./table";

const DEFAULT_DAYS = 30;

/** What orders shipped most of, as GET /api/v1/reports/fast_movers has it. Reads the days of the period. */
export const fastMovers = tool({
  name: "fast_movers",
  title: "Fast movers",
  description:
    "Best and worst sellers: one row for each variant that orders shipped in the period, the largest net_units (units_sold less units_returned) first; sort_by=-revenue or -margin for others, sort_by=net_units for the slowest of those that sold. The last 30 days by default. Variants that sold nothing are not included: see unsold_stock. velocity_per_day is net_units by day; days_of_cover is how many days what is available lasts at that pace. Money is in the organization's currency.",
  arguments: {
    ...{ ...ITEMS, ...PLACES },
    days: z
      .int()
      .min(1)
      .max(3660)
      .optional()
      .meta({ description: `How many days up to \`to\`, today by default; ${DEFAULT_DAYS} without \`from\`` }),
    ...{ ...PERIOD, ...ROWS },
  },
  async read(ctx, args) {
    const period = periodOf(today(ctx), args);
    // On days that are to come, nothing has been sold yet: they slow nothing down.
    const days = lengthOf(ctx, period.to === undefined || period.to > today(ctx) ? { from: period.from } : period);
    const pace = (row: Row) =>
      paceOf(
        {
          net_units: Number(row.net_units),
          revenue: Number(row.revenue),
          margin: Number(row.margin),
          available: Number(row.available),
        },
        days,
      );
    const { units_sold, units_returned, net_units, revenue, cost_of_goods, margin } = SALES;
    return readTable(ctx, args, {
      columns: {
        ...{ sku: VARIANT.sku, product_name: VARIANT.product_name },
        ...{ units_sold, units_returned, net_units, revenue, cost_of_goods, margin },
        margin_percent: { label: "Margin %", type: "percent", of: (row) => pace(row).margin_percent },
        velocity_per_day: { label: "Units per day", type: "number", of: (row) => pace(row).velocity_per_day },
        available: { ...quantity("Available"), from: availableOfVariant(ctx, (column) => atPlaces(column, args)) },
        days_of_cover: { label: "Days of cover", type: "number", of: (row) => pace(row).days_of_cover },
      },
      rows: soldVariants(movementsAskedFor(ctx, { ...args, ...period })),
      joins: JOIN_VARIANT,
      unit: sql`v.unit`,
      order: sql`p.net_units DESC, p.variant_id`,
      sums: Object.keys(SALES),
      after_writers: awaitsWriters(ctx, args),
    });
  },
});

/** The days asked for. Both `days` and `from` are 422 `validation_failed`. */
function periodOf(date: string, { days, from, to }: PeriodArguments & { days?: number | undefined }): PeriodArguments {
  if (days !== undefined && from !== undefined) {
    throw refuse("validation_failed", "Give either days or from.", { field: "days" });
  }
  return { from: from ?? addDays(to ?? date, 1 - (days ?? DEFAULT_DAYS)), to };
}
