import { refuse } from "../../shared/errors";
import type { Restore } from "../../shared/organization";
import { TENANT_MIGRATIONS } from "../../storage/migrations";
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
  const row = await asRefusals(() => prepared(ctx, { ...housed, ...settingsOf(wanted) }));
  const tables = await tablesOf(ctx.directory.engineOf(addressOf(row)));
  return ctx.commit([], {
    ...{ id: row.id, slug: row.slug, backup, schema_version: restoreOf(row).schema_version },
    tables: tables.map(({ name, columns }) => ({ name, columns })),
  });
}

/** The row once its database takes rows of the backup. */
async function prepared(ctx: ControlContext, row: OrganizationRow): Promise<OrganizationRow> {
  const restore = restoreOf(row);
  if (restore.phase === "discarding")
    throw refuse("conflict", "The restore is being discarded. Discard it again, then begin.");
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
  const row = await findRestoring(ctx, id, backup);
  const engine = ctx.directory.engineOf(addressOf(row));
  const found = (await tablesOf(engine)).find(({ name }) => name === table);
  if (!found) throw refuse("validation_failed", "The schema of the backup has no such table.", { field: "table" });
  const { length } = found.columns;
  const odd = rows.findIndex((values) => values.length !== length);
  if (odd >= 0) {
    throw refuse("validation_failed", `Each row must have ${length} values.`, { field: `rows.${odd}` });
  }
  await asRefusals(() => insertRows(engine, backup, found, rows));
  return ctx.commit([], { table, rows: rows.length });
}

/** How many rows the tables have in a backup. */
export type Counted = { backup: string; tables: { table: string; rows: number }[] };

/**
 * Completes the database of an organization that has all rows of its backup, and brings it to the current schema. `tables` says how many
 * each table has in the backup: other numbers are 409 `conflict`. Repeated, it changes nothing.
 */
export async function finishRestore(
  ctx: ControlContext,
  id: string,
  { backup, tables }: Counted,
): Promise<OrganizationRow> {
  const row = await findRestoring(ctx, id, backup);
  const expected = new Map(tables.map(({ table, rows }) => [table, rows]));
  await asRefusals(() => complete(ctx.directory.engineOf(addressOf(row)), backup, expected));
  await ctx.directory.migrateTenant(id, addressOf(row));
  return row;
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
    const { engine, address } = addressOf(row);
    // It may have a schema: before it was prepared, and after it was completed.
    await ctx.directory.providers[engine].remove(address, true);
  }
  await store(ctx, discarded, { restore: null, database_address: null, schema_version: 0, migrated_at: null });
  return ctx.commit([], null);
}

/** The organization into which this backup is being restored; 409 `conflict` if none or another one is. */
async function findRestoring(ctx: ControlContext, id: string, backup: string): Promise<OrganizationRow> {
  const row = await getOrganization(ctx, id);
  if (row.restore?.backup !== backup || row.restore.phase !== "receiving") throw notRestoring();
  return row;
}

function notRestoring() {
  return refuse(
    "conflict",
    "The organization takes no rows of this backup. Begin the restore again; if that doesn't help, discard it.",
  );
}

/** The refusals that faults of a restore stand for. */
async function asRefusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotRestoring) throw notRestoring();
    if (error instanceof DoNotFit) {
      const message =
        "The rows don't fit the table: they have values of another type than its columns, or are too large.";
      throw refuse("validation_failed", message, { field: "rows" });
    }
    if (!(error instanceof OtherCounts)) throw error;
    const names = error.tables.map(({ table }) => table).join(", ");
    const message = `The organization has another number of rows than the backup in ${names}. Send the rows of these tables again; if that doesn't help, discard the restore.`;
    throw refuse("conflict", message, { details: { tables: error.tables } });
  }
}

function restoreOf({ restore }: OrganizationRow): Restore {
  if (restore === null) throw notRestoring();
  return restore;
}
