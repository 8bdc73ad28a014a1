import { eq } from "drizzle-orm";
import type * as z from "zod";
import { inventory_policies } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { expectVersion, nextVersion } from "../../data/version";
import { references } from "../../documents/references";
import { announce } from "../../events/announce";
import { tooFine, toScaled, toScaledOrNull } from "../../shared/quantity";
import { withoutUndefined } from "../../shared/without_undefined";
import { quantitiesOf } from "./create";
import { policyResource, type StoredPolicy, toPolicy } from "./queries";
import type { PolicyChange } from "./schemas";

/**
 * Changes the given fields. A supplier that does not exist or is archived, and a quantity with more decimals than the variant
 * allows, are refused with `validation_failed`.
 */
export async function updatePolicy(ctx: TenantContext, id: string, change: z.output<typeof PolicyChange>) {
  const referred = references({ suppliers: [{ id: change.supplier_id, field: "supplier_id" }] });
  const { policies, ...rows } = await ctx.read({ ...referred.queries, policies: policyResource.byId(id) });
  const policy = policyResource.required(policies);
  const too_fine = Object.entries(quantitiesOf(change)).flatMap(([field, quantity]) =>
    tooFine(policy, quantity ?? undefined, field),
  );
  referred.resolve(rows, () => too_fine);

  const { reorder_point, reorder_quantity, safety_stock, max_stock, ...unscaled } = change;
  const changed: StoredPolicy = {
    ...policy,
    ...withoutUndefined(unscaled),
    ...(reorder_point === undefined ? {} : { reorder_point: toScaled(reorder_point) }),
    ...(reorder_quantity === undefined ? {} : { reorder_quantity: toScaled(reorder_quantity) }),
    ...(safety_stock === undefined ? {} : { safety_stock: toScaled(safety_stock) }),
    ...(max_stock === undefined ? {} : { max_stock: toScaledOrNull(max_stock) }),
    ...nextVersion(ctx, policy),
  };
  const { sequence, sku, quantity_decimals, ...columns } = changed;
  const response = toPolicy(changed);
  return ctx.commit(
    [
      build.update(inventory_policies).set(columns).where(eq(inventory_policies.id, id)),
      announce(ctx, "inventory_policy.updated", { inventory_policy: response }),
    ],
    response,
  );
}

/** Deletes the policy. The organization's defaults apply to the variant at the location again. */
export async function deletePolicy(ctx: TenantContext, id: string) {
  const { policies } = await ctx.read({ policies: policyResource.byId(id) });
  const policy = policyResource.required(policies);
  expectVersion(ctx, policy);
  return ctx.commit(
    [
      build.delete(inventory_policies).where(eq(inventory_policies.id, id)),
      announce(ctx, "inventory_policy.deleted", { inventory_policy: toPolicy(policy) }),
    ],
    null,
  );
}
