import { type SQL, sql } from "drizzle-orm";
import { type TenantContext, today } from "../commands/context";
import { build } from "../data/database";
import { isMoment, sequenceAt } from "./entries";
import { heldAt } from "./lots";
import type { MovementKind } from "./movements";

/** Which stock is meant: conditions on a column with ids of variants, and on one with ids of locations. */
export type StockScope = { items(variant_id: SQL): SQL; places(location_id: SQL): SQL };

/** All stock at a location or, without one, at all. */
export function stockAt(location_id: string | undefined): StockScope {
  return {
    items: () => sql`1`,
    places: (column) => (location_id === undefined ? sql`1` : sql`${column} = ${location_id}`),
  };
}

/**
 * Selects variant_id, location_id, on_hand, reserved, `held`, `available` and `incoming` of the levels in a scope, in stored units.
 * Reads these levels, and what is held and incoming of each.
 */
export function stockOfLevels(ctx: TenantContext, { items, places }: StockScope): SQL {
  // Because of the LIMIT, the columns are computed once for each level.
  return sql`SELECT s.*, s.on_hand - s.reserved - s.held AS available FROM (
    SELECT s.variant_id, s.location_id, s.on_hand, s.reserved, ${heldAt("s", today(ctx))} AS held,
      ${incomingOf(sql`s.variant_id`, (location_id) => sql`${location_id} = s.location_id`)} AS incoming
    FROM level_quantities s WHERE ${items(sql`s.variant_id`)} AND ${places(sql`s.location_id`)} LIMIT -1) s`;
}

/**
 * Selects the columns of the lots that `lots` selects, among them id and variant_id, with location_id, on_hand and value of each
 * location in a scope that has some of it, in stored units. A lot of which none has any is there once, without a location. What
 * is on hand of a lot has cost its share of what its level has.
 */
export function levelsOfLots(lots: SQL, { places }: StockScope): SQL {
  return sql`SELECT l.*, k.location_id, coalesce(k.on_hand, 0) AS on_hand, coalesce(s.value / s.on_hand * k.on_hand
      + CAST(round(s.value % s.on_hand * 1.0 * k.on_hand / s.on_hand) AS INTEGER), 0) AS value
    FROM (${lots}) l LEFT JOIN lot_stock k ON k.lot_id = l.id AND k.on_hand > 0 AND ${places(sql`k.location_id`)}
    LEFT JOIN stock_levels s ON s.variant_id = k.variant_id AND s.location_id = k.location_id`;
}

/** The condition that a lot has been at a location in a scope, whether or not any of it is left there. */
export function hasBeenAt(lot_id: SQL, { places }: StockScope): SQL {
  return sql`EXISTS (SELECT 1 FROM lot_stock k WHERE k.lot_id = ${lot_id} AND ${places(sql`k.location_id`)})`;
}

/**
 * What is incoming of a variant, as SQL: the sum of its `incoming_lines`, in the words of `inventory_levels`, as neither engine
 * looks for the lines of one variant in that view.
 */
function incomingOf(variant_id: SQL, here: (location_id: SQL) => SQL): SQL {
  return sql`coalesce((SELECT sum(i.open_quantity) FROM purchase_order_items i WHERE i.variant_id = ${variant_id}
      AND ${here(sql`i.location_id`)} AND i.quantity > i.received_quantity + i.rejected_quantity + i.cancelled_quantity), 0)
    + coalesce((SELECT sum(i.in_transit) FROM stock_transfer_items i WHERE i.variant_id = ${variant_id}
      AND ${here(sql`i.to_location_id`)} AND i.shipped_quantity > i.received_quantity + i.lost_quantity), 0)`;
}

/** Selects variant_id, location_id and what is `held` of each level today, where that is anything. */
export function heldLevels(ctx: TenantContext): SQL {
  return sql`SELECT variant_id, location_id, sum(held) AS held FROM held_stock
    WHERE usable_through < ${today(ctx)} GROUP BY variant_id, location_id`;
}

/** What is held today of the variant of `p`, at the locations that meet a condition on a column with their ids, as SQL. */
export function heldOfVariant(ctx: TenantContext, at: (column: SQL) => SQL): SQL {
  return sql`coalesce((SELECT sum(h.held) FROM held_stock h
    WHERE h.variant_id = p.variant_id AND ${at(sql`h.location_id`)} AND h.usable_through < ${today(ctx)}), 0)`;
}

/**
 * Selects variant_id, and what is `available` and `incoming` of the variants that `variants` selects as variant_id, in stored
 * units: at all locations or at one.
 */
export function stockOfVariants(ctx: TenantContext, variants: SQL, location_id: string | undefined) {
  const at = stockAt(location_id).places;
  return build
    .select({
      variant_id: sql<string>`variant_id`,
      available: sql<number>`available`,
      incoming: sql<number>`incoming`,
    })
    .from(
      sql`(SELECT p.variant_id,
        coalesce((SELECT sum(s.available) FROM stock_levels s WHERE s.variant_id = p.variant_id
          AND ${at(sql`s.location_id`)}), 0) - ${heldOfVariant(ctx, at)} AS available,
        ${incomingOf(sql`p.variant_id`, at)} AS incoming
        FROM (${variants}) p)`,
    );
}

/**
 * Selects the sequences of levels that may have at most `quantity` available, in stored units: those that have by what is
 * stored, which includes what is held, and all that have anything held.
 */
export function levelsAtMost(ctx: TenantContext, quantity: number): SQL {
  // Unless it is told, SQLite reads all levels, which come in the order that the union needs.
  return sql`SELECT sequence FROM stock_levels INDEXED BY stock_levels_by_available WHERE available <= ${quantity}
    UNION SELECT s.sequence FROM (${heldLevels(ctx)}) h
      CROSS JOIN stock_levels s ON s.variant_id = h.variant_id AND s.location_id = h.location_id`;
}

/**
 * The sequence of the last entry before a day or, with `<=`, up to its end, as SQL; 0 if there is none. Days never fall as the
 * sequence rises, and every sixteenth entry is indexed by its day.
 */
function sequenceByDay(compared: "<" | "<=", day: string): SQL {
  const is_before = sql`day ${sql.raw(compared)} ${day}`;
  const indexed = sql`coalesce((SELECT sequence FROM stock_ledger INDEXED BY stock_ledger_by_day
    WHERE sequence % 16 = 0 AND ${is_before} ORDER BY day DESC, sequence DESC LIMIT 1), 0)`;
  return sql`(SELECT coalesce(max(sequence), 0) FROM stock_ledger WHERE sequence BETWEEN ${indexed} AND ${indexed} + 15
    AND ${is_before})`;
}

/** The sequence of the last entry up to a moment (RFC 3339), or to the end of a date, as SQL; 0 if there is none. */
export function lastEntryAt(as_of: string): SQL {
  return isMoment(as_of) ? sequenceAt(as_of) : sequenceByDay("<=", as_of);
}

/** The sequence of the last entry before a date, as SQL; 0 if there is none. */
export function lastEntryBefore(day: string): SQL {
  return sequenceByDay("<", day);
}

/** Selects variant_id, location_id, on_hand and value of all levels, as they were after an entry. `levels` are of `s`. */
export function levelsAfter(last: SQL, levels: SQL = sql`1`): SQL {
  return sql`SELECT s.variant_id, s.location_id, e.on_hand_after AS on_hand, e.value_after AS value
    FROM stock_levels s CROSS JOIN stock_ledger e ON e.sequence = (
      SELECT max(x.sequence) FROM stock_ledger x INDEXED BY stock_ledger_by_level
      WHERE x.variant_id = s.variant_id AND x.location_id = s.location_id AND x.sequence <= ${last})
    WHERE ${levels}`;
}

/**
 * What goods in transit have cost, as SQL, in stored units: at present, or as of a moment or the end of a date. It is the present
 * value, less what transfers have shipped since, and with what has arrived or was lost since: by the days after a date, and by
 * the entries after a moment. Of goods on their way to some locations, `to_places`, it is by the entries in any case. It is exact
 * up to 2^53, and no error beyond.
 */
export function valueInTransit(as_of: string | undefined, { items, places }: StockScope, to_places: boolean): SQL {
  const present = sql`(SELECT CAST(total(i.value) AS INTEGER) FROM incoming_lines i
    WHERE i.value > 0 AND ${items(sql`i.variant_id`)} AND ${places(sql`i.location_id`)})`;
  if (as_of === undefined) return present;
  const types = sql`('transfer_out', 'transfer_in', 'transfer_lost')`;
  if (!isMoment(as_of) && !to_places) {
    return sql`${present} + (SELECT CAST(total(d.value_in - d.value_out + d.lost_value) AS INTEGER)
      FROM daily_movements d WHERE d.type IN ${types} AND d.day > ${as_of} AND ${items(sql`d.variant_id`)})`;
  }
  return sql`${present} + (SELECT CAST(total(e.value_change + e.lost_value) AS INTEGER) FROM stock_ledger e
    CROSS JOIN stock_transfers t ON t.id = e.reference_id
    WHERE e.type IN ${types} AND e.sequence > ${lastEntryAt(as_of)} AND ${items(sql`e.variant_id`)}
      AND ${places(sql`t.to_location_id`)})`;
}

/**
 * Selects lot_id, variant_id, location_id, on_hand, usable_through and due of the stock of lots that expires up to a day. `due`
 * is what must leave the level for nothing of the lot to expire: the stock of all lots that are taken before it, and its own. Of
 * an expired lot, that is its own stock. `levels` is the condition on their levels, `k`.
 */
export function expiringStock(ctx: TenantContext, last_day: string, levels: SQL): SQL {
  const date = today(ctx);
  return sql`SELECT k.lot_id, k.variant_id, k.location_id, k.on_hand, k.usable_through,
      iif(k.usable_through < ${date}, k.on_hand, sum(k.on_hand) OVER (
        PARTITION BY k.variant_id, k.location_id, k.usable_through < ${date}
        ORDER BY k.allocation_order ROWS UNBOUNDED PRECEDING)) AS due
    FROM lot_stock k WHERE k.on_hand > 0 AND k.usable_through > '' AND k.usable_through <= ${last_day} AND ${levels}`;
}

/** The condition that some of a level, `s`, has left by entries of these types after a day, or was sold then by imported demand. */
export function movesSince(day: string, types: readonly MovementKind[]): SQL {
  return sql`(EXISTS (SELECT 1 FROM daily_movements d WHERE d.variant_id = s.variant_id AND d.location_id = s.location_id
      AND d.type IN ${types} AND d.day > ${day} AND d.quantity_out > 0)
    OR EXISTS (SELECT 1 FROM imported_demand i WHERE i.variant_id = s.variant_id AND i.location_id = s.location_id
      AND i.day > ${day} AND i.quantity > 0))`;
}

/** The last day on which orders shipped some of a level, `s`, or imported demand sold it, as SQL; null if there is none. */
export function lastSaleOfLevel(): SQL {
  return sql`nullif(max(coalesce((SELECT max(d.day) FROM daily_movements d WHERE d.variant_id = s.variant_id
        AND d.location_id = s.location_id AND d.type = 'order_fulfilled' AND d.quantity_out > 0), ''),
    coalesce((SELECT max(i.day) FROM imported_demand i WHERE i.variant_id = s.variant_id
        AND i.location_id = s.location_id AND i.quantity > 0), '')), '')`;
}

/** The condition that a variant had run out on some day since `day`, at a location where orders shipped it since `sold_since`. */
export function lackedSince(variant_id: SQL, day: string, sold_since: string): SQL {
  return sql`EXISTS (SELECT 1 FROM stockouts o WHERE o.variant_id = ${variant_id} AND coalesce(o.until_day, '~') >= ${day}
    AND EXISTS (SELECT 1 FROM daily_movements d WHERE d.variant_id = o.variant_id AND d.location_id = o.location_id
      AND d.type = 'order_fulfilled' AND d.day >= ${sold_since}))`;
}
