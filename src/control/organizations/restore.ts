import { DomainError, refuse } from "../../shared/errors";
import type { DatabaseAddress, Restore } from "../../shared/organization";
import { TENANT_MIGRATIONS } from "../../storage/migrations";
import type { Engine } from "../../storage/port";
import {
  type Backup,
  complete,
  DoNotFit,
  insertRows,
  NotRestoring,
  OtherCounts,
  prepare,
  tablesOf,
} from "../../storage/restore";
import type { ControlContext } from "../context";
import { house, type NewOrganization, settingsOf, store } from "./provision";
import { getOrganization } from "./queries";
import { addressOf, type OrganizationRow } from "./settings";

/**
 * Begins a new organization that gets the rows of a backup, and returns the tables that it takes rows of: none once all are there and
 * only the end is missing. Repeated, it returns the same: so an interrupted restore goes on. A backup of a later version of Stockbook is 422 `validation_failed`; the slug of a
 * complete organization is 409 `already_exists`, and that of another incomplete one 409 `conflict`.
 */
export async function beginRestore(
  ctx: ControlContext,
  { backup, schema_version, ...wanted }: NewOrganization & Backup,
) {
  if (schema_version > TENANT_MIGRATIONS.length) {
    const message = `The backup has schema ${schema_version}, and this deployment knows ${TENANT_MIGRATIONS.length}. Deploy the version of Stockbook that it comes from, or a later one.`;
    throw refuse("validation_failed", message, { field: "schema_version" });
  }
  const id = crypto.randomUUID().slice(0, 8);
  const housed = await house(ctx, wanted, { id, backup, schema_version, phase: "preparing" });
  return unlessOver(ctx, housed, async () => {
    const row = await prepared(ctx, { ...housed, ...settingsOf(wanted) });
    const tables = await tablesOf(ctx.directory.engineOf(addressOf(row)));
    return ctx.commit([], {
      ...{ id: row.id, slug: row.slug, engine: row.engine, backup, schema_version: restoreOf(row).schema_version },
      tables: tables.map(({ name, columns }) => ({ name, columns })),
    });
  });
}

/** The row once its database takes rows of the backup. */
async function prepared(ctx: ControlContext, row: OrganizationRow): Promise<OrganizationRow> {
  const restore = restoreOf(row);
  if (restore.phase === "preparing") await prepare(ctx.directory.engineOf(addressOf(row)), restore);
  const { name, timezone, currency, modules, settings } = row;
  return store(ctx, row, { name, timezone, currency, modules, settings, restore: { ...restore, phase: "receiving" } });
}

/** A portion of the rows of a table, each with its columns in the order in which the beginning of the restore has named them. */
export type Rows = { backup: string; table: string; rows: (string | number | null)[][] };

/**
 * Adds rows of the backup to a table. Rows that are there already stay as they are, so a portion can be repeated. An unknown table, or
 * rows that it can't have, are 422 `validation_failed`; another backup, or an organization into which none is being
 * restored, is 409 `conflict`.
 */
export async function restoreRows(ctx: ControlContext, id: string, { backup, table, rows }: Rows) {
  return whileRestoring(ctx, id, backup, async (row) => {
    await addRows(ctx.directory.engineOf(addressOf(row)), { backup, table, rows });
    return ctx.commit([], { table, rows: rows.length });
  });
}

async function addRows(engine: Engine, { backup, table, rows }: Rows): Promise<void> {
  const tables = await tablesOf(engine);
  if (tables.length === 0) throw notRestoring();
  const found = tables.find(({ name }) => name === table);
  if (!found) throw refuse("validation_failed", "The schema of the backup has no such table.", { field: "table" });
  const { length } = found.columns;
  const odd = rows.findIndex((values) => values.length !== length);
  if (odd >= 0) {
    throw refuse("validation_failed", `Each row must have ${length} values.`, { field: `rows.${odd}` });
  }
  await insertRows(engine, backup, found, rows);
}

/** How many rows the tables have in a backup. */
export type Counted = { backup: string; tables: { table: string; rows: number }[] };

/**
 * Completes the database of an organization that has all rows of its backup, and brings it to the current schema. `tables` says how many
 * each table has in the backup: other numbers are 409 `conflict`. Repeated, it changes nothing.
 */
export async function finishRestore(
  ctx: ControlContext,
  row: OrganizationRow,
  { backup, tables }: Counted,
): Promise<void> {
  const expected = new Map(tables.map(({ table, rows }) => [table, rows]));
  await complete(ctx.directory.engineOf(addressOf(row)), backup, expected);
  await requireUnderWay(ctx, row);
  await ctx.directory.migrateTenant(row.id, addressOf(row));
  await requireUnderWay(ctx, row);
}

/**
 * Discards what has been restored into an organization that isn't complete, and its database. The slug stays reserved for its creation,
 * from a backup or without one. Repeated, it changes nothing; a complete organization is 422 `invalid_status`.
 */
export async function discardRestore(ctx: ControlContext, id: string) {
  const row = await getOrganization(ctx, id);
  const { status, restore, database_address } = row;
  if (status !== "provisioning") {
    const details = { status, allowed_from: ["provisioning"] };
    throw refuse("invalid_status", "The organization is complete. Only a restore that is not can be discarded.", {
      details,
    });
  }
  if (restore === null) return ctx.commit([], null);
  // From here on nobody can complete it. A completion that was faster has made the organization active.
  const discarded = await store(ctx, row, { restore: { ...restore, phase: "discarding" } });
  if (database_address !== null) {
    await removeRestored(ctx, addressOf(row));
  }
  await store(ctx, discarded, { restore: null, database_address: null, schema_version: 0, migrated_at: null });
  return ctx.commit([], null);
}

/** Removes the database of a restore. A completion that has begun may change it meanwhile: the second attempt finds what is left. */
async function removeRestored({ directory }: ControlContext, { engine, address }: DatabaseAddress): Promise<void> {
  // It may have a schema: before it was prepared, and after it was completed.
  const remove = () => directory.providers[engine].remove(address, true);
  await remove().catch(remove);
}

/**
 * Does a step of the restore of this backup, given the row of its organization; 409 `conflict` if none or another one is being restored.
 */
export async function whileRestoring<T>(
  ctx: ControlContext,
  id: string,
  backup: string,
  step: (row: OrganizationRow) => Promise<T>,
): Promise<T> {
  const row = await getOrganization(ctx, id);
  if (row.restore?.backup !== backup || row.restore.phase !== "receiving") throw notRestoring();
  return unlessOver(ctx, row, () => step(row));
}

/** Does a step of a restore. If that is completed or discarded meanwhile, it is 409 `conflict`, whatever the step has met in the database. */
async function unlessOver<T>(ctx: ControlContext, row: OrganizationRow, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    await requireUnderWay(ctx, row);
    throw refusalOf(error);
  }
}

/** Refuses to go on with a restore that was completed or discarded since its row was read: 409 `conflict`. */
async function requireUnderWay({ directory }: ControlContext, { id, restore }: OrganizationRow): Promise<void> {
  const { restore: found } = await getOrganization({ read: directory.database.read }, id);
  if (found?.id !== restore?.id || found?.phase === "discarding") throw notRestoring();
}

function notRestoring() {
  return refuse(
    "conflict",
    "This backup is not being restored into the organization: the restore is complete, was discarded, or was not begun. Begin it again to go on.",
  );
}

/** The refusal that a fault of a restore stands for; any other error as it is. */
function refusalOf(error: unknown): unknown {
  if (error instanceof NotRestoring) return notRestoring();
  if (error instanceof DoNotFit) {
    const message =
      "The rows don't fit the table: they have values of another type than its columns, or are too large.";
    return refuse("validation_failed", message, { field: "rows" });
  }
  if (!(error instanceof OtherCounts)) return error;
  const names = error.tables.map(({ table }) => table).join(", ");
  const message = `The organization has another number of rows than the backup in ${names}. Send the rows of these tables again; if that doesn't help, discard the restore.`;
  return refuse("conflict", message, { details: { tables: error.tables } });
}

function restoreOf({ restore }: OrganizationRow): Restore {
  if (restore === null) throw notRestoring();
  return restore;
}
