import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { constants, DatabaseSync } from "node:sqlite";
import * as z from "zod";
import type { Module } from "../../src/shared/organization.ts";
import { FoundWrong, UsageError } from "./output.ts";

/** What the comment in a backup begins with that says how to create its organization anew. */
const ORGANIZATION = "-- Organization: ";

/** How much is sent at once, but at least one row: D1 takes 2 MB in a parameter, and the API 100,000 values. */
const PORTION = { rows: 5_000, values: 80_000, bytes: 1_000_000 };

type Value = string | number | null;

/** What the organization is created with; the deployment checks the values. */
const Head = z.object({
  name: z.string(),
  timezone: z.string(),
  currency: z.string(),
  modules: z.array(z.custom<Module>((module) => typeof module === "string")),
  settings: z.record(z.string(), z.unknown()),
});

export type Backup = Awaited<ReturnType<typeof openBackup>>;

/** What `read` and full-text tables use. */
const PRAGMAS = ["data_version", "integrity_check", "table_xinfo"];
/** What loads a library, or takes an address in memory. */
const FUNCTIONS = ["load_extension", "fts3_tokenizer"];

/**
 * Opens a backup: runs its SQL in a database of its own, of which nothing is left even if the command is killed. What is truncated
 * or damaged, says that it is incomplete or is no backup is refused.
 */
export async function openBackup(file: string) {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  // Without a name, SQLite keeps what doesn't fit into memory in a temporary file that no directory has.
  const database = new DatabaseSync("");
  try {
    database.exec("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
    database.setAuthorizer((action, ...names) =>
      isAllowed(action, names) ? constants.SQLITE_OK : constants.SQLITE_DENY,
    );
    const { head, sha256 } = await runSql(database, file);
    return { ...read(database, head), sha256, close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** False for what a file from elsewhere could reach other files of this machine with, or change how the database works. */
function isAllowed(action: number, [first, second]: (string | null)[]): boolean {
  if (action === constants.SQLITE_PRAGMA) return PRAGMAS.includes(first ?? "");
  if (action === constants.SQLITE_FUNCTION) return !FUNCTIONS.includes(second ?? "");
  return action !== constants.SQLITE_ATTACH;
}

/** Runs the SQL of a file, statement by statement, in the transaction that it opens; returns its comments and what names it. */
async function runSql(database: DatabaseSync, file: string): Promise<{ head: string[]; sha256: string }> {
  const hash = createHash("sha256");
  const head: string[] = [];
  let statement = "";
  for await (const line of linesOf(file, hash)) {
    if (line.endsWith("\r")) {
      throw new FoundWrong("The file has line ends of Windows (CRLF), and no backup has. Use the file as it was made.");
    }
    if (statement === "" && line.startsWith("--")) head.push(line);
    else if (line !== "" || statement !== "") statement += `${line}\n`;
    // Values have no line breaks in a backup, and a trigger isn't complete before its END.
    if (line.endsWith(";") && isRun(database, statement)) statement = "";
  }
  if (statement !== "" || database.isTransaction) throw new FoundWrong("The file is truncated. Make the backup again.");
  return { head, sha256: hash.digest("hex") };
}

async function* linesOf(file: string, hash: ReturnType<typeof createHash>): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const decode = (chunk?: Buffer) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new FoundWrong("The file is damaged: it is not UTF-8.");
    }
  };
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk);
    const lines = (rest + decode(chunk)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest + decode();
}

/** Runs a statement; false if it goes on in the next line. */
function isRun(database: DatabaseSync, statement: string): boolean {
  try {
    database.exec(statement);
    return true;
  } catch (error) {
    const { message } = error as Error;
    if (message === "incomplete input") return false;
    throw new FoundWrong(
      message.includes("this_export_is_incomplete")
        ? "The backup is incomplete: the organization was written to while it was made. Make it again, with --suspend."
        : `The file is not a backup of Stockbook, or is damaged: ${message}.`,
    );
  }
}

function read(database: DatabaseSync, head: readonly string[]) {
  const damage = database.prepare("PRAGMA integrity_check(1)").get()?.integrity_check;
  if (damage !== "ok") throw new FoundWrong(`The backup is damaged: ${damage}.`);
  const has_versions = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations'").get();
  const described = head.find((line) => line.startsWith(ORGANIZATION));
  if (!has_versions || described === undefined) {
    throw new FoundWrong(
      `The file is not a backup of Stockbook, or of an earlier version: no line begins with "${ORGANIZATION}".`,
    );
  }
  const version = database.prepare("SELECT max(version) AS version FROM schema_migrations").get()?.version;
  return {
    organization: headOf(described),
    columnsOf: () => columnsOf(database),
    schema_version: Number(version),
    countOf: (table: string) => Number(database.prepare(`SELECT count(*) AS rows FROM "${table}"`).get()?.rows),
    portionsOf: (table: string, columns: readonly string[]) => portionsOf(database, table, columns),
  };
}

function headOf(line: string): z.infer<typeof Head> {
  const what = `The file is damaged: what follows "${ORGANIZATION}"`;
  const { success, data, error } = Head.safeParse(jsonOf(line.slice(ORGANIZATION.length), what));
  if (success) return data;
  // What is not an object has a fault that belongs to no field: it lacks all of them.
  const named = error.issues.map(({ path }) => String(path[0])).filter((field) => field in Head.shape);
  const fields = new Set(named.length > 0 ? named : Object.keys(Head.shape));
  throw new FoundWrong(`${what} lacks these fields, or they have another type: ${[...fields].join(", ")}.`);
}

function jsonOf(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FoundWrong(`${what} is not JSON.`);
  }
}

/** The tables of an organization's database and their columns; without what full-text tables keep, and the record of migrations. */
function columnsOf(database: DatabaseSync): Map<string, string[]> {
  const rows = database
    .prepare(
      `SELECT t.name AS "table", c.name AS "column" FROM sqlite_schema t CROSS JOIN pragma_table_xinfo(t.name) c
        WHERE t.type = 'table' AND c.hidden = 0 AND t.name <> 'schema_migrations' AND t.name NOT GLOB 'sqlite_*' AND NOT EXISTS (
          SELECT 1 FROM sqlite_schema s WHERE s.sql LIKE 'CREATE VIRTUAL TABLE%'
            AND (t.name = s.name OR t.name GLOB s.name || '_*'))`,
    )
    .all() as { table: string; column: string }[];
  return new Map(
    Object.entries(Object.groupBy(rows, ({ table }) => table)).map(([table, columns = []]) => [
      table,
      columns.map(({ column }) => column),
    ]),
  );
}

/** The rows of a table, in portions that one request may have. */
function* portionsOf(database: DatabaseSync, table: string, columns: readonly string[]): Generator<Value[][]> {
  const names = columns.map((column) => `"${column}"`).join(", ");
  const statement = database.prepare(`SELECT ${names} FROM "${table}"`);
  statement.setReturnArrays(true);
  const most_rows = Math.min(PORTION.rows, Math.floor(PORTION.values / columns.length));
  let portion: Value[][] = [];
  let bytes = 0;
  for (const row of statement.iterate() as Iterable<unknown> as Iterable<Value[]>) {
    const length = Buffer.byteLength(JSON.stringify(row));
    if (portion.length > 0 && (portion.length === most_rows || bytes + length > PORTION.bytes)) {
      yield portion;
      [portion, bytes] = [[], 0];
    }
    portion.push(row);
    bytes += length;
  }
  if (portion.length > 0) yield portion;
}
