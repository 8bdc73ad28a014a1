import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { ACTOR_TYPES } from "../../src/shared/actor";
import type { ReferenceType } from "../../src/shared/statuses";
import { created_at, scaled, sequence, updated_at } from "../columns";

/**
 * Private to `src/ledger`, as are the other tables of this file. They change only through the view `stock_posting`
 * (`drizzle/tenant/rules/stock/posting.sql`): it writes the ledger entry with its running values, and levels, lots and
 * reservations follow from the entry.
 */
export const stock_levels = sqliteTable(
  "stock_levels",
  {
    sequence: sequence(),
    variant_id: text("variant_id").notNull(),
    location_id: text("location_id").notNull(),
    on_hand: scaled("on_hand").notNull(),
    reserved: scaled("reserved").notNull(),
    /** Equal to the variant's. If true, the level is the sum of its lots (`lot_stock`), and every movement has a lot. */
    lot_tracked: integer("lot_tracked", { mode: "boolean" }).notNull().default(false),
    available: integer("available").generatedAlwaysAs(sql`on_hand - reserved`, { mode: "virtual" }),
    /** What the stock on hand has cost, in stored units of money (`drizzle/tenant/rules/stock/value.sql`). */
    value: scaled("value").notNull().default(0),
    /** When stock last came in, and by which kind of movement; `adjustment` stands for all that are no receipt. */
    last_inbound_at: text("last_inbound_at"),
    last_inbound_type: text("last_inbound_type"),
    updated_at: updated_at(),
  },
  (t) => [
    unique("stock_levels_by_variant").on(t.variant_id, t.location_id),
    index("stock_levels_by_location").on(t.location_id, t.sequence),
    index("stock_levels_by_available").on(t.available),
    check("insufficient_stock", sql`on_hand >= 0`),
    check("insufficient_reservation", sql`reserved >= 0`),
    check("quantity_out_of_range", sql`on_hand <= 10000000000000 AND reserved <= 10000000000000`),
  ],
);

export const ledger_columns = {
  sequence: sequence(),
  type: text("type").notNull(),
  variant_id: text("variant_id").notNull(),
  location_id: text("location_id").notNull(),
  lot_id: text("lot_id"),
  quantity: scaled("quantity").notNull(),
  on_hand_change: scaled("on_hand_change").notNull(),
  reserved_change: scaled("reserved_change").notNull(),
  on_hand_after: scaled("on_hand_after").notNull(),
  reserved_after: scaled("reserved_after").notNull(),
  /** On hand of the lot at the location; null without a lot. */
  lot_on_hand_after: scaled("lot_on_hand_after"),
  unit_cost: scaled("unit_cost"),
  /** The price of one, for what an order ships and what comes back of it. */
  unit_price: scaled("unit_price"),
  /** The signed change of the level's value, and its value after it. */
  value_change: scaled("value_change").notNull().default(0),
  value_after: scaled("value_after").notNull().default(0),
  /** What was lost of goods that are not on hand: in transit, or returned damaged. */
  lost_value: scaled("lost_value").notNull().default(0),
  reason: text("reason"),
  note: text("note"),
  reference_type: text("reference_type").$type<ReferenceType>().notNull(),
  reference_id: text("reference_id").notNull(),
  /** The document's line whose reservation this entry changes. */
  line_id: text("line_id"),
  /** True where what a line took arrives: the end of its transit. */
  arrives: integer("arrives", { mode: "boolean" }).notNull().default(false),
  /** True for the first entry that ships the variant for its order. */
  first_shipment: integer("first_shipment", { mode: "boolean" }).notNull().default(false),
  /** Who acted; absent in entries from before it was recorded, which have their `api_key_id` instead. */
  actor_type: text("actor_type", { enum: ACTOR_TYPES }),
  actor_id: text("actor_id"),
  api_key_id: text("api_key_id"),
  occurred_at: text("occurred_at").notNull(),
  /** The date of `occurred_at` in the organization's time zone as it was then; null in entries from before it was recorded. */
  local_date: text("local_date"),
  /** The day the entry counts for. */
  day: text("day").generatedAlwaysAs(sql`coalesce(local_date, substr(occurred_at, 1, 10))`, { mode: "virtual" }),
  created_at: created_at(),
};

/** Append-only: triggers refuse every UPDATE and DELETE. `occurred_at` and `day` never fall as `sequence` rises. */
export const stock_ledger = sqliteTable("stock_ledger", ledger_columns, (t) => [
  index("stock_ledger_by_variant").on(t.variant_id, t.sequence),
  // The last entry of a level up to a time (`as_of`) is one step.
  index("stock_ledger_by_level").on(t.variant_id, t.location_id, t.sequence),
  index("stock_ledger_by_location").on(t.location_id, t.sequence),
  index("stock_ledger_by_lot").on(t.lot_id, t.sequence).where(sql`lot_id IS NOT NULL`),
  index("stock_ledger_by_lot_and_type").on(t.lot_id, t.type, t.sequence).where(sql`lot_id IS NOT NULL`),
  index("stock_ledger_by_type").on(t.type, t.sequence),
  index("stock_ledger_by_reference_type").on(t.reference_type, t.sequence),
  index("stock_ledger_by_reference").on(t.reference_id),
  // Indexing one entry in sixteen is enough to find a time: `sequenceAt` scans from there.
  index("stock_ledger_by_time").on(t.occurred_at).where(sql`sequence % 16 = 0`),
  index("stock_ledger_by_day").on(t.day).where(sql`sequence % 16 = 0`),
]);

/**
 * What moved on a day, by variant, location and type of entry: the sums of the ledger's entries, from which reports and demand
 * are read. It follows from the ledger (`drizzle/tenant/rules/stock/daily.sql`), which can rebuild it.
 */
export const daily_movements = sqliteTable(
  "daily_movements",
  {
    variant_id: text("variant_id").notNull(),
    location_id: text("location_id").notNull(),
    type: text("type").notNull(),
    day: text("day").notNull(),
    quantity_in: scaled("quantity_in").notNull(),
    quantity_out: scaled("quantity_out").notNull(),
    value_in: scaled("value_in").notNull(),
    value_out: scaled("value_out").notNull(),
    /** Of goods that were not on hand: lost in transit, or returned damaged. */
    lost_quantity: scaled("lost_quantity").notNull(),
    lost_value: scaled("lost_value").notNull(),
    /** The price of what orders shipped, or of what came back of them. */
    revenue: scaled("revenue").notNull(),
    /** How many orders shipped the variant for the first time. */
    new_orders: integer("new_orders").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.variant_id, t.location_id, t.type, t.day] }),
    index("daily_movements_by_day").on(t.type, t.day),
    check(
      "day_out_of_range",
      sql`max(quantity_in, quantity_out, value_in, value_out, lost_quantity, lost_value, revenue) <= 9000000000000000`,
    ),
  ],
);

/**
 * When a level had nothing available: from the entry that took the last of it until the entry that brought some back; null
 * while it lasts. It follows from the levels; what is held of lots is not considered, since no entry tells of it.
 */
export const stockouts = sqliteTable(
  "stockouts",
  {
    variant_id: text("variant_id").notNull(),
    location_id: text("location_id").notNull(),
    from_sequence: integer("from_sequence").notNull(),
    from_day: text("from_day").notNull(),
    until_sequence: integer("until_sequence"),
    until_day: text("until_day"),
  },
  (t) => [primaryKey({ columns: [t.variant_id, t.location_id, t.from_sequence] })],
);

/** The stock of each lot at each location. */
export const lot_stock = sqliteTable(
  "lot_stock",
  {
    lot_id: text("lot_id").notNull(),
    location_id: text("location_id").notNull(),
    variant_id: text("variant_id").notNull(),
    on_hand: scaled("on_hand").notNull(),
    reserved: scaled("reserved").notNull(),
    /** Equal to the lot's. */
    usable_through: text("usable_through").notNull().default(""),
    /**
     * Sorts the lots of a level: those that are blocked first, and both kinds first expired, first out, then first received.
     * It begins with `usable_through`, then come the lot's expiry date and sequence.
     */
    allocation_order: text("allocation_order").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.lot_id, t.location_id] }),
    // Lots are taken one after the other, each found by a step in one of these.
    index("lot_stock_on_hand").on(t.variant_id, t.location_id, t.allocation_order).where(sql`on_hand > 0`),
    index("lot_stock_unreserved").on(t.variant_id, t.location_id, t.allocation_order).where(sql`on_hand > reserved`),
    check("insufficient_stock", sql`on_hand >= 0`),
    check("insufficient_reservation", sql`reserved >= 0`),
  ],
);

/**
 * How much of a level's lots is on hand and not reserved, by the last day on which the lots can be used: what is held on any
 * day is the sum of a few rows, however many lots there are. It follows from `lot_stock`; a day of which nothing is left has
 * no row.
 */
export const unreserved_lots = sqliteTable(
  "unreserved_lots",
  {
    variant_id: text("variant_id").notNull(),
    location_id: text("location_id").notNull(),
    usable_through: text("usable_through").notNull(),
    quantity: scaled("quantity").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.variant_id, t.location_id, t.usable_through] }),
    index("unreserved_lots_by_day").on(t.usable_through),
  ],
);

/**
 * Reservations of documents' lines, one row per lot; `lot_id` is `''` if the variant has no lots. `quantity` is what is still
 * reserved, `taken` what the line has taken off hand of the lot, and `arrived` how much of that a transfer has delivered.
 */
export const reservations = sqliteTable(
  "reservations",
  {
    line_id: text("line_id").notNull(),
    lot_id: text("lot_id").notNull(),
    /** The line's document. */
    reference_type: text("reference_type").notNull().default(""),
    reference_id: text("reference_id").notNull().default(""),
    variant_id: text("variant_id").notNull(),
    location_id: text("location_id").notNull(),
    quantity: scaled("quantity").notNull(),
    taken: scaled("taken").notNull().default(0),
    arrived: scaled("arrived").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.line_id, t.lot_id] }),
    index("reservations_by_lot").on(t.lot_id).where(sql`lot_id <> '' AND quantity > 0`),
    index("reservations_in_transit")
      .on(t.lot_id)
      .where(sql`reference_type = 'stock_transfer' AND lot_id <> '' AND taken > arrived`),
    check("insufficient_reservation", sql`quantity >= 0`),
  ],
);

/** What was sold of a variant at a location on a day before its first ledger entry; imported, and moves no stock. */
export const imported_demand = sqliteTable(
  "imported_demand",
  {
    variant_id: text("variant_id").notNull(),
    location_id: text("location_id").notNull(),
    day: text("day").notNull(),
    quantity: scaled("quantity").notNull(),
    revenue: scaled("revenue"),
  },
  (t) => [
    primaryKey({ columns: [t.variant_id, t.location_id, t.day] }),
    index("imported_demand_by_day").on(t.day),
    check("imported_quantity", sql`quantity >= 0 AND revenue >= 0`),
  ],
);
