import { SEARCH_CONTENTS } from "../../drizzle/tenant/search";
import { FENCE } from "./fence";
import { type Engine, plain, type SqlStatement } from "./port";

/** A table, view, index or trigger of a database, and the statement that creates it. */
export type Item = { type: string; name: string; sql: string };

/** A table that rows can be read from: its columns, without generated ones, and its primary key, by which it is paged. */
export type Table = Item & { columns: string[]; key: string[] };

/**
 * What a database of an organization consists of. It is restored in this order: tables, their rows, what is searched and
 * looked up by, and triggers last, so that none fires during a restore.
 */
export type Contents = { tables: Table[]; indexes: Item[]; views: Item[]; search: Item[]; triggers: Item[] };

/** The table that records the migrations: a database without it counts as one that has no schema. */
export const VERSIONS = "schema_migrations";

/** The mark of a database that was emptied and is given to nobody again. */
export const VACATED = "vacated";

/** What the name of the view begins with that marks a completed restore (`src/storage/restore.ts`). */
export const RESTORED = "restored_";

/** What belongs to the platform or to this database, not to the organization: it stays where it is. */
const FOREIGN = ["sqlite_*", "_cf_*", "libsql_*", `${FENCE}*`, `${RESTORED}*`, VACATED];

/** Reads what a database consists of. The table of migrations comes last: what is copied in part has no schema yet. */
export async function readContents(engine: Engine): Promise<Contents> {
  const items = await schemaOf(engine);
  const search = items.filter(({ sql }) => /^CREATE VIRTUAL TABLE/i.test(sql));
  // A full-text table keeps its contents in tables whose names begin with its own. Triggers may be named so as well.
  const isOfSearch = ({ type, name }: Item) =>
    type === "table" && search.some((table) => name === table.name || name.startsWith(`${table.name}_`));
  const ofType = (type: string) => items.filter((item) => item.type === type && !isOfSearch(item));
  const tables = await withColumns(engine, ofType("table"));
  const isLast = ({ name }: Table) => Number(name === VERSIONS);
  return {
    tables: tables.sort((a, b) => isLast(a) - isLast(b)),
    indexes: ofType("index"),
    views: ofType("view"),
    search,
    triggers: ofType("trigger"),
  };
}

/** The statements that complete a restored database once its tables have their rows and indexes. */
export function completion({ views, search, triggers }: Contents): string[] {
  const created = (items: Item[]) => items.map(({ sql }) => sql);
  return [...created([...views, ...search]), ...search.map(filled), ...created(triggers)];
}

/** The statement that fills a full-text table from the rows it searches. */
function filled({ name }: Item): string {
  const sql = SEARCH_CONTENTS[name];
  if (sql === undefined) throw new Error(`SEARCH_CONTENTS has no statement that fills the full-text table ${name}`);
  return sql;
}

async function schemaOf(engine: Engine): Promise<Item[]> {
  const conditions = FOREIGN.map((pattern) => `name NOT GLOB '${pattern}'`).join(" AND ");
  const rows = await readRows(
    engine,
    plain(`SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND ${conditions} ORDER BY rowid`),
  );
  return rows.map(([type, name, sql]) => ({ type, name, sql }) as Item);
}

async function withColumns(engine: Engine, items: Item[]): Promise<Table[]> {
  const rows = (await readRows(engine, {
    sql: `SELECT t.value AS name, c.name AS "column", c.pk FROM json_each(?) t CROSS JOIN pragma_table_xinfo(t.value) c
      WHERE c.hidden = 0 ORDER BY t.key, c.cid`,
    params: [JSON.stringify(items.map(({ name }) => name))],
  })) as [string, string, number][];
  const columnsOf = Map.groupBy(rows, ([table]) => table);
  return items.map((item) => {
    const columns = columnsOf.get(item.name) ?? [];
    const key = columns.filter(([, , pk]) => pk > 0).sort((a, b) => a[2] - b[2]);
    if (key.length === 0) throw new Error(`The table ${item.name} has no primary key to page by`);
    return { ...item, columns: columns.map(([, column]) => column), key: key.map(([, column]) => column) };
  });
}

/** So many counts are asked for by one statement: D1 allows 100 columns, and an invocation 1,000 statements. */
const COUNTS = 50;

/** How many rows each of the tables has, in their order. */
export async function countRows(engine: Engine, tables: readonly Table[]): Promise<number[]> {
  const parts = Array.from({ length: Math.ceil(tables.length / COUNTS) }, (_, part) =>
    tables.slice(part * COUNTS, (part + 1) * COUNTS),
  );
  const statements = parts.map((part) =>
    plain(`SELECT ${part.map(({ name }, at) => `(SELECT count(*) FROM ${quoted(name)}) AS n${at}`).join(", ")}`),
  );
  if (statements.length === 0) return [];
  const results = await engine.execute(statements, "read");
  return results.flatMap(({ rows }) => (rows[0] ?? []).map(Number));
}

const PAGE_ROWS = 2_000;
const PAGE_BYTES = 1_000_000;

/**
 * The rows of a table as texts that `toText` makes of their columns, page by page in the order of the key; from the first one,
 * or from what follows the key `after`.
 */
export async function* pagesOf(
  engine: Engine,
  { name, key, columns }: Table,
  toText: (columns: string[]) => string,
  after: unknown[] | null = null,
): AsyncGenerator<string[]> {
  const keys = key.map(quoted).join(", ");
  const places = key.map(() => "?").join(", ");
  // A page ends where it has enough rows or enough bytes, whichever is first.
  const page = (condition: string) => `SELECT * FROM (
    SELECT ${keys}, tuple AS "tuple ", sum(octet_length(tuple)) OVER (ORDER BY ${keys}) - octet_length(tuple) AS "before " FROM (
      SELECT ${keys}, ${toText(columns.map(quoted))} AS tuple
      FROM ${quoted(name)} ${condition} ORDER BY ${keys} LIMIT ${PAGE_ROWS}))
    WHERE "before " < ${PAGE_BYTES} ORDER BY ${keys}`;
  for (let last = after; ; ) {
    const condition = last === null ? "" : `WHERE (${keys}) > (${places})`;
    const rows = await readRows(engine, { sql: page(condition), params: last ?? [] });
    if (rows.length === 0) return;
    last = (rows.at(-1) as unknown[]).slice(0, key.length);
    yield rows.map((row) => row[key.length] as string);
  }
}

/** Runs one query and returns its rows. */
export async function readRows(engine: Engine, statement: SqlStatement): Promise<unknown[][]> {
  const [result] = await engine.execute([statement], "read");
  return result?.rows ?? [];
}

/** A name as SQL. */
export function quoted(name: string): string {
  return `"${name}"`;
}
