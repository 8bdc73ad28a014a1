import { sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import type { Statement } from "../data/database";
import { timestamp } from "../shared/clock";

/** What arrived of a variant, and what one cost, in stored units. */
export type Receipt = { variant_id: string; quantity: number; unit_cost: number | null };

/**
 * Moves each variant's cost to the average of what is on hand and what arrives (perpetual moving average, IAS 2.27):
 *
 *     new = old + (unit cost − old) × quantity / (on hand everywhere + quantity)
 *
 * rounded half away from zero to four decimals. Goods of unknown or no cost leave it as it is, so that a free sample
 * does not make the rest look cheap; where nothing is on hand, or the cost was unknown, it becomes the unit cost. To be
 * committed before the goods are posted. Changes no stock.
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
