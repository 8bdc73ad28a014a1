import {
  type Contents,
  completion,
  countRows,
  pagesOf,
  quoted,
  readContents,
  readRows,
  type Table,
  VERSIONS,
} from "./contents";
import { closing, fencesOf } from "./fence";
import { isMigrated } from "./migrate";
import { type Engine, plain, type SqlStatement } from "./port";

/** So many pages, of about 1 MB, are copied at once: well within what an invocation of a Worker may take. */
const PAGES_AT_ONCE = 100;

/** Closes a database on behalf of a move, of which `copyPortion` may then make a copy. */
export async function close(engine: Engine, move_id: string): Promise<void> {
  const { tables } = await readContents(engine);
  await engine.execute(closing(namesOf(tables), move_id), "write");
}

/**
 * Copies a portion of a closed database to an empty one and returns whether there is more. It goes on after the last row that
 * each table of the copy has, so a portion that was cut off is repeated. The copy is complete once it has the same number
 * of rows in each table, and its indexes; with a last commit it gets views, triggers and the record of its migrations, and is closed
 * as well. From then on nothing can be copied to it, however late. Throws if rows differ in number.
 */
export async function copyPortion(source: Engine, copy: Engine, move_id: string, most_pages = PAGES_AT_ONCE) {
  try {
    if (await isMigrated(copy)) return false;
    return await copyPages(source, copy, move_id, most_pages);
  } catch (error) {
    // Another who copies may have been faster: then everything is there.
    if (await isMigrated(copy)) return false;
    throw error;
  }
}

async function copyPages(source: Engine, copy: Engine, move_id: string, most_pages: number): Promise<boolean> {
  const contents = await readContents(source);
  const versions = contents.tables.at(-1) as Table;
  const tables = contents.tables.slice(0, -1);
  const creations = tables.map(({ sql }) => sql.replace(/^CREATE TABLE/, "CREATE TABLE IF NOT EXISTS"));
  await copy.execute(whileUnfinished(creations.map(plain)), "write");
  let pages = 0;
  for (const table of tables) {
    for await (const rows of pagesOf(source, table, asJson, await lastKey(copy, table))) {
      // The last row of a page may be large; D1 takes 2 MB in a parameter.
      const parts = [rows.slice(0, -1), rows.slice(-1)].filter((part) => part.length > 0);
      await copy.execute(whileUnfinished(parts.map((part) => insertion(table, part))), "write");
      pages += 1;
      if (pages === most_pages) return true;
    }
  }
  await requireSameCounts(source, copy, tables);
  // Each in a commit of its own: an index of a long ledger takes a second, and all of them together more than a commit may.
  const made = new Set((await readContents(copy)).indexes.map(({ name }) => name));
  for (const { sql } of contents.indexes.filter(({ name }) => !made.has(name))) {
    const creation = sql.replace(/^CREATE (UNIQUE )?INDEX /, "CREATE $1INDEX IF NOT EXISTS ");
    await copy.execute(whileUnfinished([plain(creation)]), "write");
  }
  await complete(source, copy, contents, versions, move_id);
  return false;
}

/** What a copy gets in its last commit. */
async function complete(source: Engine, copy: Engine, contents: Contents, versions: Table, move_id: string) {
  const statements = [...completion(contents), versions.sql].map(plain);
  for await (const rows of pagesOf(source, versions, asJson)) statements.push(insertion(versions, rows));
  await copy.execute([...statements, ...closing(namesOf(contents.tables), move_id)], "write");
}

/** Statements that fail together in a database that is complete, by making its table of migrations and removing it again. */
function whileUnfinished(statements: SqlStatement[]): SqlStatement[] {
  return [plain(`CREATE TABLE ${VERSIONS} (unfinished INTEGER)`), ...statements, plain(`DROP TABLE ${VERSIONS}`)];
}

const asJson = (columns: string[]) => `json_array(${columns.join(", ")})`;

/** Inserts rows, each the JSON of its columns. Of two copies at work at once, the rows of one are kept: they are the same. */
export function insertion({ name, columns }: Table, rows: string[]): SqlStatement {
  const values = columns.map((_, at) => `value ->> ${at}`).join(", ");
  const names = columns.map(quoted).join(", ");
  // Read through a subquery, so that the text of an element is written once and not for each column (`src/data/rows.ts`).
  const given = "(SELECT value FROM json_each(?) LIMIT -1)";
  return {
    sql: `INSERT OR IGNORE INTO ${quoted(name)} (${names}) SELECT ${values} FROM ${given}`,
    params: [`[${rows.join(",")}]`],
  };
}

/** The key of a table's last row; null if it has none. */
async function lastKey(engine: Engine, { name, key }: Table): Promise<unknown[] | null> {
  const order = key.map((column) => `${quoted(column)} DESC`).join(", ");
  const sql = `SELECT ${key.map(quoted).join(", ")} FROM ${quoted(name)} ORDER BY ${order} LIMIT 1`;
  const [row] = await readRows(engine, plain(sql));
  return row ?? null;
}

async function requireSameCounts(source: Engine, copy: Engine, tables: Table[]): Promise<void> {
  const [all, copied] = await Promise.all([countRows(source, tables), countRows(copy, tables)]);
  const different = tables.filter((_, at) => all[at] !== copied[at]);
  if (different.length === 0) return;
  throw new Error(`The copy of ${different.map(({ name }) => name).join(", ")} has another number of rows`);
}

/**
 * Empties a database entirely: what is left has no schema and no data. Only one that a move has closed, or whose copy or restore
 * is unfinished: a late repetition fails if an organization uses the database by then.
 */
export async function erase(engine: Engine): Promise<void> {
  const { tables, views, search } = await readContents(engine);
  const dropsOf = (type: string, items: readonly { name: string }[]) =>
    items.map(({ name }) => plain(`DROP ${type} ${quoted(name)}`));
  const drops = [
    ...dropsOf(
      "VIEW",
      views.filter(({ name }) => name !== VERSIONS),
    ),
    ...dropsOf("TABLE", [...search, ...tables]),
  ];
  // A restore has it in the place of the table of migrations (`src/storage/restore.ts`).
  const barrier = dropsOf(
    "VIEW",
    views.filter(({ name }) => name === VERSIONS),
  );
  if (drops.length === 0) return;
  if (!(await isMigrated(engine))) {
    return void (await engine.execute([...barrier, ...whileUnfinished(drops)], "write"));
  }
  const [fence] = await fencesOf(engine);
  if (fence === undefined) throw new Error("A database that is in use can't be erased");
  await engine.execute([plain(`DROP TRIGGER ${quoted(fence)}`), ...drops], "write");
}

const namesOf = (tables: readonly Table[]) => tables.map(({ name }) => name);
