import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import { build } from "../data/database";
import { fromScaled } from "../shared/quantity";
import { CHECKS, type Check, type Measure } from "./checks";

<<<<<<< HEAD
/** As many discrepancies are returned. */
const MOST = 1000;
=======
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
>>>>>>> large

/** A stored quantity that differs from the recomputed one, in the client's numbers. Only a fault of the database can cause one. */
type Discrepancy = {
  variant_id: string;
  location_id: string | null;
  lot_id: string | null;
  line_id: string | null;
  sequence: number | null;
  measure: Measure;
  level: number;
  ledger: number;
};

<<<<<<< HEAD
=======
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

>>>>>>> large
/**
 * Recomputes every level, lot, reservation and running value from the ledger, of all locations or of one, and returns how many
 * levels were checked and which quantities differ: at most 1,000 of them, and whether there are more. Changes nothing.
 */
export async function reconcile(ctx: TenantContext, location_id?: string | undefined) {
  const here = location_id === undefined ? sql`1` : sql`location_id = ${location_id}`;
  const { checked, orphans, ...rows } = await ctx.read({
    checked: count(sql`stock_levels WHERE ${here}`),
    orphans: count(sql`stock_ledger e WHERE ${here} AND NOT EXISTS (
      SELECT 1 FROM stock_levels s WHERE s.variant_id = e.variant_id AND s.location_id = e.location_id)`),
    levels: selectDifferences(CHECKS.levels, here),
    lots: selectDifferences(CHECKS.lots, here),
    lot_totals: selectDifferences(CHECKS.lot_totals, here),
    lines: selectDifferences(CHECKS.lines, here),
    open_lines: selectDifferences(CHECKS.open_lines, here),
    entries: selectDifferences(CHECKS.entries, here),
    lot_entries: selectDifferences(CHECKS.lot_entries, here),
  });
  const discrepancies = Object.values(rows).flat().flatMap(discrepanciesOf);
  return {
    checked: checked[0]?.count ?? 0,
    entries_without_level: orphans[0]?.count ?? 0,
    discrepancies: discrepancies.slice(0, MOST),
    has_more: discrepancies.length > MOST,
  };
}

function count(rows: SQL) {
  return build.select({ count: sql<number>`count(*)`.as("count") }).from(rows);
}

/** A row of a check in which something differs: what it is of, and the stored and the recomputed quantity of each measure. */
type Difference = Omit<Discrepancy, "measure" | "level" | "ledger"> & {
  quantities: [measure: Measure, stored: number, recomputed: number][];
};

function selectDifferences({ rows, comparisons }: Check, here: SQL) {
  const compared = comparisons.map(
    ([measure, stored, recomputed]) => sql`json_array(${measure}, ${stored}, ${recomputed})`,
  );
  const differ = comparisons.map(([, stored, recomputed]) => sql`${stored} IS NOT ${recomputed}`);
  return build
    .select({
      variant_id: sql<string>`variant_id`,
      location_id: sql<string | null>`location_id`,
      lot_id: sql<string | null>`lot_id`,
      line_id: sql<string | null>`line_id`,
      sequence: sql<number | null>`sequence`,
      quantities: sql<Difference["quantities"]>`json_array(${sql.join(compared, sql`, `)})`
        .mapWith((text: string): Difference["quantities"] => JSON.parse(text))
        .as("quantities"),
    })
    .from(sql`(${rows(here)})`)
    .where(sql.join(differ, sql` OR `))
    .limit(MOST + 1);
}

/** The measures of a row that differ, one discrepancy each. */
function discrepanciesOf({ quantities, ...of }: Difference): Discrepancy[] {
  return quantities
    .filter(([, stored, recomputed]) => stored !== recomputed)
    .map(([measure, stored, recomputed]) => ({
      ...of,
      measure,
      level: fromScaled(stored),
      ledger: fromScaled(recomputed),
    }));
}
