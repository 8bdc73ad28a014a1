import { readdirSync, readFileSync } from "node:fs";

/** The definition of a view, trigger or full-text table. */
export type Rule = { kind: RuleKind; name: string; text: string };
type RuleKind = "VIEW" | "VIRTUAL TABLE" | "TRIGGER";

/** The tables with a rule that is the same for each of a list (`drizzle/<database>/rules/tables.ts`). */
export type TableRules = {
  NO_DELETE: string[];
  NO_UPDATE: string[];
  COUNTED: string[];
  VERSIONED: Record<string, string[] | "all">;
};

/** All rules of a kind of database: those in the .sql files of `folder`, and the triggers generated from its lists. */
export function rulesOf(folder: string, lists: TableRules): Rule[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".sql"));
  const written = files.toSorted().flatMap((file) => parseRules(readFileSync(`${folder}/${file}`, "utf8"), file));
  const rules = [...written, ...tableRules(lists)];
  const duplicate = rules.find(({ name }, index) => rules.findIndex((rule) => rule.name === name) !== index);
  if (duplicate) throw new Error(`${folder} defines ${duplicate.name} twice`);
  return rules;
}

const CREATE = /^CREATE (VIEW|VIRTUAL TABLE|TRIGGER) (\w+)/;

/**
 * The rules of a file. A rule starts at the beginning of a line, below its comments, and extends to the end of a line:
 * to the first `;` or, for a trigger, to an unindented `END;`.
 */
function parseRules(text: string, file: string): Rule[] {
  const rules: Rule[] = [];
  let lines: string[] = [];
  let create: RegExpExecArray | null = null;
  for (const line of text.split("\n")) {
    if (create === null && line.trim() === "") lines = [];
    else lines.push(line);
    create ??= CREATE.exec(line);
    if (create === null) {
      if (lines.length > 0 && !line.startsWith("--")) throw new Error(`${file}: expected CREATE, found: ${line}`);
      continue;
    }
    const kind = create[1] as RuleKind;
    if (!endsRule(kind, line)) continue;
    rules.push({ kind, name: create[2] as string, text: lines.join("\n") });
    lines = [];
    create = null;
  }
  if (create !== null) throw new Error(`${file}: ${create[2]} has no end`);
  return rules;
}

function endsRule(kind: RuleKind, line: string): boolean {
  return kind === "TRIGGER" ? /^(?!\s).*\bEND;$/.test(line) : line.endsWith(";");
}

function tableRules({ NO_DELETE, NO_UPDATE, COUNTED, VERSIONED }: TableRules): Rule[] {
  const trigger = (name: string, event: string, error: string): Rule => ({
    kind: "TRIGGER",
    name,
    text: `CREATE TRIGGER ${name} BEFORE ${event}\nBEGIN SELECT RAISE(ABORT, '${error}'); END;`,
  });
  return [
    ...NO_DELETE.map((table) => trigger(`${table}_no_delete`, `DELETE ON ${table}`, "append_only")),
    ...NO_UPDATE.map((table) => trigger(`${table}_no_update`, `UPDATE ON ${table}`, "append_only")),
    ...COUNTED.flatMap(counterRules),
    ...Object.entries(VERSIONED).map(([table, columns]) => {
      const of_columns = columns === "all" ? "" : ` OF ${columns.join(", ")}`;
      const event = `UPDATE${of_columns} ON ${table} WHEN NEW.version <> OLD.version + 1`;
      return trigger(`${table}_version`, event, "stale_version");
    }),
  ];
}

/** The triggers that keep the number of a table's rows in `counters`. */
function counterRules(table: string): Rule[] {
  const counter = (when: "insert" | "delete", statement: string): Rule => ({
    kind: "TRIGGER",
    name: `${table}_count_${when}`,
    text: `CREATE TRIGGER ${table}_count_${when} AFTER ${when.toUpperCase()} ON ${table} BEGIN\n  ${statement};\nEND;`,
  });
  return [
    counter(
      "insert",
      `INSERT INTO counters (name, value) VALUES ('${table}', 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1`,
    ),
    counter("delete", `UPDATE counters SET value = value - 1 WHERE name = '${table}'`),
  ];
}

/** The statement that drops a rule. */
export function dropStatement({ kind, name }: Pick<Rule, "kind" | "name">): string {
  return `DROP ${kind === "VIRTUAL TABLE" ? "TABLE" : kind} ${name};`;
}

/** A definition without comments and with uniform white space outside its literals, to compare definitions by. */
export function normalizeSql(text: string): string {
  return text
    .replaceAll(/('(?:[^']|'')*')|(?:\s|--[^\n]*)+/g, (_, literal: string | undefined) => literal ?? " ")
    .replace(/ ?; ?$/, "")
    .trim();
}
