import { type SQL, sql } from "drizzle-orm";
import { lead_times } from "../../../drizzle/tenant";
import type { Step } from "../../commands/step";
import { build } from "../../data/database";
import type { Portion } from "../../data/portion";
import { upsertRows } from "../../data/rows";
import { KEPT_OF_SUPPLIER, KEPT_OF_VARIANT, NO_RECEIPTS, withReceipt } from "../../forecasting/lead_time";
import { ALL_VARIANTS } from "./sources";

const AT_ONCE = 2000;

/** What was received within so many days of being ordered was entered after the fact: it says nothing about the lead time. */
export const LEAST_LEAD_DAYS = 0.5;

/** How many days after a purchase order, `p`, was ordered an entry of its receipt, `e`, was made, as SQL. */
export const LEAD_DAYS = sql`max(0, julianday(e.occurred_at) - julianday(p.ordered_at))`;

type Row = typeof lead_times.$inferSelect;
type Receipt = { sequence: number; variant_id: string; supplier_id: string; receipt: string; days: number };

/**
 * Learns how long it takes from ordering to receiving, by variant and supplier and by supplier alone, from what purchase orders
 * have received since the last time. A receipt counts once for each of its variants and once for its supplier, however many lines
 * it has; what was received as soon as it was ordered does not count. Changes no stock.
 */
export const learnLeadTimes: Step = {
  name: "lead_times",
  async run(ctx, from): Promise<Portion> {
    const after = (from as { after: number } | null)?.after;
    const received = receiptsSince(
      after === undefined ? sql`(SELECT coalesce(max(last_sequence), 0) FROM lead_times)` : sql`${after}`,
    );
    const { receipts, known } = await ctx.read({
      receipts: build
        .select({
          sequence: sql<number>`sequence`,
          variant_id: sql<string>`variant_id`,
          supplier_id: sql<string>`supplier_id`,
          receipt: sql<string>`receipt`,
          days: sql<number>`days`,
        })
        .from(sql`(${received})`)
        .orderBy(sql`sequence`),
      known: build
        .select()
        .from(lead_times)
        .where(
          sql`(variant_id, supplier_id) IN (SELECT variant_id, supplier_id FROM (${received})
            UNION SELECT ${ALL_VARIANTS}, supplier_id FROM (${received}))`,
        ),
    });
    const records = learn(known, receipts);
    return {
      statements: upsertRows(lead_times, ["variant_id", "supplier_id"], records),
      next: receipts.length === AT_ONCE ? { after: Number(receipts.at(-1)?.sequence) } : null,
      did: { receipts: receipts.length },
    };
  },
};

/** Selects what purchase orders have received after a sequence of the ledger, and how many days after they were ordered. */
function receiptsSince(sequence: SQL): SQL {
  return sql`SELECT e.sequence, e.variant_id, p.supplier_id, e.reference_id || ' ' || e.occurred_at AS receipt,
      ${LEAD_DAYS} AS days
    FROM (SELECT sequence, variant_id, reference_id, occurred_at FROM inventory_ledger
      WHERE type = 'purchase_received' AND sequence > ${sequence} ORDER BY sequence LIMIT ${sql.raw(String(AT_ONCE))}) e
    CROSS JOIN purchase_orders p ON p.id = e.reference_id`;
}

function learn(known: readonly Row[], receipts: readonly Receipt[]): Row[] {
  const records = new Map(known.map((row) => [`${row.variant_id} ${row.supplier_id}`, row]));
  const seen = new Set<string>();
  for (const { variant_id, supplier_id, receipt, sequence, days } of receipts) {
    const says_something = Number(days) >= LEAST_LEAD_DAYS;
    for (const [of, kept] of [
      [variant_id, KEPT_OF_VARIANT],
      [ALL_VARIANTS, KEPT_OF_SUPPLIER],
    ] as const) {
      const key = `${of} ${supplier_id}`;
      const record = records.get(key) ?? NO_RECEIPTS;
      const is_new = says_something && !seen.has(`${of} ${receipt}`);
      if (is_new) seen.add(`${of} ${receipt}`);
      // That of the supplier is kept in any case, so that no entry is read again.
      if (!says_something && of !== ALL_VARIANTS) continue;
      const learned = is_new ? withReceipt(record, Number(days), kept) : record;
      records.set(key, { ...learned, variant_id: of, supplier_id, last_sequence: Number(sequence) });
    }
  }
  return [...records.values()];
}
