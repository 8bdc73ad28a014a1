import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { selectVariants } from "../../documents/references";
import { onHandAt } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { type Problem, refuseAll } from "../../shared/errors";
import { lineId } from "../../shared/ids";
import { tooFine, toScaled } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { withoutUndefined } from "../../shared/without_undefined";
import { lotsNamed, type NamedLot } from "../lots/references";
import { lotProblems } from "../variants/references";
import {
  type CountItem,
  countKey,
  cycleCountById,
  found,
  momentsOf,
  type StoredCycleCount,
  toCycleCount,
} from "./queries";
import type { CountedItemInput, CycleCountChange } from "./schemas";
import { CYCLE_COUNT_ACTIONS } from "./states";
import { CYCLE_COUNT_TABLES, insertItems } from "./tables";

/**
 * Notes what was counted, and when; what was found and not expected is added. What is tracked by lots is counted lot by lot. What is expected of a counted item is what
 * the ledger says was on hand at that moment. Changes no stock until the count is completed.
 */
export async function changeCycleCount(
  ctx: TenantContext,
  id: string,
  { cycle_count_items_attributes: counted = [], ...change }: z.output<typeof CycleCountChange>,
) {
  const { heads, items, variants, lots, ledger } = await ctx.read({
    ...cycleCountById(id),
    variants: selectVariants(counted),
    lots: lotsNamed(counted.map((item) => item.lot_id)),
    ledger: onHandAt(momentsOf(id, counted, timestamp(ctx.now))),
  });
  const count = found(heads, items);
  requireStatus("cycle count", count, CYCLE_COUNT_ACTIONS, counted.length > 0 ? "count" : "change");
  const named = nameItems(ctx, count, counted, variants, lots);

  const then = new Map(ledger.map((row) => [row.name, row]));
  const by_key = new Map(
    named.map((item, index) => {
      const { on_hand: expected_quantity = 0, sequence: counted_sequence = 0 } = then.get(index) ?? {};
      return [countKey(item), { ...item, expected_quantity, counted_sequence }];
    }),
  );
  const known = count.items.map((item) => ({ ...item, ...by_key.get(countKey(item)) }));
  const last = count.items.at(-1)?.position ?? 0;
  const on_list = new Set(count.items.map(countKey));
  const added = [...by_key.values()]
    .filter((item) => !on_list.has(countKey(item)))
    .map((item, index): CountItem => ({ ...item, id: lineId(id, last + 1 + index), position: last + 1 + index }));

  const next = advance(ctx, CYCLE_COUNT_TABLES, count, { ...withoutUndefined(change), items: known });
  const answer = toCycleCount({ ...next.document, items: [...known, ...added] });
  return ctx.commit([...next.statements, ...insertItems(count.sequence, added)], answer);
}

type Variant = { id: string; sku: string; quantity_decimals: number; lot_tracked: boolean };
type Named = Omit<CountItem, "id" | "position" | "expected_quantity" | "counted_sequence"> & { counted_at: string };

/** Finds the variant and lot each counted item means; refuses unknown ones, one named twice, and moments still to come. */
function nameItems(
  ctx: TenantContext,
  count: StoredCycleCount,
  counted: readonly CountedItemInput[],
  variants: readonly Variant[],
  lots: readonly NamedLot[],
): Named[] {
  const now = timestamp(ctx.now);
  const path = (index: number) => `cycle_count_items_attributes.${index}.`;
  const problems: Problem[] = [];
  const by_item = new Map(count.items.map((item) => [item.id, { ...item, id: item.variant_id }]));
  const by_id = new Map(variants.map((variant) => [variant.id, variant]));
  const by_sku = new Map(variants.map((variant) => [variant.sku, variant]));
  const seen = new Set<string>();
  const named: Named[] = [];
  for (const [index, item] of counted.entries()) {
    const wrong = (field: string, message: string) =>
      problems.push({ code: "validation_failed", message, field: `${path(index)}${field}` });
    const field = item.id === undefined ? (item.sku === undefined ? "variant_id" : "sku") : "id";
    const on_list = by_item.get(item.id ?? "");
    const variant = on_list ?? by_id.get(item.variant_id ?? "") ?? by_sku.get(item.sku ?? "");
    if (!variant) {
      wrong(field, `There is nothing with this ${field} to count. Look it up under /api/v1/variants.`);
      continue;
    }
    const { id: variant_id, sku, quantity_decimals, lot_tracked } = variant;
    const lot_id = item.lot_id ?? on_list?.lot_id ?? null;
    const lot = lots.find((one) => one.lot_id === item.lot_id && one.variant_id === variant_id);
    if (!lot_tracked) problems.push(...lotProblems([item], () => path(index)));
    else if (lot_id === null) wrong("lot_id", `${sku} is tracked by lots. Say which lot was counted.`);
    else if (on_list ? lot_id !== on_list.lot_id : !lot)
      wrong("lot_id", `${sku} has no such lot here. See /api/v1/lots.`);
    const key = countKey({ variant_id, lot_id });
    if (seen.has(key)) wrong(field, "This is counted twice in one request. Say it once.");
    seen.add(key);
    problems.push(...tooFine(variant, item.counted_quantity, `${path(index)}counted_quantity`));
    const counted_at = item.counted_at ?? now;
    if (counted_at > now) wrong("counted_at", "This is still to come. Give the moment it was counted.");
    const lot_since = (item.lot_id === undefined ? on_list?.lot_since : lot?.created_at) ?? null;
    if (lot_since !== null && counted_at < lot_since)
      wrong("counted_at", `This lot is known since ${lot_since} only. Count it anew.`);
    const counted_quantity = toScaled(item.counted_quantity);
    named.push({ variant_id, lot_id, sku, quantity_decimals, lot_tracked, lot_since, counted_quantity, counted_at });
  }
  refuseAll(problems);
  return named;
}
