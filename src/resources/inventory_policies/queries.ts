import { sql } from "drizzle-orm";
import { inventory_policies, inventory_policy_documents } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo, ofSku } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";

/** A policy with the SKU and decimals of its variant; quantities in stored units. */
export type StoredPolicy = typeof inventory_policy_documents.$inferSelect;

/** A policy as the API returns it. */
export function toPolicy({ sequence, quantity_decimals, ...policy }: StoredPolicy) {
  return {
    ...policy,
    reorder_point: fromScaled(policy.reorder_point),
    reorder_quantity: fromScaled(policy.reorder_quantity),
    safety_stock: fromScaled(policy.safety_stock),
    max_stock: fromScaledOrNull(policy.max_stock),
  };
}

export const policyResource = resource({
  name: "inventory policy",
  table: inventory_policies,
  select: (where, order) => build.select().from(inventory_policy_documents).where(where).orderBy(order),
  render: () => toPolicy,
});

type Filters = { location_id?: string | undefined; sku?: string | undefined };

/** A page of policies that match all filters, newest first. */
export function listPolicies(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, { sku, ...filters }] = splitRequest(query);
  const where = [...equalTo(filters), ...ofSku(sku)];
  return policyResource.list(ctx, request, { where, counted: true });
}

/** Selects the policy, if there is one, of a variant at a location; the variant is given by its id or its SKU. */
export function selectPolicyAt(
  variant: { variant_id?: string | undefined; sku?: string | undefined },
  location_id: string,
) {
  return build
    .select({ id: inventory_policies.id })
    .from(inventory_policies)
    .where(
      sql`location_id = ${location_id} AND variant_id = coalesce(${variant.variant_id ?? null},
        (SELECT id FROM variants WHERE sku = ${variant.sku ?? null}))`,
    );
}
