import { and, eq, isNull, sql } from "drizzle-orm";
import { organizations, type StoredSettings } from "../../../drizzle/control";
import type { UnitOfWork } from "../../commands/context";
import { build } from "../../data/database";
import { timestamp } from "../../shared/clock";
import { refuse } from "../../shared/errors";
import { newId } from "../../shared/ids";
import type { Module } from "../../shared/organization";
import { createLibsqlDatabase, poolOf } from "../../storage/engines/namespace";
import { ConstraintViolation } from "../../storage/port";
import { newApiKey } from "../api_keys/rows";
import type { Directory } from "../directory";
import { type OrganizationRow, toManagedOrganization } from "./settings";

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

/** Gives the organization a database of its own: the first free D1 binding, or a libSQL database made for it. */
async function giveDatabase(ctx: Context, row: OrganizationRow): Promise<OrganizationRow> {
  const { databases } = ctx.directory;
  if (row.engine === "libsql") return claim(ctx, row, await createLibsqlDatabase(databases, row.id));
  for (const address of await freeBindings(ctx)) {
    try {
      if (await isBlank(ctx, address)) return await claim(ctx, row, address);
    } catch (error) {
      if (!(error instanceof ConstraintViolation && error.rule === "organizations.database_address")) throw error;
    }
  }
  // Somebody who repeats this creation at the same time may have taken the last one, for this very organization.
  const [[now]] = await ctx.directory.database.read([bySlug(row.slug)]);
  if (now && now.database_address !== null) return now;
  throw refuse(
    "capacity_exhausted",
    "Every database of the pool has its organization. Enlarge it with `npm run tenants:add -- N`, deploy, and repeat this.",
  );
}

async function freeBindings({ directory: { database, databases } }: Context): Promise<string[]> {
  const rows = await database.read([build.select({ address: organizations.database_address }).from(organizations)]);
  const taken = new Set(rows[0].map(({ address }) => address));
  return poolOf(databases).filter((binding) => !taken.has(binding));
}

/** A database that holds anything is someone's, even where the directory knows of nobody: nobody else may ever see it. */
async function isBlank({ directory }: Context, address: string): Promise<boolean> {
  const [found] = await directory
    .engineOf({ engine: "d1", address })
    .execute([{ sql: "SELECT name FROM sqlite_schema WHERE name = 'schema_migrations'", params: [] }], "read");
  const blank = found?.rows.length === 0;
  if (!blank)
    console.warn(JSON.stringify({ skipped: address, reason: "it holds data, but belongs to no organization" }));
  return blank;
}

/** Records the database as the organization's, unless it has one by now. Of two at once for one database one is refused. */
async function claim({ directory }: Context, { id, slug }: OrganizationRow, address: string): Promise<OrganizationRow> {
  const [[row]] = await directory.database.commit(
    [
      build
        .update(organizations)
        .set({ database_address: address, version: sql`version + 1` })
        .where(and(eq(organizations.id, id), isNull(organizations.database_address))),
    ],
    [bySlug(slug)],
  );
  return row as OrganizationRow;
}
