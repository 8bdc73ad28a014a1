import { SEARCH_CONTENTS } from "../../drizzle/tenant/search";
import type { Engine, SqlStatement } from "./port";

type Item = { type: string; name: string; sql: string };
type Table = { name: string; columns: string[]; key: string[] };

const PAGE_ROWS = 2_000;
const PAGE_CHARACTERS = 1_000_000;
/** D1 accepts statements of up to 100 KB; a dump must be restorable there as well. */
const STATEMENT_CHARACTERS = 60_000;

/** Tables that belong to the platform, not to the organization. */
const FOREIGN = ["sqlite_*", "_cf_*", "libsql_*"];

/**
 * A database as SQL text that restores it, in pieces: tables, rows, indexes, views, full-text tables, and triggers last, so
 * that none fires during a restore. Each page is a read of its own: if rows were written in between, the text ends with a
 * rollback and a statement that fails. A truncated text restores nothing, since its commit is missing.
 */
export async function* dump(engine: Engine, title: string): AsyncGenerator<string> {
  const items = await schemaOf(engine);
  const search = items.filter(({ sql }) => /^CREATE VIRTUAL TABLE/i.test(sql)).map(({ name }) => name);
  const own = items.filter(({ name }) => !search.some((table) => name.startsWith(`${table}_`)));
  const inOrder = (type: string) => own.filter((item) => item.type === type && !search.includes(item.name));
  const tables = await columnsOf(engine, inOrder("table"));
  const before = await lastRows(engine, tables);

  yield `-- ${title}\n-- Restore with: sqlite3 new.db < this-file (SQLite 3.44 or later)\nBEGIN TRANSACTION;\n${text(inOrder("table"))}`;
  for (const table of tables) yield* rowsOf(engine, table);
  yield text([...inOrder("index"), ...inOrder("view"), ...own.filter(({ name }) => search.includes(name))]);
  yield search.map((name) => `${contentsOf(name)};\n`).join("");
  yield text(inOrder("trigger"));
  yield before === (await lastRows(engine, tables)) ? "COMMIT;\n-- Complete.\n" : INCOMPLETE;
}

const INCOMPLETE = `ROLLBACK;
-- INCOMPLETE: the organization was written to while it was exported. Suspend it and export again.
INSERT INTO this_export_is_incomplete_suspend_the_organization_and_export_again VALUES (1);
`;

async function schemaOf(engine: Engine): Promise<Item[]> {
  const conditions = FOREIGN.map((pattern) => `name NOT GLOB '${pattern}'`).join(" AND ");
  const rows = await read(engine, {
    sql: `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND ${conditions} ORDER BY rowid`,
    params: [],
  });
  return rows.map(([type, name, sql]) => ({ type, name, sql }) as Item);
}

/** Each table's columns, without generated ones, and its primary key, by which it is paged. */
async function columnsOf(engine: Engine, items: Item[]): Promise<Table[]> {
  const results = await engine.execute(
    items.map(({ name }) => ({
      sql: `SELECT name, pk FROM pragma_table_xinfo('${name}') WHERE hidden = 0`,
      params: [],
    })),
    "read",
  );
  return items.map(({ name }, at) => {
    const columns = (results[at]?.rows ?? []) as [string, number][];
    const key = columns.filter(([, pk]) => pk > 0).sort((a, b) => a[1] - b[1]);
    if (key.length === 0) throw new Error(`The table ${name} has no primary key to page by`);
    return { name, columns: columns.map(([column]) => column), key: key.map(([column]) => column) };
  });
}

/** The last sequence of each numbered table, as one text: it differs once rows have been added. */
async function lastRows(engine: Engine, tables: Table[]): Promise<string> {
  const numbered = tables.filter(({ key, name }) => key[0] === "sequence" && name !== "idempotency_keys");
  const results = await engine.execute(
    numbered.map(({ name }) => ({ sql: `SELECT max(sequence) AS last FROM "${name}"`, params: [] })),
    "read",
  );
  return results.map(({ rows }) => rows[0]?.[0]).join();
}

async function* rowsOf(engine: Engine, { name, columns, key }: Table): AsyncGenerator<string> {
  const keys = key.map(quoted).join(", ");
  const insert = `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(", ")}) VALUES`;
  // A page ends where it has enough rows or enough characters, whichever is first.
  const page = (after: string) => `SELECT * FROM (
    SELECT ${keys}, tuple AS "tuple ", sum(length(tuple)) OVER (ORDER BY ${keys}) - length(tuple) AS "before " FROM (
      SELECT ${keys}, concat_ws(', ', ${columns.map((column) => `quote(${quoted(column)})`).join(", ")}) AS tuple
      FROM ${quoted(name)} ${after} ORDER BY ${keys} LIMIT ${PAGE_ROWS}))
    WHERE "before " < ${PAGE_CHARACTERS} ORDER BY ${keys}`;
  const places = key.map(() => "?").join(", ");

  let rows = await read(engine, { sql: page(""), params: [] });
  while (rows.length > 0) {
    yield* insertsOf(
      insert,
      rows.map((row) => `(${oneLine(row[key.length] as string)})`),
    );
    const params = (rows.at(-1) as unknown[]).slice(0, key.length);
    rows = await read(engine, { sql: page(`WHERE (${keys}) > (${places})`), params });
  }
}

function* insertsOf(insert: string, tuples: string[]): Generator<string> {
  let pending = "";
  for (const tuple of tuples) {
    if (pending !== "" && pending.length + tuple.length > STATEMENT_CHARACTERS) {
      yield `${pending};\n`;
      pending = "";
    }
    pending += pending === "" ? `${insert}\n${tuple}` : `,\n${tuple}`;
  }
  yield `${pending};\n`;
}

/** Writes line breaks inside text literals as `char()` calls: the sqlite3 shell reads line by line and drops carriage returns. */
function oneLine(tuple: string): string {
  if (!/[\r\n]/.test(tuple)) return tuple;
  return tuple.replaceAll(/'[^']*(?:''[^']*)*'/g, (literal) => {
    if (!/[\r\n]/.test(literal)) return literal;
    let marks = 0;
    while (literal.includes(`<cr${marks}>`) || literal.includes(`<lf${marks}>`)) marks += 1;
    const marked = literal.replaceAll("\r", `<cr${marks}>`).replaceAll("\n", `<lf${marks}>`);
    return `replace(replace(${marked}, '<cr${marks}>', char(13)), '<lf${marks}>', char(10))`;
  });
}

function contentsOf(table: string): string {
  const sql = SEARCH_CONTENTS[table];
  if (sql === undefined) throw new Error(`SEARCH_CONTENTS has no statement that fills the full-text table ${table}`);
  return sql;
}

function text(items: Item[]): string {
  return items.map(({ sql }) => `${sql};\n`).join("");
}

async function read(engine: Engine, statement: SqlStatement): Promise<unknown[][]> {
  const [result] = await engine.execute([statement], "read");
  return result?.rows ?? [];
}

function quoted(name: string): string {
  return `"${name}"`;
}
