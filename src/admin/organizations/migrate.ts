import { and, isNotNull, isNull } from "drizzle-orm";
import { organizations } from "../../../drizzle/control";
import { toRefusal } from "../../commands/refusals";
import type { ControlContext } from "../../control/context";
import { getOrganization } from "../../control/organizations/queries";
import { addressOf, type OrganizationRow, requireNoRestore } from "../../control/organizations/settings";
import { build } from "../../data/database";

type Tenant = Pick<OrganizationRow, "id" | "slug" | "engine" | "database_address">;

/** Brings one organization's database to the current schema; 409 `conflict` if it has none yet, or an incomplete one. */
export async function migrateOrganization(ctx: ControlContext, id: string) {
  const organization = await getOrganization(ctx, id);
  requireNoRestore(organization);
  return ctx.commit([], await migrated(ctx, organization));
}

/**
 * Brings every organization's database to the current schema, one after the other. One that fails is reported
 * with its error; the others go on. A repeated request resumes.
 */
export async function migrateAll(ctx: ControlContext) {
  const { id, slug, engine, database_address, schema_version, restore } = organizations;
  const { tenants } = await ctx.read({
    tenants: build
      .select({ id, slug, engine, database_address, schema_version })
      .from(organizations)
      .where(and(isNotNull(database_address), isNull(restore)))
      .orderBy(schema_version, organizations.sequence),
  });
  const results = [];
  for (const tenant of tenants) results.push(await migrated(ctx, tenant).catch((error) => failed(tenant, error)));
  return ctx.commit([], results);
}

async function migrated({ directory }: ControlContext, tenant: Tenant) {
  return {
    id: tenant.id,
    slug: tenant.slug,
    schema_version: await directory.migrateTenant(tenant.id, addressOf(tenant)),
  };
}

function failed({ id, slug }: Tenant, error: unknown) {
  console.error(JSON.stringify({ migrating: id, error: String(error) }));
  const { code, message } = toRefusal(error);
  return { id, slug, error: { code, message } };
}
