import { completion, countRows, quoted, RESTORED, readContents, readRows, type Table, VERSIONS } from "./contents";
import { insertion } from "./copy";
import { isMigrated, migrate } from "./migrate";
import { TENANT_MIGRATIONS } from "./migrations";
import { ConstraintViolation, type Engine, plain, type SqlStatement } from "./port";

/** A backup whose rows a database is to get: what names it, and how many migrations its database had. */
export type Backup = { backup: string; schema_version: number };

/** The database no longer takes rows of the backup: it is complete, or the restore was discarded. */
export class NotRestoring extends Error {}

/** How drivers say that a value has another type than its column, or is too large. */
const MISFIT = /cannot store|datatype mismatch|constraint failed|too big/i;

/** Rows have values of another type than their columns, or are too large for the engine. */
export class DoNotFit extends Error {}

/** Tables whose rows differ in number from those of the backup, with both numbers. */
export class OtherCounts extends Error {
  readonly tables: { table: string; rows: number; expected: number }[];

  constructor(tables: OtherCounts["tables"]) {
    super("The database has other numbers of rows than the backup");
    this.tables = tables;
  }
}

/**
 * Brings an empty database to the schema of a backup, without what reacts to rows: triggers, views and full-text tables, whose
 * statements are kept in a table of their own. Until `complete` runs them, the database counts as one without a schema, and a view
 * in the place of the table of migrations lets nobody migrate it. Repeated, it changes nothing. Throws `NotRestoring` if the restore is
 * complete, or the database has another schema by now.
 */
export async function prepare(engine: Engine, backup: Backup): Promise<void> {
  if (await isReceiving(engine, backup.backup)) return;
  try {
    await makeReceiving(engine, backup);
  } catch (error) {
    // Another who prepares it may have been faster.
    if (await isReceiving(engine, backup.backup)) return;
    throw (await exists(engine, `${RESTORED}${backup.backup}`)) ? new NotRestoring() : error;
  }
}

async function makeReceiving(engine: Engine, { backup, schema_version }: Backup): Promise<void> {
  const version = await migrate(engine, TENANT_MIGRATIONS.slice(0, schema_version));
  if (version !== schema_version) throw new NotRestoring();
  const contents = await readContents(engine);
  const versions = contents.tables.at(-1) as Table;
  const [[applied]] = (await readRows(engine, plain(APPLIED))) as [[string]];
  const numbers = Array.from({ length: schema_version }, (_, at) => at + 1);
  const kept = [...completion(contents), versions.sql, recording(numbers)];
  const { triggers, views, search } = contents;
  // Some migrations add rows, such as counters.
  const tables = contents.tables.slice(0, -1);
  const counts = await countRows(engine, tables);
  const filled = tables.filter((_, at) => counts[at] !== 0);
  const statements = [
    plain(`CREATE TABLE ${planOf(backup)} (position INTEGER PRIMARY KEY, statement TEXT NOT NULL) STRICT`),
    {
      // Refused by NOT NULL if the database was migrated further since it was read, or the restore is complete.
      sql: `INSERT INTO ${planOf(backup)} (position, statement)
        SELECT key, CASE WHEN (${APPLIED}) = ? AND NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?) THEN value END
        FROM (SELECT key, value FROM json_each(?) LIMIT -1)`,
      params: [applied, `${RESTORED}${backup}`, JSON.stringify(kept)],
    },
    ...triggers.map(({ name }) => plain(`DROP TRIGGER ${quoted(name)}`)),
    ...views.map(({ name }) => plain(`DROP VIEW ${quoted(name)}`)),
    ...[...search, versions].map(({ name }) => plain(`DROP TABLE ${quoted(name)}`)),
    ...filled.map(({ name }) => plain(`DELETE FROM ${quoted(name)}`)),
    plain(`CREATE VIEW ${VERSIONS} AS SELECT 0 AS version, '' AS applied_at WHERE false`),
  ];
  await engine.execute(statements, "write");
}

/** How many migrations were applied, and when the last one was, as one text. */
const APPLIED = `SELECT count(*) || ' ' || max(applied_at) AS applied FROM ${VERSIONS}`;

function recording(versions: readonly number[]): string {
  return `INSERT INTO ${VERSIONS} (version, applied_at)
    SELECT value, strftime('%Y-%m-%dT%H:%M:%fZ') FROM json_each('${JSON.stringify(versions)}')`;
}

/** The tables that a prepared database takes rows of; none once it is complete. Throws `NotRestoring` for one that was removed. */
export async function tablesOf(engine: Engine): Promise<Table[]> {
  if (await isMigrated(engine)) return [];
  const tables = (await readContents(engine)).tables.filter(({ name }) => !name.startsWith(PLAN));
  if (tables.length === 0) throw new NotRestoring();
  return tables;
}

/**
 * Adds rows of a backup to one of its tables. Rows that are there already stay as they are, so a portion can be repeated. Throws
 * `NotRestoring` if the database no longer takes rows of this backup, and `DoNotFit` for rows that the table can't have.
 */
export async function insertRows(
  engine: Engine,
  backup: string,
  table: Table,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const texts = rows.map((row) => JSON.stringify(row));
  try {
    await whileReceiving(engine, backup, [insertion(table, texts)]);
  } catch (error) {
    if (!(error instanceof ConstraintViolation || MISFIT.test(String(error)))) throw error;
    throw new DoNotFit("The rows don't fit", { cause: error });
  }
}

/**
 * Completes a database that has all rows of a backup, in one commit: from then on it takes none any more. Throws `OtherCounts` if a
 * table has another number of rows than `expected` says. Of two calls at once, and repeated, one does it.
 */
export async function complete(engine: Engine, backup: string, expected: ReadonlyMap<string, number>): Promise<void> {
  try {
    if (await isMigrated(engine)) return;
    if (!(await isReceiving(engine, backup))) throw new NotRestoring();
    await requireCounts(engine, expected);
    await makeComplete(engine, backup);
  } catch (error) {
    // Another call may have been faster, at any moment.
    if (!(await isMigrated(engine))) throw error;
  }
}

async function makeComplete(engine: Engine, backup: string): Promise<void> {
  const kept = await readRows(engine, plain(`SELECT statement FROM ${planOf(backup)} ORDER BY position`));
  await whileReceiving(engine, backup, [
    plain(`DROP VIEW ${VERSIONS}`),
    ...kept.map(([statement]) => plain(String(statement))),
    // A preparation that comes late finds it, and leaves the database as it is.
    plain(`CREATE VIEW ${quoted(`${RESTORED}${backup}`)} AS SELECT 1 AS restored`),
    plain(`DROP TABLE ${planOf(backup)}`),
  ]);
}

async function requireCounts(engine: Engine, expected: ReadonlyMap<string, number>): Promise<void> {
  const tables = await tablesOf(engine);
  const counts = await countRows(engine, tables);
  const different = tables
    .map(({ name }, at) => ({ table: name, rows: counts[at] as number, expected: expected.get(name) ?? 0 }))
    .filter((table) => table.rows !== table.expected);
  if (different.length > 0) throw new OtherCounts(different);
}

/** What the name of the table begins with that keeps the statements which complete a database. It ends with the backup's. */
const PLAN = "restore_";

const planOf = (backup: string) => quoted(`${PLAN}${backup}`);

function isReceiving(engine: Engine, backup: string): Promise<boolean> {
  return exists(engine, `${PLAN}${backup}`);
}

async function exists(engine: Engine, name: string): Promise<boolean> {
  const sql = "SELECT 1 FROM sqlite_schema WHERE name = ?";
  return (await readRows(engine, { sql, params: [name] })).length > 0;
}

/** Executes statements that fail together once the database no longer takes rows of the backup. */
async function whileReceiving(engine: Engine, backup: string, statements: SqlStatement[]): Promise<void> {
  try {
    await engine.execute([plain(`DELETE FROM ${planOf(backup)} WHERE position < 0`), ...statements], "write");
  } catch (error) {
    if (await isReceiving(engine, backup)) throw error;
    throw new NotRestoring();
  }
}
