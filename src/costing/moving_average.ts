import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import type { Statement } from "../data/database";
import { timestamp } from "../shared/clock";

/** A quantity of a variant that arrives, and the cost of one, both in stored units. */
export type Receipt = { variant_id: string; quantity: number; unit_cost: number | null };

/**
 * Updates each variant's cost to the average of what is on hand and what arrives (perpetual moving average, IAS 2.27):
 *
 *     new = old + (unit cost − old) × quantity / (on hand everywhere + quantity)
 *
 * rounded half away from zero to four decimals. Receipts without a cost, or with a cost of 0, do not change it, so that a free
 * sample does not lower the cost of the rest. If nothing is on hand, or the cost was unknown, it becomes the unit cost. The
 * statements must be committed before the receipts are posted. Changes no stock.
 */
export function moveAverageCosts(ctx: TenantContext, receipts: readonly Receipt[]): Statement[] {
  const priced = receipts.filter((receipt): receipt is Receipt & { unit_cost: number } => Boolean(receipt.unit_cost));
  if (priced.length === 0) return [];
  const rows = [...Map.groupBy(priced, ({ variant_id }) => variant_id)].map(([variant_id, of_variant]) => {
    const quantity = of_variant.reduce((sum, receipt) => sum + BigInt(receipt.quantity), 0n);
    const value = of_variant.reduce((sum, { quantity, unit_cost }) => sum + BigInt(quantity) * BigInt(unit_cost), 0n);
    return [variant_id, Number(quantity), Number((value + quantity / 2n) / quantity)];
  });
  const on_hand = sql`(SELECT sum(on_hand) FROM inventory_levels l WHERE l.variant_id = variants.id)`;
  return [
    sql`UPDATE variants SET version = version + 1, updated_at = ${timestamp(ctx.now)},
      cost = CASE WHEN cost IS NULL OR coalesce(${on_hand}, 0) = 0 THEN j.value ->> 2
        ELSE CAST(round(cost + ((j.value ->> 2) - cost) * ((j.value ->> 1) * 1.0 / (${on_hand} + (j.value ->> 1)))) AS INTEGER) END
      FROM json_each(${JSON.stringify(rows)}) j WHERE variants.id = j.value ->> 0`,
  ];
}

/** A variant's cost as a command has read it, in stored units; null if it was unknown. */
type ReadCost = { variant_id: string; cost: number | null };

/** The condition that variants still cost what they cost when they were read, so that entries can show it. */
export function costsAreStill(costs: readonly ReadCost[]): SQL {
  const rows = costs.map(({ variant_id, cost }) => [variant_id, cost]);
  return sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(rows)}) j
    CROSS JOIN variants v ON v.id = j.value ->> 0 WHERE v.cost IS NOT j.value ->> 1)`;
}
