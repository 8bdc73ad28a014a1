import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import { build } from "../data/database";
import { fromScaled } from "../shared/quantity";
import { CHECKS, type Check, type Measure } from "./checks";

/** As many discrepancies are returned. */
const MOST = 1000;

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

/**
 * Recomputes every level, lot, reservation, running value, day and value of a document from the ledger, of all locations or of one, and returns how many
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
    unreserved: selectDifferences(CHECKS.unreserved, here),
    lines: selectDifferences(CHECKS.lines, here),
    open_lines: selectDifferences(CHECKS.open_lines, here),
    entries: selectDifferences(CHECKS.entries, here),
    lot_entries: selectDifferences(CHECKS.lot_entries, here),
    inbound: selectDifferences(CHECKS.inbound, here),
    days: selectDifferences(CHECKS.days, here),
    stockouts: selectDifferences(CHECKS.stockouts, here),
    order_lines: selectDifferences(CHECKS.order_lines, here),
    return_lines: selectDifferences(CHECKS.return_lines, here),
    transfer_lines: selectDifferences(CHECKS.transfer_lines, here),
    entry_values: selectDifferences(CHECKS.entry_values, here),
    batches: selectDifferences(CHECKS.batches, here),
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
