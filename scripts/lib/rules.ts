import { readdirSync, readFileSync } from "node:fs";

/** A view, trigger or full-text table as it is to be. */
export type Rule = { kind: RuleKind; name: string; text: string };
type RuleKind = "VIEW" | "VIRTUAL TABLE" | "TRIGGER";

/** The rules that are the same few lines for each table (`drizzle/<database>/rules/tables.ts`). */
export type TableRules = { NO_DELETE: string[]; NO_UPDATE: string[]; VERSIONED: Record<string, string[] | "all"> };

/** All rules of a kind of database: those in its .sql files, and the triggers made from its lists of tables. */
export function rulesOf(folder: string, lists: TableRules): Rule[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".sql"));
  const written = files.toSorted().flatMap((file) => rulesIn(readFileSync(`${folder}/${file}`, "utf8"), file));
  const rules = [...written, ...tableRules(lists)];
  const twice = rules.find(({ name }, at) => rules.findIndex((rule) => rule.name === name) !== at);
  if (twice) throw new Error(`${folder} defines ${twice.name} twice`);
  return rules;
}

const BEGINNING = /^CREATE (VIEW|VIRTUAL TABLE|TRIGGER) (\w+)/;

/** The rules of one file. Each begins at the start of a line, with the comments above it, and ends in a line of its own. */
function rulesIn(text: string, file: string): Rule[] {
  const rules: Rule[] = [];
  let lines: string[] = [];
  let begun: RegExpExecArray | null = null;
  for (const line of text.split("\n")) {
    if (begun === null && line.trim() === "") lines = [];
    else lines.push(line);
    begun ??= BEGINNING.exec(line);
    if (begun === null) {
      if (lines.length > 0 && !line.startsWith("--")) throw new Error(`${file}: expected CREATE, found: ${line}`);
      continue;
    }
    if (begun[1] === "TRIGGER" ? !/\bEND;$/.test(line) || /^\s/.test(line) : !line.endsWith(";")) continue;
    rules.push({ kind: begun[1] as RuleKind, name: begun[2] as string, text: lines.join("\n") });
    [lines, begun] = [[], null];
  }
  if (begun !== null) throw new Error(`${file}: ${begun[2]} has no end`);
  return rules;
}

function tableRules({ NO_DELETE, NO_UPDATE, VERSIONED }: TableRules): Rule[] {
  const trigger = (name: string, head: string, raised: string): Rule => ({
    kind: "TRIGGER",
    name,
    text: `CREATE TRIGGER ${name} BEFORE ${head}\nBEGIN SELECT RAISE(ABORT, '${raised}'); END;`,
  });
  const next = "WHEN NEW.version <> OLD.version + 1";
  return [
    ...NO_DELETE.map((table) => trigger(`${table}_no_delete`, `DELETE ON ${table}`, "append_only")),
    ...NO_UPDATE.map((table) => trigger(`${table}_no_update`, `UPDATE ON ${table}`, "append_only")),
    ...Object.entries(VERSIONED).map(([table, columns]) => {
      const of = columns === "all" ? "" : ` OF ${columns.join(", ")}`;
      return trigger(`${table}_version`, `UPDATE${of} ON ${table} ${next}`, "stale_version");
    }),
  ];
}

/** The statement that removes a rule. */
export function dropOf({ kind, name }: Pick<Rule, "kind" | "name">): string {
  return `DROP ${kind === "VIRTUAL TABLE" ? "TABLE" : kind} ${name};`;
}

/** A definition without what makes no difference to the database: comments and spacing. */
export function essenceOf(text: string): string {
  return text
    .replaceAll(/('(?:[^']|'')*')|--[^\n]*/g, (_, literal: string | undefined) => literal ?? "")
    .replaceAll(/\s+/g, " ")
    .replace(/ ?; ?$/, "")
    .trim();
}
