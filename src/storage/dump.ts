import { completion, type Item, pagesOf, quoted, readContents, type Table } from "./contents";
import { type Engine, plain } from "./port";

/** D1 accepts statements of up to 100 KB; a dump must be restorable there as well. */
const STATEMENT_CHARACTERS = 60_000;

/**
 * A database as SQL text that restores it, in pieces: tables, rows, indexes, views, full-text tables, and triggers last, so
 * that none fires during a restore. Each page is a read of its own: if rows were written in between, the text ends with a
 * rollback and a statement that fails. A truncated text restores nothing, since its commit is missing. `head` are comments, a line
 * each.
 */
export async function* dump(engine: Engine, head: readonly string[]): AsyncGenerator<string> {
  const contents = await readContents(engine);
  const { tables } = contents;
  const before = await lastRows(engine, tables);

  const lines = [
    ...head,
    "Restore with: npm run stockbook -- restore, or sqlite3 new.db < this-file (SQLite 3.44 or later)",
  ];
  yield `${lines.map((line) => `-- ${line}\n`).join("")}BEGIN TRANSACTION;\n${text(tables)}`;
  for (const table of tables) yield* rowsOf(engine, table);
  yield text(contents.indexes);
  yield completion(contents)
    .map((sql) => `${sql};\n`)
    .join("");
  yield before === (await lastRows(engine, tables)) ? "COMMIT;\n-- Complete.\n" : INCOMPLETE;
}

const INCOMPLETE = `ROLLBACK;
-- INCOMPLETE: the organization was written to while it was exported. Suspend it and export again.
INSERT INTO this_export_is_incomplete_suspend_the_organization_and_export_again VALUES (1);
`;

/** The last sequence of each numbered table, as one text: it differs once rows have been added. */
async function lastRows(engine: Engine, tables: Table[]): Promise<string> {
  const numbered = tables.filter(({ key, name }) => key[0] === "sequence" && name !== "idempotency_keys");
  const results = await engine.execute(
    numbered.map(({ name }) => plain(`SELECT max(sequence) AS last FROM "${name}"`)),
    "read",
  );
  return results.map(({ rows }) => rows[0]?.[0]).join();
}

async function* rowsOf(engine: Engine, table: Table): AsyncGenerator<string> {
  const insert = `INSERT INTO ${quoted(table.name)} (${table.columns.map(quoted).join(", ")}) VALUES`;
  const asLiterals = (columns: string[]) =>
    `concat_ws(', ', ${columns.map((column) => `quote(${column})`).join(", ")})`;
  for await (const rows of pagesOf(engine, table, asLiterals)) {
    yield* insertsOf(
      insert,
      rows.map((row) => `(${oneLine(row)})`),
    );
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

function text(items: Item[]): string {
  return items.map(({ sql }) => `${sql};\n`).join("");
}
