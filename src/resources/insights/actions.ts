import type { SuggestedAction } from "../../shared/insights";
import type { Scaled } from "../../shared/quantity";
import { countable, countableUpTo, type LevelFacts, type OtherLocation } from "./levels";
import type { Origin, Recipe } from "./origin";
import { inUnits } from "./texts";

/**
 * Makes a quantity, in units, if there is a recipe, else orders it from the supplier. Without a supplier, or without enough of the
 * ingredients, there is no request that does it.
 */
export function replenish({ supplier_id, recipe }: Origin, level: LevelFacts, units: number): SuggestedAction {
  const quantity = countable(units, level);
  return recipe === null ? orderFrom(supplier_id, level, quantity) : makeBy(recipe, level, quantity);
}

function makeBy(
  { id, location_id, location_name, makeable }: Recipe,
  level: LevelFacts,
  quantity: number,
): SuggestedAction {
  const place = location_id === level.location_id ? "" : ` for ${level.location_name}`;
  const text = `Make ${inUnits(quantity, level.unit)} of ${level.sku} at ${location_name}${place}.`;
  const most = countableUpTo(makeable, level);
  if (most < quantity) return { text: `${text} The ingredients there are enough for ${inUnits(most, level.unit)}.` };
  const body = { recipe_id: id, location_id, planned_quantity: quantity };
  return { text, method: "POST", path: "/api/v1/production_batches", body };
}

function orderFrom(supplier_id: string | null, level: LevelFacts, quantity: number): SuggestedAction {
  const { variant_id, location_id, sku, location_name } = level;
  const text = `Order ${inUnits(quantity, level.unit)} of ${sku} for ${location_name}.`;
  if (supplier_id === null) return { text };
  const body = { supplier_id, location_id, items: [{ variant_id, quantity }] };
  return { text, method: "POST", path: "/api/v1/purchase_orders", body };
}

/**
 * Drafts a transfer of a surplus, in stored units, to another location, but of no more than that one needs; null if that is
 * nothing. It moves no stock until it is shipped.
 */
export function transferTo(other: OtherLocation | null, level: LevelFacts, surplus: Scaled): SuggestedAction | null {
  const { variant_id, location_id, sku, location_name, unit } = level;
  const quantity = other === null ? 0 : countableUpTo(Math.min(surplus, other.needed), level);
  if (other === null || quantity <= 0) return null;
  const to_location_id = other.id;
  return {
    text: `Transfer ${inUnits(quantity, unit)} of ${sku} from ${location_name} to ${other.name}, where it sells.`,
    method: "POST",
    path: "/api/v1/stock_transfers",
    body: { from_location_id: location_id, to_location_id, items: [{ variant_id, quantity }] },
  };
}

/** Drafts a count of a level. */
export function countStock({ variant_id, location_id, sku, location_name }: LevelFacts, why: string): SuggestedAction {
  return {
    text: `Count ${sku} at ${location_name}: ${why}`,
    method: "POST",
    path: "/api/v1/cycle_counts",
    body: { location_id, variant_ids: [variant_id] },
  };
}
