import { eq } from "drizzle-orm";
import type * as z from "zod";
import { inventory_policies } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { expectVersion, nextVersion } from "../../data/version";
import { references } from "../../documents/references";
import { toScaled, toScaledOrNull } from "../../shared/quantity";
import { policyResource, type StoredPolicy, toPolicy } from "./queries";
import type { PolicyChange } from "./schemas";

/** Changes the fields given. */
export async function updatePolicy(ctx: TenantContext, id: string, change: z.output<typeof PolicyChange>) {
  const referred = references({ suppliers: [{ id: change.supplier_id, field: "supplier_id" }] });
  const { policies, ...rows } = await ctx.read({ ...referred.queries, policies: policyResource.byId(id) });
  const policy = policyResource.required(policies);
  referred.resolve(rows);

  const scaled = Object.fromEntries(
    (["reorder_point", "reorder_quantity", "safety_stock"] as const)
      .filter((column) => change[column] !== undefined)
      .map((column) => [column, toScaled(change[column] as number)]),
  );
  const changed: StoredPolicy = {
    ...policy,
    ...scaled,
    ...(change.lead_time_days === undefined ? {} : { lead_time_days: change.lead_time_days }),
    ...(change.max_stock === undefined ? {} : { max_stock: toScaledOrNull(change.max_stock) }),
    ...(change.supplier_id === undefined ? {} : { supplier_id: change.supplier_id }),
    ...nextVersion(ctx, policy),
  };
  const { sequence, sku, ...columns } = changed;
  return ctx.commit(
    [build.update(inventory_policies).set(columns).where(eq(inventory_policies.id, id))],
    toPolicy(changed),
  );
}

/** Deletes the policy: the organization's defaults apply again. */
export async function deletePolicy(ctx: TenantContext, id: string) {
  const { policies } = await ctx.read({ policies: policyResource.byId(id) });
  expectVersion(ctx, policyResource.required(policies));
  return ctx.commit([build.delete(inventory_policies).where(eq(inventory_policies.id, id))], null);
}
