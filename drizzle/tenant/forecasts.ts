import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CONFIDENCES, DEMAND_CLASSES } from "../../src/shared/demand";
import { scaled } from "../columns";

/**
 * What the last nightly run has forecast of a variant's demand at a location, or at all locations together, where `location_id`
 * is `''`. Everything follows from the demand and can be computed again, except the track record.
 */
export const forecasts = sqliteTable(
  "forecasts",
  {
    variant_id: text("variant_id").notNull(),
    location_id: text("location_id").notNull(),
    /** The last day whose demand was considered; `''` if demand from before has changed since. */
    through_day: text("through_day").notNull(),
    computed_at: text("computed_at").notNull(),
    demand_class: text("demand_class", { enum: DEMAND_CLASSES }).notNull(),
    confidence: text("confidence", { enum: CONFIDENCES }).notNull(),
    /** True if it is current and of fair confidence at least, so that one may reorder by it. */
    is_reliable: integer("is_reliable", { mode: "boolean" }).generatedAlwaysAs(
      sql`through_day <> '' AND confidence <> 'low'`,
      { mode: "virtual" },
    ),
    /** The mean demand of a day, in units. */
    daily_mean: real("daily_mean").notNull(),
    lead_time_days: integer("lead_time_days").notNull(),
    lead_time_variance: real("lead_time_variance").notNull(),
    reorder_point: scaled("reorder_point").notNull(),
    safety_stock: scaled("safety_stock").notNull(),
    order_up_to: scaled("order_up_to").notNull(),
    /** The distribution of demand, as JSON (`Model` of `src/forecasting/forecast.ts`). */
    model: text("model").notNull(),
    /** The forecasts of the last nights, and how those before have come out, as JSON; null until there is one. */
    track_record: text("track_record"),
  },
  (t) => [
    primaryKey({ columns: [t.variant_id, t.location_id] }),
    index("forecasts_by_class").on(t.location_id, t.demand_class, t.variant_id),
    index("forecasts_by_day").on(t.location_id, t.through_day),
  ],
);

/** What is learned over the demand of all variants, as JSON (`Group` of `src/forecasting/group.ts`). It has one row. */
export const demand_patterns = sqliteTable("demand_patterns", {
  name: text("name").primaryKey(),
  pattern: text("pattern").notNull(),
  computed_at: text("computed_at").notNull(),
});

/**
 * How long it took from ordering to receiving, by variant and supplier: the mean and the variance of the receipts, of which each
 * later one counts more.
 */
export const lead_times = sqliteTable(
  "lead_times",
  {
    variant_id: text("variant_id").notNull(),
    supplier_id: text("supplier_id").notNull(),
    /** How many receipts there were, and what they weigh. */
    receipts: integer("receipts").notNull(),
    weight: real("weight").notNull(),
    mean_days: real("mean_days").notNull(),
    variance: real("variance").notNull(),
    /** The ledger's entry of the last receipt that is counted. */
    last_sequence: integer("last_sequence").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.variant_id, t.supplier_id] }),
    index("lead_times_by_supplier").on(t.supplier_id),
    index("lead_times_by_entry").on(t.last_sequence),
  ],
);
