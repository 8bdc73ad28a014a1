import { and, eq, isNull, sql } from "drizzle-orm";
import { organizations, type StoredSettings } from "../../../drizzle/control";
import { build } from "../../data/database";
import { timestamp } from "../../shared/clock";
import { refuse } from "../../shared/errors";
import { newId } from "../../shared/ids";
import type { EngineName, LocationHint, Module } from "../../shared/organization";
import { NoDatabaseLeft } from "../../storage/engines/provider";
import { newApiKey } from "../api_keys/rows";
import type { ControlContext } from "../context";
import { type DatabaseKind, isTaken, newDatabase, requireAvailable } from "./databases";
import { addressOf, type OrganizationRow, toManagedOrganization } from "./settings";

export type NewOrganization = {
  name: string;
  slug: string;
  timezone: string;
  currency: string;
  modules: Module[];
  settings: StoredSettings;
  /** The kind of database; null for the one that the deployment gives to new organizations. */
  engine: EngineName | null;
  location_hint: LocationHint | null;
};

/**
 * Creates an organization: its row, its database, the database's schema, and in a last commit its first key and the status
 * `active`. Each step is stored once done, so an interrupted creation is completed by repeating it. The slug of a complete
 * organization is 409 `already_exists`; without a free D1 database it is 503 `capacity_exhausted`.
 */
export async function provisionOrganization(ctx: ControlContext, wanted: NewOrganization) {
  const { engine, location_hint, ...input } = wanted;
  const kind = { engine: engine ?? ctx.directory.engine, location_hint };
  requireAvailable(ctx, kind);
  const {
    found: [found],
  } = await ctx.read({ found: bySlug(input.slug) });
  const begun = open(found) ?? (await begin(ctx, input, kind));
  const housed = begun.database_address === null ? await giveDatabase(ctx, begun, kind) : begun;
  await ctx.directory.migrateTenant(housed.id, addressOf(housed));

  const {
    migrated: [migrated],
  } = await ctx.directory.database.read({ migrated: bySlug(input.slug) });
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

/** The row of a creation that may go on: none, or an incomplete one; 409 `already_exists` for a complete organization. */
function open(row: OrganizationRow | undefined): OrganizationRow | undefined {
  if (!row || row.status === "provisioning") return row;
  throw refuse("already_exists", "Another organization has this slug. Choose another one.", { field: "slug" });
}

/** Inserts the row that records the later steps; of two creations at once, the slug's unique key admits one. */
async function begin(
  { directory, now }: ControlContext,
  input: Omit<NewOrganization, "engine" | "location_hint">,
  kind: DatabaseKind,
): Promise<OrganizationRow> {
  const {
    row: [row],
  } = await directory.database.commit(
    [
      build.insert(organizations).values({
        id: newId("organization", now),
        ...input,
        ...kind,
        status: "provisioning",
        schema_version: 0,
        created_at: timestamp(now),
        updated_at: timestamp(now),
      }),
    ],
    { row: bySlug(input.slug) },
  );
  return row as OrganizationRow;
}

/**
 * Gives the organization a database of its own. Of two creations that claim the same database, the directory admits one and
 * the other takes the next; 503 `capacity_exhausted` if none is left.
 */
async function giveDatabase(ctx: ControlContext, row: OrganizationRow, kind: DatabaseKind): Promise<OrganizationRow> {
  for (;;) {
    try {
      return await claim(ctx, row, kind, await newDatabase(ctx, row.id, kind));
    } catch (error) {
      if (error instanceof NoDatabaseLeft) return lastOrRefused(ctx, row);
      if (!isTaken(error)) throw error;
    }
  }
}

/** The organization as a concurrent repetition of its creation may have left it, with the last database; else 503. */
async function lastOrRefused({ directory }: ControlContext, { slug }: OrganizationRow): Promise<OrganizationRow> {
  const {
    rows: [row],
  } = await directory.database.read({ rows: bySlug(slug) });
  if (row && row.database_address !== null) return row;
  throw refuse(
    "capacity_exhausted",
    "Every database of the pool is in use. Add some with `npm run tenants:add -- N`, deploy, and repeat the request.",
  );
}

/** Records the database as the organization's, unless it has one already. Of two claims of one database one is refused. */
async function claim(
  { directory }: ControlContext,
  { id, slug }: OrganizationRow,
  kind: DatabaseKind,
  address: string,
): Promise<OrganizationRow> {
  const {
    row: [row],
  } = await directory.database.commit(
    [
      build
        .update(organizations)
        .set({ ...kind, database_address: address, version: sql`version + 1` })
        .where(and(eq(organizations.id, id), isNull(organizations.database_address))),
    ],
    { row: bySlug(slug) },
  );
  return row as OrganizationRow;
}
