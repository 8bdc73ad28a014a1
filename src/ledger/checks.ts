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
      sum(reserved_of_lots) AS reserved_of_lots
    FROM (
      SELECT variant_id, location_id, 1 AS is_level, lot_tracked, on_hand, reserved, 0 AS entered, 0 AS entered_reserved,
        0 AS reservations, 0 AS of_lots, 0 AS reserved_of_lots FROM stock_levels WHERE ${here}
      UNION ALL SELECT variant_id, location_id, 0, 0, 0, 0, sum(on_hand_change), sum(reserved_change), 0, 0, 0
        FROM stock_ledger WHERE ${here} GROUP BY variant_id, location_id
      UNION ALL SELECT variant_id, location_id, 0, 0, 0, 0, 0, 0, quantity, 0, 0 FROM reservations WHERE ${here}
      UNION ALL SELECT variant_id, location_id, 0, 0, 0, 0, 0, 0, 0, on_hand, reserved FROM lot_stock WHERE ${here})
    GROUP BY variant_id, location_id`,
  comparisons: [
    ["missing_level", sql`10000 * is_level`, sql`10000`],
    ["on_hand", sql`on_hand`, sql`entered`],
    ["reserved", sql`reserved`, sql`entered_reserved`],
    ["reservations", sql`reserved`, sql`reservations`],
    ["sum_of_lots", sql`lot_tracked * on_hand`, sql`of_lots`],
    ["reserved_of_lots", sql`lot_tracked * reserved`, sql`reserved_of_lots`],
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
      reserved_after, on_hand, reserved
    FROM (
      SELECT variant_id, location_id, sequence, on_hand_after, reserved_after,
        sum(on_hand_change) OVER so_far AS on_hand, sum(reserved_change) OVER so_far AS reserved
      FROM stock_ledger WHERE ${here}
      WINDOW so_far AS (PARTITION BY variant_id, location_id ORDER BY sequence ROWS UNBOUNDED PRECEDING))
    WHERE on_hand_after <> on_hand OR reserved_after <> reserved
    GROUP BY variant_id, location_id`,
  comparisons: [
    ["on_hand_after", sql`on_hand_after`, sql`on_hand`],
    ["reserved_after", sql`reserved_after`, sql`reserved`],
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

export const CHECKS = {
  levels,
  lots,
  lot_totals,
  unreserved,
  lines,
  open_lines,
  entries,
  lot_entries,
} as const satisfies Record<string, Check>;
