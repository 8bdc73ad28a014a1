import { sql } from "drizzle-orm";
import type { Changes } from "../data/listing";
import { sequenceBefore } from "./entries";

/** If more entries than this were written, levels are looked at in their order; else those are found that the entries moved. */
const FEW = 2000;

/**
 * The levels whose on hand or reserved has changed at or after a time, by the ledger: an index on the time would write one more
 * row for each movement.
 */
export function levelsChangedSince(time: string): Changes {
  const before = sequenceBefore(time);
  const never = sql.raw(String(Number.MAX_SAFE_INTEGER));
  const are_many = sql`(SELECT coalesce(max(sequence), 0) FROM stock_ledger) - ${before} > ${sql.raw(String(FEW))}`;
  const moved = sql`SELECT DISTINCT s.sequence AS level FROM stock_ledger e CROSS JOIN stock_levels s
    ON s.variant_id = e.variant_id AND s.location_id = e.location_id
    WHERE e.sequence > (SELECT iif(${are_many}, ${never}, ${before}))`;
  return {
    recent: { from: sql`(${moved}) c CROSS JOIN stock_levels t ON t.sequence = c.level`, where: [] },
    others: sql`t.sequence > (SELECT iif(${are_many}, 0, ${never}))`,
    is_changed: sql`EXISTS (SELECT 1 FROM stock_ledger e INDEXED BY stock_ledger_by_level
      WHERE e.variant_id = t.variant_id AND e.location_id = t.location_id AND e.sequence > ${before})`,
  };
}
