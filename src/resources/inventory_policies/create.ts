import type * as z from "zod";
import { inventory_policies } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { references } from "../../documents/references";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { refuse } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { roundedUp, toScaled, toScaledOrNull } from "../../shared/quantity";
import { selectPolicyAt, toPolicy } from "./queries";
import type { NewPolicy, PolicyChange } from "./schemas";

/**
 * Creates the policy of a variant at a location: when and how much to reorder. Omitted values are copied from the
 * organization's settings, rounded up to what the variant is counted in. A second policy for the same variant and location is refused with 409 `already_exists`.
 */
export async function createPolicy(ctx: TenantContext, input: z.output<typeof NewPolicy>) {
  const { location_id, supplier_id } = input;
  const referred = references({
    items: [input],
    pathOf: () => "",
    quantitiesOf,
    locations: [{ id: location_id, field: "location_id" }],
    suppliers: [{ id: supplier_id, field: "supplier_id" }],
  });
  const { existing, ...rows } = await ctx.read({ ...referred.queries, existing: selectPolicyAt(input, location_id) });
  const [{ variant }] = referred.resolve(rows);
  const { id: variant_id, sku, quantity_decimals } = variant;
  const [policy_at_location] = existing;
  if (policy_at_location) {
    throw refuse("already_exists", "The variant already has a policy at this location. Update that one.", {
      details: { id: policy_at_location.id },
    });
  }

  const now = timestamp(ctx.now);
  const { settings } = ctx.organization;
  const countable = (quantity: number) => roundedUp(toScaled(quantity), quantity_decimals);
  const policy = {
    id: newId("inventory_policy", ctx.now),
    variant_id,
    location_id,
    reorder_point: countable(input.reorder_point ?? settings.default_reorder_point),
    reorder_quantity: countable(input.reorder_quantity ?? settings.default_reorder_quantity),
    lead_time_days: input.lead_time_days ?? settings.default_lead_time_days,
    safety_stock: toScaled(input.safety_stock),
    max_stock: toScaledOrNull(input.max_stock),
    supplier_id,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  const response = toPolicy({ sequence: 0, sku, quantity_decimals, ...policy });
  return ctx.commit(
    [
      build.insert(inventory_policies).values(policy),
      announce(ctx, "inventory_policy.created", { inventory_policy: response }),
    ],
    response,
  );
}

/** The quantities of a policy that a request gives, none of which may have more decimals than the variant allows. */
export function quantitiesOf({
  reorder_point,
  reorder_quantity,
  safety_stock,
  max_stock,
}: z.output<typeof PolicyChange>) {
  return { reorder_point, reorder_quantity, safety_stock, max_stock };
}
