import type { SuggestedAction } from "../../shared/insights";
import { countable, type LevelFacts } from "./levels";

/** Orders a quantity, in units, from a supplier, if one is known. */
export function orderFrom(supplier_id: string | null, level: LevelFacts, units: number): SuggestedAction {
  const { variant_id, location_id, sku, location_name } = level;
  const quantity = countable(units, level);
  const text = `Order ${quantity} of ${sku} for ${location_name}.`;
  if (supplier_id === null) return { text };
  const body = { supplier_id, location_id, items: [{ variant_id, quantity }] };
  return { text, method: "POST", path: "/api/v1/purchase_orders", body };
}

/** Drafts a transfer of a quantity, in the client's numbers, to another location. It moves nothing until it is shipped. */
export function transferTo(to_location_id: string, level: LevelFacts, quantity: number): SuggestedAction {
  const { variant_id, location_id, sku, location_name } = level;
  return {
    text: `Transfer ${quantity} of ${sku} from ${location_name} to where it is asked for most.`,
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
