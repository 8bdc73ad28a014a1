import { and, eq, isNull, sql } from "drizzle-orm";
import { organizations, type StoredSettings } from "../../../drizzle/control";
import { build } from "../../data/database";
import { timestamp } from "../../shared/clock";
import { refuse } from "../../shared/errors";
import { newId } from "../../shared/ids";
import type { EngineName, LocationHint, Module, Restore } from "../../shared/organization";
import { NoDatabaseLeft } from "../../storage/engines/provider";
import { newApiKey } from "../api_keys/rows";
import type { ControlContext } from "../context";
import { type DatabaseKind, isTaken, newDatabase, requireAvailable } from "./databases";
import { getOrganization } from "./queries";
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
  const housed = await house(ctx, wanted, null);
  await ctx.directory.migrateTenant(housed.id, addressOf(housed));
  return activate(ctx, housed, settingsOf(wanted));
}

/**
 * The row of a creation, with its database: begun now, or as far as it has come. `restore` is the backup that it is made from; null
 * for an organization that begins without data. A creation that was begun with another one is 409 `conflict`.
 */
export async function house(
  ctx: ControlContext,
  wanted: NewOrganization,
  restore: Restore | null,
): Promise<OrganizationRow> {
  const kind = { engine: wanted.engine ?? ctx.directory.engine, location_hint: wanted.location_hint };
  requireAvailable(ctx, kind);
  const {
    found: [found],
  } = await ctx.read({ found: bySlug(wanted.slug) });
  const begun = open(found) ?? (await begin(ctx, wanted, kind, restore));
  const meant = restore && isUntouched(begun) ? await store(ctx, begun, { restore }) : begun;
  requireOrigin(meant, restore);
  const housed = meant.database_address === null ? await giveDatabase(ctx, meant, kind) : meant;
  if (meant.restore && housed.restore?.id !== meant.restore.id) throw discardedMeanwhile();
  requireOrigin(housed, restore);
  requireEngine(housed, wanted);
  return housed;
}

/**
 * The last commit of a creation, whose database is complete: the organization is active, and has its first key, which is shown only in
 * this response. `made` is its row as of the beginning: if its restore was discarded meanwhile, it is 409 `conflict`.
 */
export async function activate(ctx: ControlContext, made: OrganizationRow, settings: Partial<Settled> = {}) {
  const { id } = made;
  const row = await getOrganization({ read: ctx.directory.database.read }, id);
  requireIncomplete(row);
  if (row.database_address !== made.database_address || row.restore?.phase !== made.restore?.phase) {
    throw discardedMeanwhile();
  }
  const organization: OrganizationRow = {
    ...row,
    ...settings,
    ...{ status: "active", restore: null },
    // What the database was in the course of its restore, until this very moment, is no state of the organization.
    ...(made.restore && { moved_at: timestamp(ctx.directory.clock()) }),
    ...{ version: row.version + 1, updated_at: timestamp(ctx.now) },
  };
  const { sequence, ...columns } = organization;
  const { api_key, statement } = await newApiKey(id, { name: "Admin", scopes: ["admin"], expires_at: null }, ctx.now);
  const { name, scopes, key } = api_key;
  return ctx.commit([build.update(organizations).set(columns).where(eq(organizations.id, id)), statement], {
    ...toManagedOrganization(organization),
    api_key: { id: api_key.id, name, scopes, key },
  });
}

/** What an organization is created with, besides its database. */
type Settled = Omit<NewOrganization, "engine" | "location_hint">;

export function settingsOf({ engine, location_hint, ...settings }: NewOrganization): Settled {
  return settings;
}

/** Stores a step of a creation, and returns the row as it is then. */
export async function store(
  { directory, now }: ControlContext,
  row: OrganizationRow,
  change: Partial<OrganizationRow>,
): Promise<OrganizationRow> {
  const next = { ...change, version: row.version + 1, updated_at: timestamp(now) };
  const update = build.update(organizations).set(next).where(eq(organizations.id, row.id));
  await directory.database.commit([update]);
  return { ...row, ...next };
}

function bySlug(slug: string) {
  return build.select().from(organizations).where(eq(organizations.slug, slug));
}

/** The row of a creation that may go on: none, or an incomplete one; 409 `already_exists` for a complete organization. */
function open(row: OrganizationRow | undefined): OrganizationRow | undefined {
  if (row) requireIncomplete(row);
  return row;
}

function requireIncomplete({ status }: OrganizationRow): void {
  if (status === "provisioning") return;
  throw refuse("already_exists", "Another organization has this slug. Choose another one.", { field: "slug" });
}

/** Whether nothing but the row exists of a creation, so that it may as well be one from a backup. */
function isUntouched({ restore, database_address }: OrganizationRow): boolean {
  return restore === null && database_address === null;
}

/**
 * Refuses to go on with a creation that was begun with another backup, with one instead of none, or the other way round, and with one
 * whose restore is being discarded.
 */
function requireOrigin({ restore }: OrganizationRow, wanted: Restore | null): void {
  if (restore?.phase === "discarding") {
    throw refuse(
      "conflict",
      "An organization has this slug, and its restore is being discarded. Discard it again, then begin.",
      { field: "slug" },
    );
  }
  if (restore?.backup === wanted?.backup) return;
  const begun = restore === null ? "its creation was begun without a backup" : "a backup is being restored into it";
  const way = restore === null ? "Choose another slug." : "Complete that restore, or discard it.";
  throw refuse("conflict", `An organization has this slug, and ${begun}. ${way}`, { field: "slug" });
}

/** Refuses to go on with a creation whose database is of another engine than the one that is named now. */
function requireEngine({ engine }: OrganizationRow, wanted: NewOrganization): void {
  if (wanted.engine === null || wanted.engine === engine) return;
  const message = `The creation of this organization was begun with the engine ${engine}. Repeat it with that one, or choose another slug.`;
  throw refuse("conflict", message, { field: "engine" });
}

/** Inserts the row that records the later steps; of two creations at once, the slug's unique key admits one. */
async function begin(
  { directory, now }: ControlContext,
  wanted: NewOrganization,
  kind: DatabaseKind,
  restore: Restore | null,
): Promise<OrganizationRow> {
  const {
    row: [row],
  } = await directory.database.commit(
    [
      build.insert(organizations).values({
        id: newId("organization", now),
        ...settingsOf(wanted),
        ...kind,
        restore,
        status: "provisioning",
        schema_version: 0,
        created_at: timestamp(now),
        updated_at: timestamp(now),
      }),
    ],
    { row: bySlug(wanted.slug) },
  );
  return row as OrganizationRow;
}

function discardedMeanwhile() {
  return refuse("conflict", "The restore of this organization was discarded meanwhile. Begin it again.");
}

/** What its database is called. That of a discarded restore has another name, so that what is late for it reaches no other one. */
function nameOf({ id, restore }: OrganizationRow): string {
  return restore === null ? id : `${id}_${restore.id}`;
}

/**
 * Gives the organization a database of its own. Of two creations that claim the same database, the directory admits one and
 * the other takes the next; 503 `capacity_exhausted` if none is left.
 */
async function giveDatabase(ctx: ControlContext, row: OrganizationRow, kind: DatabaseKind): Promise<OrganizationRow> {
  for (;;) {
    try {
      return await claim(ctx, row, kind, await newDatabase(ctx, nameOf(row), kind));
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

/** Records the database as the organization's, unless it has one already or its restore was discarded. Of two claims of one database one is refused. */
async function claim(
  { directory }: ControlContext,
  { id, slug, restore }: OrganizationRow,
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
        .where(
          and(
            eq(organizations.id, id),
            isNull(organizations.database_address),
            sql`restore ->> '$.id' IS ${restore?.id ?? null}`,
            sql`restore ->> '$.phase' IS NOT 'discarding'`,
          ),
        ),
    ],
    { row: bySlug(slug) },
  );
  return row as OrganizationRow;
}
