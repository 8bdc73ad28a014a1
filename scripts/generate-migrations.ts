import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as control from "../drizzle/control/rules/tables.ts";
import * as tenant from "../drizzle/tenant/rules/tables.ts";
import { SEARCH_CONTENTS } from "../drizzle/tenant/search.ts";
import { dropStatement, type Rule, rulesOf, type TableRules } from "./lib/rules.ts";
import {
  BREAKPOINT,
  compileRules,
  differences,
  migratedDatabase,
  type StoredRule,
  storedRules,
} from "./lib/scratch.ts";

/**
 * Writes the migrations that bring databases to the definitions in `drizzle/`. drizzle-kit generates the changes of
 * tables, to which STRICT is added, which it does not support. Rules (views, triggers and full-text tables) that differ
 * from those of a migrated database are dropped before the tables change and created after. Changes to rows are added
 * to the migration by hand. With `--check` it writes nothing, and fails if there is anything to write.
 */
const is_check = process.argv.includes("--check");
const name = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? "change";
const LISTS: Record<string, TableRules> = { control, tenant };
/** The module that lists the migrations for the application. */
const LISTING = "src/storage/migrations.ts";

for (const kind of Object.keys(LISTS)) {
  if (is_check) check(kind);
  else generate(kind);
}
if (!is_check) writeListing();

/**
 * Writes the next migration of a kind of database, if it needs one. It is written into a copy and kept only if it
 * works.
 */
function generate(kind: string): void {
  const folder = `migrations/${kind}`;
  const rules = rulesOf(`drizzle/${kind}/rules`, LISTS[kind] as TableRules);
  const written = inCopyOf(folder, (copy) => {
    const stored = storedRules(migratedDatabase(readMigrations(copy)));
    const [generated] = drizzleKit(kind, copy);
    const table_changes = generated === undefined ? [] : statementsIn(`${copy}/${generated}`).map(strict);
    const steps = migrationSteps(rules, stored, table_changes);
    if (steps.length === 0) return undefined;
    const file = generated ?? drizzleKit(kind, copy, "--custom")[0];
    writeFileSync(`${copy}/${file}`, `${steps.join(`\n${BREAKPOINT}\n`)}\n`);
    const migrated = migratedDatabase(readMigrations(copy));
    compileRules(migrated);
    for (const problem of driftProblems(rules, migrated)) throw new Error(problem);
    cpSync(copy, folder, { recursive: true });
    return file;
  });
  console.log(
    written === undefined
      ? `${folder} is up to date with drizzle/${kind}.`
      : `Review ${folder}/${written}, and add the changes that the rows of existing databases need.`,
  );
}

/**
 * Fails if tables or rules differ from those that the migrations make, or if a migration is not listed; prints which.
 */
function check(kind: string): void {
  const folder = `migrations/${kind}`;
  const rules = rulesOf(`drizzle/${kind}/rules`, LISTS[kind] as TableRules);
  const statements = inCopyOf(folder, (copy) =>
    drizzleKit(kind, copy).flatMap((file) => statementsIn(`${copy}/${file}`)),
  );
  const database = migratedDatabase(readMigrations(folder));
  compileRules(database);
  const listed = readFileSync(LISTING, "utf8");
  const problems = [
    ...statements.map((statement) => `the migrations lack: ${statement.trim().split("\n")[0]}`),
    ...driftProblems(rules, database),
    ...sqlFiles(folder)
      .filter((file) => !listed.includes(`${kind}/${file}`))
      .map((file) => `${file} is not in ${LISTING}`),
  ];
  for (const problem of problems) console.error(`drizzle/${kind} and ${folder} differ: ${problem}`);
  if (problems.length === 0) return;
  console.error("Run `npm run migrations -- NAME`.");
  process.exitCode = 1;
}

/** Runs `work` on a temporary copy of the folder. */
function inCopyOf<T>(folder: string, work: (copy: string) => T): T {
  const copy = mkdtempSync("migrations/.copy-");
  try {
    cpSync(folder, copy, { recursive: true });
    return work(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function driftProblems(rules: readonly Rule[], database: ReturnType<typeof migratedDatabase>): string[] {
  const { missing, obsolete } = differences(rules, storedRules(database));
  return [
    ...missing.map((rule) => `${rule.kind} ${rule.name} is missing from the migrations, or differs`),
    ...obsolete.map((rule) => `${rule.kind} ${rule.name} exists in the migrations only`),
  ];
}

/** Runs drizzle-kit, which writes the next migration into `folder`; returns the names of the files it wrote, if any. */
function drizzleKit(kind: string, folder: string, ...options: string[]): string[] {
  const before = new Set(readdirSync(folder));
  const inputs = ["--dialect", "sqlite", "--schema", `drizzle/${kind}/index.ts`, "--out", folder];
  execFileSync("drizzle-kit", ["generate", ...inputs, "--name", name, ...options], {
    stdio: is_check ? "pipe" : "inherit",
  });
  return sqlFiles(folder).filter((file) => !before.has(file));
}

/** Makes a new table STRICT and, if it has no `sequence`, WITHOUT ROWID. */
function strict(statement: string): string {
  if (!/^\s*CREATE TABLE/.test(statement)) return statement.trim();
  const options = statement.includes("`sequence` integer PRIMARY KEY") ? "STRICT" : "STRICT, WITHOUT ROWID";
  return statement.trim().replace(/\n\);$/, `\n) ${options};`);
}

/**
 * The statements of a migration: drops the rules that change, triggers first; changes the tables; creates the rules
 * again, triggers last.
 */
function migrationSteps(
  rules: readonly Rule[],
  stored: readonly StoredRule[],
  table_changes: readonly string[],
): string[] {
  const changing = changingRules(rules, stored, reshapedTables(table_changes));
  const dropped = stored.filter((rule) => changing.has(rule.name));
  const created = rules.filter((rule) => changing.has(rule.name));
  const dropped_views = ofKind(dropped, "VIEW");
  return [
    ...ofKind(dropped, "TRIGGER")
      // A view's triggers are dropped with it.
      .filter(({ table }) => !dropped_views.some((view) => view.name === table))
      .map(dropStatement),
    ...[...dropped_views, ...ofKind(dropped, "VIRTUAL TABLE")].map(dropStatement),
    ...table_changes,
    ...ofKind(created, "VIEW").map(({ text }) => text),
    ...ofKind(created, "VIRTUAL TABLE").flatMap(({ name, text }) => [text, `${SEARCH_CONTENTS[name]};`]),
    ...ofKind(created, "TRIGGER").map(({ text }) => text),
  ];
}

function ofKind<R extends Rule>(rules: readonly R[], kind: Rule["kind"]): R[] {
  return rules.filter((rule) => rule.kind === kind);
}

/**
 * The tables that lose a column, are renamed or are dropped. SQLite then parses the whole schema, and drops the
 * triggers of a dropped table.
 */
function reshapedTables(table_changes: readonly string[]): Set<string> {
  const pattern = /ALTER TABLE .(\w+). (?:DROP|RENAME)|DROP TABLE .(\w+)./;
  const names = table_changes.flatMap((text) => pattern.exec(text)?.slice(1) ?? []);
  return new Set(names.filter((name) => name !== undefined));
}

/** The names of the rules to drop or create: those that differ, and all that depend on them or on a reshaped table. */
function changingRules(
  rules: readonly Rule[],
  stored: readonly StoredRule[],
  reshaped: ReadonlySet<string>,
): Set<string> {
  const { missing, obsolete } = differences(rules, stored);
  const changing = new Set([...missing, ...obsolete].map(({ name }) => name));
  for (let size = -1; size !== changing.size; ) {
    size = changing.size;
    for (const rule of stored) if (dependsOn(rule, changing, reshaped)) changing.add(rule.name);
  }
  return changing;
}

/**
 * True for a trigger of a changing view and, if tables are reshaped, for a rule that mentions one or a changing rule.
 */
function dependsOn(
  { table, kind, text }: StoredRule,
  changing: ReadonlySet<string>,
  reshaped: ReadonlySet<string>,
): boolean {
  if (kind === "TRIGGER" && changing.has(table)) return true;
  if (reshaped.size === 0) return false;
  const words = new Set(text.match(/\w+/g));
  return [...changing, ...reshaped].some((name) => words.has(name));
}

/** Writes the module that lists the migrations. */
function writeListing(): void {
  const kinds = Object.keys(LISTS).map((kind) => {
    const files = sqlFiles(`migrations/${kind}`).map((file) => ({ file, variable: `${kind}_${file.slice(0, 4)}` }));
    return { constant: `${kind.toUpperCase()}_MIGRATIONS`, kind, files };
  });
  const imports = kinds.flatMap(({ kind, files }) =>
    files.map(({ file, variable }) => `import ${variable} from "../../migrations/${kind}/${file}";`),
  );
  const lists = kinds.map(
    ({ constant, files }) =>
      `export const ${constant}: readonly string[] = [${files.map(({ variable }) => variable).join(", ")}];`,
  );
  const meaning = "/** The migrations in order; the number of a database's schema is how many of them it has had. */";
  writeFileSync(LISTING, `${[...imports, "", meaning, ...lists].join("\n")}\n`);
  execFileSync("biome", ["format", "--write", LISTING], { stdio: "ignore" });
}

function sqlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .toSorted();
}

function statementsIn(path: string): string[] {
  return readFileSync(path, "utf8").split(BREAKPOINT);
}

function readMigrations(folder: string): string[] {
  return sqlFiles(folder).map((file) => readFileSync(`${folder}/${file}`, "utf8"));
}
