import { sql } from "drizzle-orm";
import * as z from "zod";
import { today } from "../commands/context";
import { hasBeenAt, levelsOfLots } from "../ledger";
import { LOT_STATUSES } from "../shared/statuses";
import { allOf, among, ITEMS, inPeriod, isAmong, list, ofItems, PLACES, ROWS, SUPPLIERS, scopeOf } from "./arguments";
import { count, date, JOIN_LOCATION, JOIN_VARIANT, LOCATION, money, QUANTITIES, text, VARIANT } from "./columns";
import { tool } from "./define";
import { readTable } from "./table";

const day = (description: string) => z.iso.date().optional().meta({ description });

/** Lots with their stock and when they expire. By variant, reads the lots of these variants. */
export const lots = tool({
  name: "lots",
  title: "Lots",
  module: "traceability",
  description:
    "Lots (batches) with their numbers, status, expiry dates and what is on hand of them. Use it for what expires soon or has expired, what is quarantined or recalled, or how much of a lot is left and where. A row is a lot at all asked locations together or, with group_by level, at one location. A lot can be used up to its expiry_date and is expired from the day after; days_left counts the days to it, below 0 once it is expired. value is the lot's share of what the stock has cost, in the organization's currency. supplier_name is who it was bought from. Only lots with something on hand (at the asked locations), unless lot_number is given, or status for lots of which nothing is left anywhere. The earliest expiry date comes first. For where a lot came from or went use trace_lot.",
  arguments: {
    ...ITEMS,
    ...PLACES,
    ...SUPPLIERS,
    lot_number: list("Only lots with exactly one of these numbers"),
    status: among(LOT_STATUSES, "Only lots with one of these statuses; exhausted: nothing is on hand"),
    expires_from: day("Only lots that expire on this day or later, YYYY-MM-DD"),
    expires_to: day("Only lots that expire on this day or earlier, YYYY-MM-DD"),
    expired: z
      .boolean()
      .optional()
      .meta({ description: "Only lots that are expired today (true), or that are not (false)" }),
    group_by: z
      .enum(["lot", "level"])
      .default("lot")
      .meta({ description: "What a row stands for: a lot, or a lot at a location" }),
    ...ROWS,
  },
  read(ctx, args) {
    const { lot_number, status, expired, supplier_id, expires_from, expires_to } = args;
    const date_today = today(ctx);
    const is_expired = sql`coalesce(l.expiry_date < ${date_today}, 0)`;
    const asked = allOf([
      ofItems(sql`l.variant_id`, args),
      inPeriod(sql`l.expiry_date`, { from: expires_from, to: expires_to }),
      lot_number && isAmong(sql`l.lot_number`, lot_number),
      status && isAmong(sql`l.status`, status),
      expired !== undefined && (expired ? is_expired : sql`NOT ${is_expired}`),
      supplier_id && isAmong(sql`l.supplier_id`, supplier_id),
      !lot_number && (status ? sql`(l.on_hand > 0 OR ${hasBeenAt(sql`l.id`, scopeOf(args))})` : sql`l.on_hand > 0`),
    ]);
    const asked_lots = sql`SELECT l.id, l.sequence, l.variant_id, l.expiry_date, l.on_hand AS remaining FROM lots l WHERE ${asked}`;
    const by_level = levelsOfLots(asked_lots, scopeOf(args));
    const by_lot = sql`SELECT s.id, s.sequence, s.variant_id, s.expiry_date, s.remaining, sum(s.on_hand) AS on_hand, sum(s.value) AS value
      FROM (${by_level}) s GROUP BY s.id`;
    const is_level = args.group_by === "level";
    return readTable(ctx, args, {
      rows: sql`SELECT s.*, CAST(julianday(s.expiry_date) - julianday(${date_today}) AS INTEGER) AS days_left
        FROM (${is_level ? by_level : by_lot}) s`,
      joins: sql`JOIN lots t ON t.id = p.id ${JOIN_VARIANT} ${is_level ? JOIN_LOCATION : sql.raw("")}
        LEFT JOIN suppliers u ON u.id = t.supplier_id`,
      where: lot_number ? sql`1` : sql`(p.on_hand > 0 ${status ? sql`OR p.remaining = 0` : sql``})`,
      order: sql`p.expiry_date IS NULL, p.expiry_date, p.sequence ${is_level ? sql`, p.location_id` : sql.raw("")}`,
      columns: {
        lot_number: text("Lot number", sql`t.lot_number`),
        ...VARIANT,
        ...(is_level ? LOCATION : {}),
        status: text("Status", sql`t.status`),
        expiry_date: date("Expiry date"),
        days_left: count("Days left"),
        on_hand: QUANTITIES.on_hand,
        value: money("Value"),
        supplier_name: text("Supplier", sql`u.name`),
      },
      sums: ["on_hand", "value"],
      unit: sql`v.unit`,
    });
  },
});
