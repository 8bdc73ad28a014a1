import { and, eq, isNull, sql } from "drizzle-orm";
import { organizations, type StoredSettings } from "../../drizzle/control";
import { timestamp } from "../shared/clock";
import { refuse } from "../shared/errors";
import { newId } from "../shared/ids";
import type { Module } from "../shared/statuses";
import type { UnitOfWork } from "../storage/context";
import { build } from "../storage/database";
import { createLibsqlDatabase, poolOf } from "./databases";
import type { Directory } from "./directory";
import { newApiKey } from "./keys";
import { type OrganizationRow, toManagedOrganization } from "./organization";

export type NewOrganization = {
  name: string;
  slug: string;
  timezone: string;
  currency: string;
  modules: Module[];
  settings: StoredSettings;
};

type Context = UnitOfWork & { directory: Directory };

/**
 * Makes an organization: its row, its database, the database's schema, and in one last commit its first key and the
 * status `active`. Each step is kept as soon as it is done and none is done twice, so an interrupted creation is completed
 * by repeating it. A slug of a complete organization is 409 `already_exists`; without a free D1 database it is 503
 * `capacity_exhausted`.
 */
export async function provisionOrganization(ctx: Context, input: NewOrganization) {
  const [[found]] = await ctx.read([bySlug(input.slug)]);
  const begun = open(found) ?? (await begin(ctx, input));
  const housed = begun.database_address === null ? await giveDatabase(ctx, begun) : begun;
  await ctx.directory.migrateTenant(housed);

  const [[migrated]] = await ctx.directory.database.read([bySlug(input.slug)]);
  const row = open(migrated) as OrganizationRow;
  const organization: OrganizationRow = {
    ...row,
    ...input,
    status: "active",
    version: row.version + 1,
    updated_at: timestamp(ctx.now),
  };
  const { sequence, ...columns } = organization;
  const { api_key, statement } = await newApiKey(
    row.id,
    { name: "Admin", scopes: ["admin"], expires_at: null },
    ctx.now,
  );
  const { id, name, scopes, key } = api_key;
  return ctx.commit([build.update(organizations).set(columns).where(eq(organizations.id, row.id)), statement], {
    ...toManagedOrganization(organization),
    api_key: { id, name, scopes, key },
  });
}

function bySlug(slug: string) {
  return build.select().from(organizations).where(eq(organizations.slug, slug));
}

/** Lets an organization through that is not complete yet. */
function open(row: OrganizationRow | undefined): OrganizationRow | undefined {
  if (!row || row.status === "provisioning") return row;
  throw refuse("already_exists", "There is an organization with this slug. Choose another.", { field: "slug" });
}

/** Writes the row that every later step finds its place in; of two at once the slug's unique key lets one through. */
async function begin({ directory, now }: Context, input: NewOrganization): Promise<OrganizationRow> {
  const [[row]] = await directory.database.commit(
    [
      build.insert(organizations).values({
        id: newId("organization", now),
        ...input,
        status: "provisioning",
        engine: directory.databases.engine,
        schema_version: 0,
        created_at: timestamp(now),
        updated_at: timestamp(now),
      }),
    ],
    [bySlug(input.slug)],
  );
  return row as OrganizationRow;
}

/** Gives the organization a database of its own: the lowest free D1 binding, or a libSQL database made for it. */
async function giveDatabase({ directory }: Context, { id, engine, slug }: OrganizationRow): Promise<OrganizationRow> {
  const { databases, database } = directory;
  const address =
    engine === "d1"
      ? sql`(SELECT value FROM json_each(${JSON.stringify(poolOf(databases))}) WHERE value NOT IN (
          SELECT database_address FROM organizations WHERE database_address IS NOT NULL) ORDER BY key LIMIT 1)`
      : sql`${await createLibsqlDatabase(databases, id)}`;
  const [[row]] = await database.commit(
    [
      build
        .update(organizations)
        .set({ database_address: address, version: sql`version + 1` })
        .where(and(eq(organizations.id, id), isNull(organizations.database_address))),
    ],
    [bySlug(slug)],
  );
  if (row && row.database_address !== null) return row;
  throw refuse(
    "capacity_exhausted",
    "Every database of the pool has its organization. Enlarge the pool with `npm run tenants:add -- N`, deploy, and repeat this.",
  );
}
