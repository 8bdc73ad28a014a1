import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as control from "../drizzle/control/rules/tables.ts";
import * as tenant from "../drizzle/tenant/rules/tables.ts";
import { SEARCH_CONTENTS } from "../drizzle/tenant/search.ts";
import { dropOf, type Rule, rulesOf, type TableRules } from "./lib/rules.ts";
import { BREAKPOINT, compileRules, differences, migrated, type StoredRule, storedRules } from "./lib/scratch.ts";

/**
 * Writes the migration that makes the databases what `drizzle/` says: their tables by drizzle-kit, made STRICT, which it
 * cannot say; and their rules (views, triggers, full-text tables), each that differs from a database migrated so far
 * dropped before the tables change and created after. What rows need is written into the migration by hand. With
 * `--check` it writes nothing and fails where there would be something to write.
 */
const checking = process.argv.includes("--check");
const name = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? "change";
const LISTS: Record<string, TableRules> = { control, tenant };
const LISTING = "src/storage/migrations.ts";

for (const kind of Object.keys(LISTS)) {
  if (checking) check(kind);
  else generate(kind);
}
if (!checking) writeListing();

/** Writes the next migration of a kind of database, if it needs one that works: until then it is a copy that is written to. */
function generate(kind: string): void {
  const folder = `migrations/${kind}`;
  const rules = rulesOf(`drizzle/${kind}/rules`, LISTS[kind] as TableRules);
  const written = inCopyOf(folder, (copy) => {
    const stored = storedRules(migrated(readMigrations(copy)));
    const [made] = drizzleKit(kind, copy);
    const tables = made === undefined ? [] : statementsIn(`${copy}/${made}`).map(strict);
    const steps = ruleSteps(rules, stored, tables);
    if (steps.length === 0) return undefined;
    const file = made ?? drizzleKit(kind, copy, "--custom")[0];
    writeFileSync(`${copy}/${file}`, `${steps.join(`\n${BREAKPOINT}\n`)}\n`);
    const after = migrated(readMigrations(copy));
    compileRules(after);
    for (const problem of drift(rules, after)) throw new Error(problem);
    cpSync(copy, folder, { recursive: true });
    return file;
  });
  console.log(
    written === undefined
      ? `${folder} is as drizzle/${kind} says.`
      : `Review ${folder}/${written}, and add what the rows of existing databases need.`,
  );
}

/** Fails, naming them, where tables or rules differ from what the migrations make, or a migration is not listed. */
function check(kind: string): void {
  const folder = `migrations/${kind}`;
  const rules = rulesOf(`drizzle/${kind}/rules`, LISTS[kind] as TableRules);
  const statements = inCopyOf(folder, (copy) =>
    drizzleKit(kind, copy).flatMap((file) => statementsIn(`${copy}/${file}`)),
  );
  const database = migrated(readMigrations(folder));
  compileRules(database);
  const listed = readFileSync(LISTING, "utf8");
  const problems = [
    ...statements.map((statement) => `the tables need: ${statement.trim().split("\n")[0]}`),
    ...drift(rules, database),
    ...sqlFiles(folder)
      .filter((file) => !listed.includes(`${kind}/${file}`))
      .map((file) => `${file} is not in ${LISTING}`),
  ];
  for (const problem of problems) console.error(`drizzle/${kind} and ${folder} differ: ${problem}`);
  if (problems.length === 0) return;
  console.error("Run `npm run migrations -- NAME`.");
  process.exitCode = 1;
}

function inCopyOf<T>(folder: string, work: (copy: string) => T): T {
  const copy = mkdtempSync("migrations/.copy-");
  try {
    cpSync(folder, copy, { recursive: true });
    return work(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function drift(rules: readonly Rule[], database: ReturnType<typeof migrated>): string[] {
  const { missing, gone } = differences(rules, storedRules(database));
  return [
    ...missing.map((rule) => `${rule.kind} ${rule.name} is not as the migrations make it`),
    ...gone.map((rule) => `${rule.kind} ${rule.name} is made by the migrations only`),
  ];
}

/** Lets drizzle-kit write the next migration of the tables into `folder`, and answers its name, if there was need for one. */
function drizzleKit(kind: string, folder: string, ...options: string[]): string[] {
  const before = new Set(readdirSync(folder));
  const from = ["--dialect", "sqlite", "--schema", `drizzle/${kind}/index.ts`, "--out", folder];
  execFileSync("drizzle-kit", ["generate", ...from, "--name", name, ...options], {
    stdio: checking ? "pipe" : "inherit",
  });
  return sqlFiles(folder).filter((file) => !before.has(file));
}

/** A new table is STRICT and, where it has no `sequence`, WITHOUT ROWID. */
function strict(statement: string): string {
  if (!/^\s*CREATE TABLE/.test(statement)) return statement.trim();
  const options = statement.includes("`sequence` integer PRIMARY KEY") ? "STRICT" : "STRICT, WITHOUT ROWID";
  return statement.trim().replace(/\n\);$/, `\n) ${options};`);
}

/** The whole migration: rules that change are dropped, triggers first; then the tables change; then the rules are made, triggers last. */
function ruleSteps(rules: readonly Rule[], stored: readonly StoredRule[], tables: readonly string[]): string[] {
  const { missing, gone } = differences(rules, stored);
  const changing = new Set([...missing, ...gone].map((rule) => rule.name));
  // SQLite parses the whole schema when a column is dropped or a table renamed, and drops a table's triggers with it.
  const touched = tables.flatMap(
    (text) => /(?:ALTER TABLE .(\w+). (?:DROP|RENAME)|DROP TABLE .(\w+).)/.exec(text) ?? [],
  );
  const reshaped = new Set(touched.slice(1).filter(Boolean));
  for (let grown = true; grown; ) {
    const more = stored.filter((rule) => !changing.has(rule.name) && dependsOn(rule, changing, reshaped));
    for (const rule of more) changing.add(rule.name);
    grown = more.length > 0;
  }
  const dropped = stored.filter((rule) => changing.has(rule.name));
  const created = rules.filter((rule) => changing.has(rule.name));
  const of = <R extends Rule>(list: readonly R[], kind: Rule["kind"]) => list.filter((rule) => rule.kind === kind);
  return [
    ...of(dropped, "TRIGGER")
      .filter(({ on }) => !of(dropped, "VIEW").some((view) => view.name === on))
      .map(dropOf),
    ...[...of(dropped, "VIEW"), ...of(dropped, "VIRTUAL TABLE")].map(dropOf),
    ...tables,
    ...of(created, "VIEW").map(({ text }) => text),
    ...of(created, "VIRTUAL TABLE").flatMap(({ name, text }) => [text, `${SEARCH_CONTENTS[name]};`]),
    ...of(created, "TRIGGER").map(({ text }) => text),
  ];
}

/** Whether a rule goes when others go: a trigger with its view, and where tables are reshaped, all that mentions these or goes with them. */
function dependsOn(
  { on, kind, text }: StoredRule,
  changing: ReadonlySet<string>,
  reshaped: ReadonlySet<string>,
): boolean {
  if (kind === "TRIGGER" && changing.has(on)) return true;
  if (reshaped.size === 0) return false;
  const mentions = new Set(text.match(/\w+/g));
  return [...changing, ...reshaped].some((other) => mentions.has(other));
}

/** Lists the migrations for the program to carry along. */
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
