import { eq, sql } from "drizzle-orm";
import { inventory_policies, inventory_policy_documents } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo, ofSku } from "../../data/filters";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import { notFound } from "../../shared/errors";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";

/** A policy as it is stored: quantities scaled. */
export type StoredPolicy = typeof inventory_policy_documents.$inferSelect;

/** A policy as it is answered. */
export function toPolicy({ sequence, ...policy }: StoredPolicy) {
  return {
    ...policy,
    reorder_point: fromScaled(policy.reorder_point),
    reorder_quantity: fromScaled(policy.reorder_quantity),
    safety_stock: fromScaled(policy.safety_stock),
    max_stock: fromScaledOrNull(policy.max_stock),
  };
}

/** Finds a policy. */
export function policyById(id: string) {
  return build.select().from(inventory_policy_documents).where(eq(inventory_policy_documents.id, id));
}

/** The policy that a look-up brought; 404 `not_found` where it brought none. */
export function found([policy]: StoredPolicy[]): StoredPolicy {
  if (!policy) throw notFound("inventory policy");
  return policy;
}

/** The policy; 404 `not_found`. */
export async function getPolicy(ctx: TenantContext, id: string) {
  const { rows } = await ctx.read({ rows: policyById(id) });
  return toPolicy(found(rows));
}

type Filters = { location_id?: string | undefined; sku?: string | undefined };

/** Policies, newest first. */
export async function listPolicies(
  ctx: TenantContext,
  { page, per_page, sku, ...filters }: Filters & PageRequest,
): Promise<Page<ReturnType<typeof toPolicy>>> {
  const request = { page, per_page };
  const where = [...equalTo(filters), ...ofSku(sku)];
  const { keys, order, total } = pageQueries({ table: inventory_policies, where, counted: true }, request);
  const { rows, counted } = await ctx.read({
    rows: build.select().from(inventory_policy_documents).where(keys).orderBy(order),
    counted: total,
  });
  return asPage(rows.map(toPolicy), request, counted);
}

/** Finds the policy that a variant, named by either of its names, has at a location. */
export function policiesOf(
  variant: { variant_id?: string | undefined; sku?: string | undefined },
  location_id: string,
) {
  return build
    .select({ id: inventory_policies.id, variant_id: inventory_policies.variant_id })
    .from(inventory_policies)
    .where(
      sql`location_id = ${location_id} AND variant_id = coalesce(${variant.variant_id ?? null},
        (SELECT id FROM variants WHERE sku = ${variant.sku ?? null}))`,
    );
}
