import type { inventory_policies } from "../../../drizzle/tenant";
import type { LeadTime } from "../../forecasting/lead_time";
import { type Supply, serviceLevel } from "../../forecasting/replenishment";
import type { Organization } from "../../shared/organization";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";

/** What a variant's supply depends on. Money is in stored units. */
export type SupplyFacts = {
  price: number | null;
  cost: number | null;
  shelf_life_days: number | null;
  quantity_decimals: number;
};

type Limits = Pick<typeof inventory_policies.$inferSelect, "reorder_quantity" | "max_stock">;

/** What ordering a variant with a lead time depends on; `policy` is the one that it is ordered by, null without one. */
export function supplyFor(
  { settings }: Pick<Organization, "settings">,
  { price, cost, shelf_life_days, quantity_decimals }: SupplyFacts,
  lead_time: LeadTime,
  policy: Limits | null,
): Supply {
  const margin = { price: fromScaledOrNull(price), cost: fromScaledOrNull(cost), shelf_life_days };
  return {
    lead_time,
    service_level: serviceLevel(margin, settings.default_service_level),
    least_order: policy ? fromScaled(policy.reorder_quantity) : 0,
    max_stock: policy ? fromScaledOrNull(policy.max_stock) : null,
    shelf_life_days,
    step: 10 ** -quantity_decimals,
  };
}
