import type * as z from "zod";
import { inventory_policies } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { references } from "../../documents/references";
import { timestamp } from "../../shared/clock";
import { refuse } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { toScaled, toScaledOrNull } from "../../shared/quantity";
import { policiesOf, toPolicy } from "./queries";
import type { NewPolicy } from "./schemas";

/**
 * Says when and how much of a variant to reorder at a location; what is not said is as the organization's defaults have
 * it. A second policy for the same variant and location is 409 `already_exists`.
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
  const { policies, ...rows } = await ctx.read({ ...referred.queries, policies: policiesOf(input, location_id) });
  const [{ variant }] = referred.resolve(rows);
  const { id: variant_id, sku } = variant;
  const taken = policies.find((policy) => policy.variant_id === variant_id);
  if (taken)
    throw refuse("already_exists", "The variant already has a policy at this location. Update that one.", {
      details: { id: taken.id },
    });

  const now = timestamp(ctx.now);
  const { settings } = ctx.organization;
  const policy = {
    id: newId("inventory_policy", ctx.now),
    variant_id,
    location_id,
    reorder_point: toScaled(input.reorder_point ?? settings.default_reorder_point),
    reorder_quantity: toScaled(input.reorder_quantity ?? settings.default_reorder_quantity),
    lead_time_days: input.lead_time_days ?? settings.default_lead_time_days,
    safety_stock: toScaled(input.safety_stock),
    max_stock: toScaledOrNull(input.max_stock),
    supplier_id,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  return ctx.commit([build.insert(inventory_policies).values(policy)], toPolicy({ sequence: 0, sku, ...policy }));
}

/** The quantities of a policy, none of which may be finer than the variant is counted. */
function quantitiesOf({
  reorder_point,
  reorder_quantity,
  safety_stock,
  max_stock,
}: Partial<z.output<typeof NewPolicy>>) {
  return { reorder_point, reorder_quantity, safety_stock, max_stock };
}
