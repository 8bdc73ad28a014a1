import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import { build } from "../data/database";
import { fromScaled } from "../shared/quantity";

/** The quantities of a level or a lot that are compared with the ledger. */
export const MEASURES = [
  "on_hand",
  "reserved",
  "reservations",
  "running_values",
  "sum_of_lots",
  "reserved_of_lots",
  "lot_on_hand",
  "lot_reserved",
  "lot_total",
  "unreserved_of_lots",
] as const;

/** A stored quantity that differs from the ledger, in the client's numbers. Only a fault of the database can cause one. */
type Discrepancy = {
  variant_id: string;
  location_id: string | null;
  lot_id: string | null;
  measure: (typeof MEASURES)[number];
  level: number;
  ledger: number;
};

/** Each level against the sum of its entries, its last entry and its reservations. */
const LEVELS_AGAINST_LEDGER = sql`(
  SELECT s.variant_id AS variant_id, s.location_id AS location_id, s.on_hand AS on_hand, s.reserved AS reserved,
    coalesce(e.on_hand, 0) AS ledger_on_hand, coalesce(e.reserved, 0) AS ledger_reserved,
    coalesce(r.quantity, 0) AS open_reservations, coalesce(e.last_on_hand, 0) AS last_on_hand, coalesce(e.last_reserved, 0) AS last_reserved
  FROM stock_levels s
  LEFT JOIN (
    SELECT variant_id, location_id, sum(on_hand_change) AS on_hand, sum(reserved_change) AS reserved,
      max(sequence) AS last, on_hand_after AS last_on_hand, reserved_after AS last_reserved
    FROM stock_ledger GROUP BY variant_id, location_id) e USING (variant_id, location_id)
  LEFT JOIN (SELECT variant_id, location_id, sum(quantity) AS quantity FROM reservations GROUP BY variant_id, location_id) r
    USING (variant_id, location_id))`;

/** What is kept of a level's unreserved lots, by the last day they can be used, against the lots themselves. */
const UNRESERVED_AGAINST_LOTS = sql`
  SELECT variant_id, location_id, NULL AS lot_id, 'unreserved_of_lots' AS measure, sum(kept) AS level, sum(unreserved) AS ledger
  FROM (SELECT u.variant_id, u.location_id, u.usable_through, u.quantity AS kept, 0 AS unreserved FROM unreserved_lots u
    UNION ALL SELECT k.variant_id, k.location_id, l.usable_through, 0, k.on_hand - k.reserved
      FROM lot_stock k CROSS JOIN lots l ON l.id = k.lot_id WHERE k.on_hand > k.reserved)
  GROUP BY variant_id, location_id, usable_through`;

/** Each lot at each location against the ledger and its reservations, and each level against the sum of its lots. */
const LOTS_AGAINST_LEDGER = sql`(SELECT * FROM (
  SELECT k.variant_id, k.location_id, k.lot_id, 'lot_on_hand' AS measure, k.on_hand AS level, coalesce(e.on_hand, 0) AS ledger
    FROM lot_stock k LEFT JOIN (SELECT lot_id, location_id, sum(on_hand_change) AS on_hand FROM stock_ledger
      WHERE lot_id IS NOT NULL GROUP BY lot_id, location_id) e USING (lot_id, location_id)
  UNION ALL SELECT k.variant_id, k.location_id, k.lot_id, 'lot_reserved', k.reserved, coalesce(r.quantity, 0)
    FROM lot_stock k LEFT JOIN (SELECT lot_id, location_id, sum(quantity) AS quantity FROM reservations
      WHERE lot_id <> '' AND quantity > 0 GROUP BY lot_id, location_id) r USING (lot_id, location_id)
  UNION ALL SELECT s.variant_id, s.location_id, NULL, 'sum_of_lots', s.on_hand * s.lot_tracked, coalesce(k.on_hand, 0)
    FROM stock_levels s LEFT JOIN (SELECT variant_id, location_id, sum(on_hand) AS on_hand FROM lot_stock
      GROUP BY variant_id, location_id) k USING (variant_id, location_id)
  UNION ALL SELECT s.variant_id, s.location_id, NULL, 'reserved_of_lots', s.reserved * s.lot_tracked, coalesce(k.reserved, 0)
    FROM stock_levels s LEFT JOIN (SELECT variant_id, location_id, sum(reserved) AS reserved FROM lot_stock
      GROUP BY variant_id, location_id) k USING (variant_id, location_id)
  UNION ALL SELECT l.variant_id, NULL, l.id, 'lot_total', l.on_hand, coalesce(k.on_hand, 0)
    FROM lots l LEFT JOIN (SELECT lot_id, sum(on_hand) AS on_hand FROM lot_stock GROUP BY lot_id) k ON k.lot_id = l.id)
  UNION ALL SELECT * FROM (${UNRESERVED_AGAINST_LOTS}))`;

const column = (name: string) => sql<number>`${sql.identifier(name)}`.as(name);

/**
 * Recomputes every level, lot and reservation from the ledger, of all locations or of one, and returns how many levels were
 * checked and which quantities differ. Changes nothing.
 */
export async function reconcile(ctx: TenantContext, location_id?: string | undefined) {
  const condition = location_id === undefined ? sql`1` : sql`location_id = ${location_id}`;
  const { checked, orphans, levels, lots } = await ctx.read({
    checked: countLevels(condition),
    orphans: countEntriesWithoutLevel(),
    levels: selectDifferingLevels(condition),
    lots: selectDifferingLots(condition),
  });
  return {
    checked: checked[0]?.count ?? 0,
    entries_without_level: orphans[0]?.count ?? 0,
    discrepancies: [
      ...levels.flatMap(discrepanciesOf),
      ...lots.map((row) => ({ ...row, level: fromScaled(row.level), ledger: fromScaled(row.ledger) })),
    ],
  };
}

function countLevels(condition: SQL) {
  return build
    .select({ count: sql<number>`count(*)`.as("count") })
    .from(sql`stock_levels`)
    .where(condition);
}

function countEntriesWithoutLevel() {
  return build
    .select({ count: sql<number>`count(*)`.as("count") })
    .from(sql`stock_ledger e`)
    .where(
      sql`NOT EXISTS (SELECT 1 FROM stock_levels s WHERE s.variant_id = e.variant_id AND s.location_id = e.location_id)`,
    );
}

function selectDifferingLevels(condition: SQL) {
  return build
    .select({
      variant_id: sql<string>`variant_id`.as("variant_id"),
      location_id: sql<string>`location_id`.as("location_id"),
      on_hand: column("on_hand"),
      reserved: column("reserved"),
      ledger_on_hand: column("ledger_on_hand"),
      ledger_reserved: column("ledger_reserved"),
      open_reservations: column("open_reservations"),
      last_on_hand: column("last_on_hand"),
      last_reserved: column("last_reserved"),
    })
    .from(LEVELS_AGAINST_LEDGER)
    .where(
      sql`${condition} AND (on_hand <> ledger_on_hand OR reserved <> ledger_reserved OR reserved <> open_reservations
          OR on_hand <> last_on_hand OR reserved <> last_reserved)`,
    )
    .limit(1000);
}

function selectDifferingLots(condition: SQL) {
  return build
    .select({
      variant_id: sql<string>`variant_id`,
      location_id: sql<string | null>`location_id`,
      lot_id: sql<string | null>`lot_id`,
      measure: sql<Discrepancy["measure"]>`measure`,
      level: column("level"),
      ledger: column("ledger"),
    })
    .from(LOTS_AGAINST_LEDGER)
    .where(sql`${condition} AND level <> ledger`)
    .limit(1000);
}

type DifferingLevel = ReturnType<typeof selectDifferingLevels>["_"]["result"][number];

/** The quantities of a level that differ, one discrepancy each. */
function discrepanciesOf(row: DifferingLevel): Discrepancy[] {
  const comparisons = [
    ["on_hand", row.on_hand, row.ledger_on_hand],
    ["reserved", row.reserved, row.ledger_reserved],
    ["reservations", row.reserved, row.open_reservations],
    ["running_values", row.on_hand, row.last_on_hand],
  ] as const;
  return comparisons
    .filter(([, level, ledger]) => level !== ledger)
    .map(([measure, level, ledger]) => ({
      variant_id: row.variant_id,
      location_id: row.location_id,
      lot_id: null,
      measure,
      level: fromScaled(level),
      ledger: fromScaled(ledger),
    }));
}
