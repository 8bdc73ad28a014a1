import { type SQL, sql } from "drizzle-orm";

/** What reconciliation compares: a quantity of a level, a lot, a document's line or a ledger entry. */
export const MEASURES = [
  "missing_level",
  "on_hand",
  "reserved",
  "reservations",
  "sum_of_lots",
  "reserved_of_lots",
  "lot_on_hand",
  "lot_reserved",
  "lot_reservations",
  "lot_total",
  "unreserved_of_lots",
  "line_reserved",
  "line_taken",
  "line_arrived",
  "line_open",
  "on_hand_after",
  "reserved_after",
  "lot_on_hand_after",
  "value",
  "value_without_stock",
  "value_after",
  "entry_value",
  "last_inbound",
  "day_quantity_in",
  "day_quantity_out",
  "day_value_in",
  "day_value_out",
  "day_lost_quantity",
  "day_lost_value",
  "day_revenue",
  "day_new_orders",
  "stockout",
  "stockout_days",
  "line_revenue",
  "line_cost_of_goods",
  "line_returned_cost",
  "line_returned_value",
  "line_shipped_value",
  "line_received_value",
  "line_lost_value",
  "batch_input_value",
  "batch_output_value",
] as const;

export type Measure = (typeof MEASURES)[number];

/**
 * A comparison of what is stored with what the ledger says. `rows` selects one row for each thing compared, of the locations
 * that the condition leaves; the comparisons are made of its columns. The sides are read apart and summed by their key, so
 * that what is missing on either side counts as 0.
 */
export type Check = {
  rows(here: SQL): SQL;
  comparisons: readonly (readonly [measure: Measure, stored: SQL, recomputed: SQL])[];
};

/** Levels: against their entries, the open reservations and their lots. */
const levels: Check = {
  rows: (here) => sql`
    SELECT variant_id, location_id, NULL AS lot_id, NULL AS line_id, NULL AS sequence, max(is_level) AS is_level,
      max(lot_tracked) AS lot_tracked, sum(on_hand) AS on_hand, sum(reserved) AS reserved, sum(entered) AS entered,
      sum(entered_reserved) AS entered_reserved, sum(reservations) AS reservations, sum(of_lots) AS of_lots,
      sum(reserved_of_lots) AS reserved_of_lots, sum(value) AS value, sum(entered_value) AS entered_value
    FROM (
      SELECT variant_id, location_id, 1 AS is_level, lot_tracked, on_hand, reserved, 0 AS entered, 0 AS entered_reserved,
        0 AS reservations, 0 AS of_lots, 0 AS reserved_of_lots, value, 0 AS entered_value FROM stock_levels WHERE ${here}
      UNION ALL SELECT variant_id, location_id, 0, 0, 0, 0, sum(on_hand_change), sum(reserved_change), 0, 0, 0, 0,
        sum(value_change) FROM stock_ledger WHERE ${here} GROUP BY variant_id, location_id
      UNION ALL SELECT variant_id, location_id, 0, 0, 0, 0, 0, 0, quantity, 0, 0, 0, 0 FROM reservations WHERE ${here}
      UNION ALL SELECT variant_id, location_id, 0, 0, 0, 0, 0, 0, 0, on_hand, reserved, 0, 0 FROM lot_stock WHERE ${here})
    GROUP BY variant_id, location_id`,
  comparisons: [
    ["missing_level", sql`10000 * is_level`, sql`10000`],
    ["on_hand", sql`on_hand`, sql`entered`],
    ["reserved", sql`reserved`, sql`entered_reserved`],
    ["reservations", sql`reserved`, sql`reservations`],
    ["sum_of_lots", sql`lot_tracked * on_hand`, sql`of_lots`],
    ["reserved_of_lots", sql`lot_tracked * reserved`, sql`reserved_of_lots`],
    ["value", sql`value`, sql`entered_value`],
    ["value_without_stock", sql`iif(on_hand = 0, value, 0)`, sql`0`],
  ],
};

/** The stock of lots at locations: against their entries and the open reservations. */
const lots: Check = {
  rows: (here) => sql`
    SELECT max(variant_id) AS variant_id, location_id, lot_id, NULL AS line_id, NULL AS sequence, sum(on_hand) AS on_hand,
      sum(reserved) AS reserved, sum(entered) AS entered, sum(entered_reserved) AS entered_reserved,
      sum(reservations) AS reservations
    FROM (
      SELECT variant_id, location_id, lot_id, on_hand, reserved, 0 AS entered, 0 AS entered_reserved, 0 AS reservations
        FROM lot_stock WHERE ${here}
      UNION ALL SELECT variant_id, location_id, lot_id, 0, 0, sum(on_hand_change), sum(reserved_change), 0
        FROM stock_ledger WHERE lot_id IS NOT NULL AND ${here} GROUP BY lot_id, location_id
      UNION ALL SELECT variant_id, location_id, lot_id, 0, 0, 0, 0, quantity FROM reservations WHERE lot_id <> '' AND ${here})
    GROUP BY lot_id, location_id`,
  comparisons: [
    ["lot_on_hand", sql`on_hand`, sql`entered`],
    ["lot_reserved", sql`reserved`, sql`entered_reserved`],
    ["lot_reservations", sql`reserved`, sql`reservations`],
  ],
};

/** Lots in all locations together, against their entries; of one location, the lots that were ever there. */
const lot_totals: Check = {
  rows: (here) => sql`
    SELECT max(variant_id) AS variant_id, NULL AS location_id, lot_id, NULL AS line_id, NULL AS sequence,
      sum(on_hand) AS on_hand, sum(entered) AS entered
    FROM (
      SELECT variant_id, id AS lot_id, on_hand, 0 AS entered, NULL AS location_id FROM lots
      UNION ALL SELECT variant_id, lot_id, 0, on_hand_change, location_id FROM stock_ledger WHERE lot_id IS NOT NULL)
    GROUP BY lot_id HAVING max(${here})`,
  comparisons: [["lot_total", sql`on_hand`, sql`entered`]],
};

/**
 * What is kept of a level's unreserved lots, by the last day they can be used, against the lots themselves: what is held
 * and what is available follow from it.
 */
const unreserved: Check = {
  rows: (here) => sql`
    SELECT variant_id, location_id, NULL AS lot_id, NULL AS line_id, NULL AS sequence, sum(kept) AS kept,
      sum(unreserved) AS unreserved
    FROM (
      SELECT variant_id, location_id, usable_through, quantity AS kept, 0 AS unreserved FROM unreserved_lots WHERE ${here}
      UNION ALL SELECT k.variant_id, k.location_id, l.usable_through, 0, k.on_hand - k.reserved
        FROM lot_stock k CROSS JOIN lots l ON l.id = k.lot_id WHERE k.on_hand > k.reserved AND ${here})
    GROUP BY variant_id, location_id, usable_through`,
  comparisons: [["unreserved_of_lots", sql`kept`, sql`unreserved`]],
};

/** What lines of documents reserve, have taken and have delivered, by lot: against their entries. */
const lines: Check = {
  rows: (here) => sql`
    SELECT max(variant_id) AS variant_id, max(location_id) AS location_id, nullif(lot_id, '') AS lot_id, line_id,
      NULL AS sequence, sum(reserved) AS reserved, sum(taken) AS taken, sum(arrived) AS arrived,
      sum(entered_reserved) AS entered_reserved, sum(entered_taken) AS entered_taken, sum(entered_arrived) AS entered_arrived
    FROM (
      SELECT line_id, lot_id, variant_id, location_id, quantity AS reserved, taken, arrived, 0 AS entered_reserved,
        0 AS entered_taken, 0 AS entered_arrived FROM reservations
      UNION ALL SELECT line_id, coalesce(lot_id, ''), variant_id, iif(arrives, NULL, location_id), 0, 0, 0, reserved_change,
        iif(lot_id IS NULL, 0, max(0, -on_hand_change)), iif(arrives AND lot_id IS NOT NULL, quantity, 0)
        FROM stock_ledger WHERE line_id IS NOT NULL)
    GROUP BY line_id, lot_id HAVING max(${here})`,
  comparisons: [
    ["line_reserved", sql`reserved`, sql`entered_reserved`],
    ["line_taken", sql`taken`, sql`entered_taken`],
    ["line_arrived", sql`arrived`, sql`entered_arrived`],
  ],
};

/** What is reserved for lines of documents, against what is open of them: nothing of a document that is closed. */
const open_lines: Check = {
  rows: (here) => sql`
    SELECT variant_id, location_id, NULL AS lot_id, line_id, NULL AS sequence, reserved,
      min(reserved, coalesce(open_quantity, 0)) AS covered
    FROM (SELECT line_id, max(variant_id) AS variant_id, max(location_id) AS location_id, sum(quantity) AS reserved
      FROM reservations WHERE quantity > 0 AND ${here} GROUP BY line_id)
    LEFT JOIN (
      SELECT id AS line_id, quantity - fulfilled_quantity - cancelled_quantity AS open_quantity
        FROM order_items WHERE quantity > fulfilled_quantity + cancelled_quantity
      UNION ALL SELECT i.id, i.planned_quantity FROM production_batches d
        CROSS JOIN production_batch_inputs i ON i.document_sequence = d.sequence WHERE d.status = 'in_progress')
      USING (line_id)`,
  comparisons: [["line_open", sql`reserved`, sql`covered`]],
};

/** The running values of entries, against the sum of the changes up to each: of each level, the first entry that differs. */
const entries: Check = {
  rows: (here) => sql`
    SELECT variant_id, location_id, NULL AS lot_id, NULL AS line_id, min(sequence) AS sequence, on_hand_after,
      reserved_after, value_after, on_hand, reserved, value
    FROM (
      SELECT variant_id, location_id, sequence, on_hand_after, reserved_after, value_after,
        sum(on_hand_change) OVER so_far AS on_hand, sum(reserved_change) OVER so_far AS reserved,
        sum(value_change) OVER so_far AS value
      FROM stock_ledger WHERE ${here}
      WINDOW so_far AS (PARTITION BY variant_id, location_id ORDER BY sequence ROWS UNBOUNDED PRECEDING))
    WHERE on_hand_after <> on_hand OR reserved_after <> reserved OR value_after <> value
    GROUP BY variant_id, location_id`,
  comparisons: [
    ["on_hand_after", sql`on_hand_after`, sql`on_hand`],
    ["reserved_after", sql`reserved_after`, sql`reserved`],
    ["value_after", sql`value_after`, sql`value`],
  ],
};

/** As `entries`, of the stock of lots at locations. */
const lot_entries: Check = {
  rows: (here) => sql`
    SELECT variant_id, location_id, lot_id, NULL AS line_id, min(sequence) AS sequence, lot_on_hand_after, on_hand
    FROM (
      SELECT variant_id, location_id, lot_id, sequence, coalesce(lot_on_hand_after, 0) AS lot_on_hand_after,
        sum(on_hand_change) OVER so_far AS on_hand
      FROM stock_ledger WHERE lot_id IS NOT NULL AND ${here}
      WINDOW so_far AS (PARTITION BY lot_id, location_id ORDER BY sequence ROWS UNBOUNDED PRECEDING))
    WHERE lot_on_hand_after <> on_hand
    GROUP BY lot_id, location_id`,
  comparisons: [["lot_on_hand_after", sql`lot_on_hand_after`, sql`on_hand`]],
};

/** When stock of a level last came in: by its last receipt, else by the first entry that brought some. */
const inbound: Check = {
  rows: (here) => sql`
    SELECT s.variant_id, s.location_id, NULL AS lot_id, NULL AS line_id, e.sequence,
      s.last_inbound_at IS e.occurred_at AND s.last_inbound_type IS
        iif(l.receipt IS NULL AND e.type IS NOT NULL, 'adjustment', e.type) AS agrees
    FROM stock_levels s
    LEFT JOIN (
      SELECT variant_id, location_id, min(iif(on_hand_change > 0, sequence, NULL)) AS first,
        max(iif(type IN ('purchase_received', 'transfer_in', 'return_received', 'production_output'), sequence, NULL)) AS receipt
      FROM stock_ledger WHERE ${here} GROUP BY variant_id, location_id) l
      ON l.variant_id = s.variant_id AND l.location_id = s.location_id
    LEFT JOIN stock_ledger e ON e.sequence = coalesce(l.receipt, l.first)
    WHERE s.sequence IN (SELECT sequence FROM stock_levels WHERE ${here})`,
  comparisons: [["last_inbound", sql`10000 * agrees`, sql`10000`]],
};

const DAY_SUMS = [
  "quantity_in",
  "quantity_out",
  "value_in",
  "value_out",
  "lost_quantity",
  "lost_value",
  "revenue",
] as const;

/** What moved on days: against the entries of those days; an order counts with the first entry that ships the variant for it. */
const days: Check = {
  rows: (here) => {
    const stored = sql.raw(DAY_SUMS.map((name) => `${name}, 0 AS entered_${name}`).join(", "));
    const entered = sql.raw(DAY_SUMS.map((name) => `0, ${name}`).join(", "));
    const sums = sql.raw(
      [...DAY_SUMS, "new_orders"]
        .map((name) => `sum(${name}) AS ${name}, sum(entered_${name}) AS entered_${name}`)
        .join(", "),
    );
    return sql`
    SELECT variant_id, location_id, NULL AS lot_id, NULL AS line_id, NULL AS sequence, ${sums}
    FROM (
      SELECT variant_id, location_id, type, day, ${stored}, new_orders, 0 AS entered_new_orders FROM daily_movements WHERE ${here}
      UNION ALL SELECT variant_id, location_id, type, day, ${entered}, 0, 0 FROM stock_movements WHERE ${here}
      UNION ALL SELECT variant_id, location_id, type, day, ${sql.raw(DAY_SUMS.map(() => "0, 0").join(", "))}, 0, 1
        FROM stock_ledger WHERE ${here} AND sequence IN (SELECT min(sequence) FROM stock_ledger
          WHERE type = 'order_fulfilled' GROUP BY reference_id, variant_id))
    GROUP BY variant_id, location_id, type, day`;
  },
  comparisons: [
    ...DAY_SUMS.map((name) => [`day_${name}`, sql.raw(name), sql.raw(`entered_${name}`)] as const),
    ["day_new_orders", sql`10000 * new_orders`, sql`10000 * entered_new_orders`],
  ],
};

/**
 * When levels had nothing available: against the running values of their entries. The sides are the entries that ended it; that
 * both days are those of the entries is 1, as the ledger has it.
 */
const stockouts: Check = {
  rows: (here) => sql`
    SELECT variant_id, location_id, NULL AS lot_id, NULL AS line_id, from_sequence AS sequence, sum(until) AS until,
      sum(entered_until) AS entered_until, max(days) IS max(entered_days) AS agrees
    FROM (
      SELECT variant_id, location_id, from_sequence, coalesce(until_sequence, -1) AS until, 0 AS entered_until,
        from_day || ' ' || coalesce(until_day, '') AS days, NULL AS entered_days FROM stockouts WHERE ${here}
      UNION ALL SELECT variant_id, location_id, sequence, 0, coalesce(next, -1), NULL, day || ' ' || coalesce(next_day, '')
        FROM (
          SELECT *, lead(sequence) OVER level AS next, lead(day) OVER level AS next_day
          FROM (
            SELECT variant_id, location_id, sequence, day, on_hand_after > reserved_after AS is_available,
              lag(on_hand_after > reserved_after) OVER (PARTITION BY variant_id, location_id ORDER BY sequence) AS was_available
            FROM stock_ledger WHERE ${here})
          WHERE is_available <> was_available
          WINDOW level AS (PARTITION BY variant_id, location_id ORDER BY sequence))
        WHERE NOT is_available)
    GROUP BY variant_id, location_id, from_sequence`,
  comparisons: [
    ["stockout", sql`10000 * until`, sql`10000 * entered_until`],
    ["stockout_days", sql`10000 * agrees`, sql`10000`],
  ],
};

/** What orders' lines have cost and brought in: against their entries, if all of it was shipped since costs are recorded. */
const order_lines: Check = {
  rows: (here) => sql`
    SELECT max(variant_id) AS variant_id, max(location_id) AS location_id, NULL AS lot_id, line_id, NULL AS sequence,
      sum(revenue) AS revenue, sum(cost) AS cost, sum(returned) AS returned, sum(entered_revenue) AS entered_revenue,
      sum(entered_cost) AS entered_cost, sum(entered_returned) AS entered_returned
    FROM (
      SELECT variant_id, location_id, id AS line_id, revenue, cost_of_goods AS cost, returned_cost AS returned,
        0 AS entered_revenue, 0 AS entered_cost, 0 AS entered_returned, uncosted_quantity AS uncosted FROM order_items
      UNION ALL SELECT variant_id, NULL, line_id, 0, 0, 0, revenue, value_out, 0, 0
        FROM stock_movements WHERE type = 'order_fulfilled'
      UNION ALL SELECT e.variant_id, NULL, i.order_item_id, 0, 0, 0, 0, 0, e.value_change + e.lost_value, 0
        FROM stock_ledger e CROSS JOIN return_authorization_items i ON i.id = e.line_id
        WHERE e.type IN ('return_received', 'return_disposed') AND i.value IS NOT NULL)
    GROUP BY line_id HAVING max(uncosted) = 0 AND max(${here})`,
  comparisons: [
    ["line_revenue", sql`revenue`, sql`entered_revenue`],
    ["line_cost_of_goods", sql`cost`, sql`entered_cost`],
    ["line_returned_cost", sql`returned`, sql`entered_returned`],
  ],
};

/** What the goods of returns' lines had cost: against their entries. */
const return_lines: Check = {
  rows: (here) => sql`
    SELECT max(variant_id) AS variant_id, max(location_id) AS location_id, NULL AS lot_id, line_id, NULL AS sequence,
      sum(value) AS value, sum(entered) AS entered
    FROM (
      SELECT i.variant_id, d.location_id, i.id AS line_id, i.value, 0 AS entered
        FROM return_authorizations d CROSS JOIN return_authorization_items i ON i.document_sequence = d.sequence
        WHERE i.value IS NOT NULL
      UNION ALL SELECT NULL, NULL, line_id, 0, value_change + lost_value FROM stock_ledger
        WHERE type IN ('return_received', 'return_disposed') AND local_date IS NOT NULL)
    GROUP BY line_id HAVING max(variant_id) IS NOT NULL AND max(${here})`,
  comparisons: [["line_returned_value", sql`value`, sql`entered`]],
};

/** What is in transit with transfers' lines, has arrived and was lost: against their entries, if these record values. */
const transfer_lines: Check = {
  rows: (here) => sql`
    SELECT max(variant_id) AS variant_id, max(location_id) AS location_id, NULL AS lot_id, line_id, NULL AS sequence,
      sum(shipped) AS shipped, sum(received) AS received, sum(lost) AS lost, sum(entered_shipped) AS entered_shipped,
      sum(entered_received) AS entered_received, sum(entered_lost) AS entered_lost
    FROM (
      SELECT variant_id, to_location_id AS location_id, id AS line_id, shipped_value AS shipped, received_value AS received,
        lost_value AS lost, 0 AS entered_shipped, 0 AS entered_received, 0 AS entered_lost, 0 AS is_old
        FROM stock_transfer_items
      UNION ALL SELECT variant_id, NULL, line_id, 0, 0, 0, iif(type = 'transfer_out', -value_change, 0),
        iif(type = 'transfer_in', value_change, 0), lost_value, local_date IS NULL
        FROM stock_ledger WHERE type IN ('transfer_out', 'transfer_in', 'transfer_lost'))
    GROUP BY line_id HAVING max(is_old) = 0 AND max(${here})`,
  comparisons: [
    ["line_shipped_value", sql`shipped`, sql`entered_shipped`],
    ["line_received_value", sql`received`, sql`entered_received`],
    ["line_lost_value", sql`lost`, sql`entered_lost`],
  ],
};

/** An entry that is off by no more than this, in stored units, is rounded; doubles tell a value of 5e15 no finer. */
const ROUNDED = sql.raw("2.0");

/**
 * What entries have done to the value of their level: what leaves took its share, and what arrives or is revalued has its unit
 * cost. That is compared within what rounding can do; sums are compared exactly by the other checks.
 */
const entry_values: Check = {
  rows: (here) => sql`
    SELECT variant_id, location_id, NULL AS lot_id, NULL AS line_id, min(sequence) AS sequence, value_change,
      CAST(round(expected) AS INTEGER) AS expected
    FROM (
      SELECT variant_id, location_id, sequence, value_change,
        CASE WHEN on_hand_change < 0 THEN
            (value_after - value_change) * 1.0 * on_hand_change / max(1, on_hand_after - on_hand_change)
          WHEN type = 'revaluation' THEN unit_cost * 1.0 * on_hand_after / 10000 - (value_after - value_change)
          ELSE coalesce(unit_cost, 0) * 1.0 * on_hand_change / 10000 END AS expected,
        ${ROUNDED} + iif(on_hand_change > 0, on_hand_change / 20000.0, 0) AS tolerance
      FROM stock_ledger WHERE ${here} AND local_date IS NOT NULL)
    WHERE abs(value_change - expected) > tolerance
    GROUP BY variant_id, location_id`,
  comparisons: [["entry_value", sql`value_change`, sql`expected`]],
};

/** What batches have consumed, and what their output is worth: against their entries. In place of a line it is the batch. */
const batches: Check = {
  rows: (here) => sql`
    SELECT max(variant_id) AS variant_id, max(location_id) AS location_id, NULL AS lot_id, batch_id AS line_id,
      NULL AS sequence, sum(input) AS input, sum(output) AS output, sum(entered_input) AS entered_input,
      sum(entered_output) AS entered_output
    FROM (
      SELECT output_variant_id AS variant_id, location_id, id AS batch_id, coalesce(input_value, 0) AS input,
        iif(actual_quantity_produced > 0, coalesce(input_value, 0), 0) AS output, 0 AS entered_input, 0 AS entered_output
        FROM production_batches
      UNION ALL SELECT NULL, NULL, reference_id, 0, 0, iif(type = 'production_output', 0, -value_change),
        iif(type = 'production_output', value_change, 0) FROM stock_ledger
        WHERE type IN ('production_consumed', 'production_waste', 'production_output') AND local_date IS NOT NULL)
    GROUP BY batch_id HAVING max(${here})`,
  comparisons: [
    ["batch_input_value", sql`input`, sql`entered_input`],
    ["batch_output_value", sql`output`, sql`entered_output`],
  ],
};

export const CHECKS = {
  levels,
  lots,
  lot_totals,
  unreserved,
  lines,
  open_lines,
  entries,
  lot_entries,
  inbound,
  days,
  stockouts,
  order_lines,
  return_lines,
  transfer_lines,
  entry_values,
  batches,
} as const satisfies Record<string, Check>;
