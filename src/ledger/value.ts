import { type SQL, sql } from "drizzle-orm";
import { stock_levels } from "../../drizzle/tenant/stock";
import { build } from "../data/database";
import { amountOf, shareOf, unitCostOf } from "../shared/quantity";
import { stockKey } from "./allocation";
import { changesOf, type Movement, shownQuantity } from "./movements";
import type { Stock } from "./stock";

/** A level by what is on hand and what that is worth, in stored units. */
type ValuedLevel = Pick<Stock, "variant_id" | "location_id" | "on_hand" | "value">;

/** What of a variant is on hand everywhere, what that is worth, and what the last of it had cost, in stored units. */
export type VariantValue = { variant_id: string; on_hand: number; value: number; cost: number | null };

/** What an entry says of value, in stored units. */
type EntryValue = { unit_cost: number | null; value_change: number; value_after: number };

/**
 * Predicts the values of movements, by the rules of `drizzle/tenant/rules/stock/value.sql`, where they are written in words.
 * Each call sees what the calls before it left. `variants` are needed for arrivals without a cost at levels without stock.
 */
export function openValuation(levels: readonly ValuedLevel[], variants: readonly VariantValue[] = []) {
  const open_levels = new Map(levels.map(({ on_hand, value, ...key }) => [stockKey(key), { on_hand, value }]));
  const open_variants = new Map(variants.map((variant) => [variant.variant_id, { ...variant }]));

  /** What a quantity that arrives is worth, and what one of it costs if that is given or known. */
  function arrival(movement: Movement, quantity: number, level: { on_hand: number; value: number }) {
    const { value, unit_cost } = movement;
    if (value != null) return { amount: value, unit_cost: unitCostOf(value, quantity) };
    if (unit_cost != null) return { amount: amountOf(unit_cost, quantity), unit_cost };
    const cost = costOf(open_variants.get(movement.variant_id));
    if (level.on_hand === 0 && cost === null) return { amount: 0, unit_cost: null };
    const amount = level.on_hand > 0 ? shareOf(level.value, quantity, level.on_hand) : amountOf(cost ?? 0, quantity);
    return { amount, unit_cost: unitCostOf(amount, quantity) };
  }

  return {
    /** The value of the entry that a movement would make. */
    post(movement: Movement): EntryValue {
      const key = stockKey(movement);
      const level = open_levels.get(key) ?? { on_hand: 0, value: 0 };
      const { on_hand_change } = changesOf(movement);
      if (on_hand_change === 0) return { unit_cost: null, value_change: 0, value_after: level.value };
      const quantity = Math.abs(shownQuantity(movement));
      const moved = on_hand_change > 0 ? arrival(movement, quantity, level) : departure(quantity, level);
      const value_change = Math.sign(on_hand_change) * moved.amount;
      const after = { on_hand: level.on_hand + on_hand_change, value: level.value + value_change };
      open_levels.set(key, after);
      const variant = open_variants.get(movement.variant_id);
      if (variant) keepCost(variant, on_hand_change, value_change);
      return { unit_cost: moved.unit_cost, value_change, value_after: after.value };
    },
  };
}

/** What leaves takes its share of the value, and the last of it what is left. */
function departure(quantity: number, level: { on_hand: number; value: number }) {
  const amount = shareOf(level.value, quantity, Math.max(1, level.on_hand));
  return { amount, unit_cost: unitCostOf(amount, quantity) };
}

/** What a variant costs: the average of what is on hand everywhere or, if there is none, what the last of it had cost. */
function costOf(variant: VariantValue | undefined): number | null {
  return variant ? (unitCostOf(variant.value, variant.on_hand) ?? variant.cost) : null;
}

function keepCost(variant: VariantValue, on_hand_change: number, value_change: number): void {
  variant.cost = costOf(variant);
  variant.on_hand += on_hand_change;
  variant.value += value_change;
}

/**
 * The movements, each that takes stock off hand with the value it takes, so that documents can show it: the commit fails
 * with `stale_value` if it is another one by then, and the command is decided again. `levels` are those it leaves from.
 */
export function withValues(movements: readonly Movement[], levels: readonly ValuedLevel[]): Movement[] {
  const valuation = openValuation(levels);
  return movements.map((movement) => {
    const { value_change } = valuation.post(movement);
    return changesOf(movement).on_hand_change < 0 ? { ...movement, value: -value_change } : movement;
  });
}

/** What movements that take stock off hand are worth, by their line, in stored units. */
export function valuesByLine(movements: readonly Movement[]): Map<string, number> {
  const values = new Map<string, number>();
  for (const movement of movements) {
    const { line_id, value } = movement;
    if (line_id == null || value == null || changesOf(movement).on_hand_change >= 0) continue;
    values.set(line_id, (values.get(line_id) ?? 0) + value);
  }
  return values;
}

/** Selects what of each variant that `ids` selects is on hand everywhere and what it is worth, for `openValuation`. */
export function selectVariantValues(ids: SQL) {
  return build
    .select({
      variant_id: sql<string>`id`,
      on_hand: sql<number>`on_hand`,
      value: sql<number>`value`,
      cost: sql<number | null>`cost`,
    })
    .from(
      sql`(SELECT v.id, v.cost, coalesce(sum(s.on_hand), 0) AS on_hand, coalesce(sum(s.value), 0) AS value
        FROM variants v LEFT JOIN stock_levels s ON s.variant_id = v.id WHERE v.id IN (${ids}) GROUP BY v.id)`,
    );
}

/** Selects the levels of a variant with stock on hand, for `revalue`. */
export function stockedLevels(variant_id: string) {
  const { location_id, on_hand, value } = stock_levels;
  return build
    .select({ variant_id: stock_levels.variant_id, location_id, on_hand, value })
    .from(stock_levels)
    .where(sql`variant_id = ${variant_id} AND on_hand > 0`);
}

/** The condition that a variant's stock, and its value, is what was read of its levels: else `revalue` would leave some out. */
export function isStockedAsRead(variant_id: string, levels: readonly ValuedLevel[]): SQL {
  const read = JSON.stringify(levels.map(({ location_id, on_hand, value }) => [location_id, on_hand, value]));
  return sql`(SELECT count(*) FROM stock_levels WHERE variant_id = ${variant_id} AND on_hand > 0) = ${levels.length}
    AND NOT EXISTS (SELECT 1 FROM json_each(${read}) j
      LEFT JOIN stock_levels s ON s.variant_id = ${variant_id} AND s.location_id = j.value ->> 0
      WHERE s.on_hand IS NOT j.value ->> 1 OR s.value IS NOT j.value ->> 2)`;
}

/**
 * The movements that give all stock of a variant another unit cost, in stored units: one `revaluation` for each level whose
 * value changes by it. They change no quantity; the commit fails with `stale_level` if another quantity is on hand by then.
 */
export function revalue(variant_id: string, unit_cost: number, levels: readonly ValuedLevel[]): Movement[] {
  return levels
    .filter(({ on_hand, value }) => amountOf(unit_cost, on_hand) !== value)
    .map(({ location_id, on_hand }) => ({
      type: "revaluation",
      variant_id,
      location_id,
      quantity: 0,
      expected_on_hand: on_hand,
      unit_cost,
      reclassifies: true,
      reference_id: variant_id,
    }));
}
