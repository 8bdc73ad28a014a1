import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import { filesOf, lineAt, nodesOf, parse } from "./sources.ts";

/** A place in a source file that reads or writes a table or view. */
export type TableUse = { path: string; line: number; table: string; mode: "reads" | "writes" };

/** Functions that write the table they are given first, as a Drizzle table or by its name. */
const WRITING = ["insert", "update", "delete", "insertRows", "insertInto"];
/** Functions that read the table whose name they are given first. */
const READING = ["sequenceOf", "matches", "identifier"];
/** What declares a table or view under `drizzle/`. */
const DECLARING = ["sqliteTable", "sqliteView"];

/** The tables and views of all databases: their names, and by which name `drizzle/` exports each. */
export function schemaOf(root: string) {
  const exported = new Map<string, string>();
  for (const path of filesOf(root, "drizzle/**/*.ts")) {
    for (const node of nodesOf(parse(root, path))) {
      if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !node.initializer) continue;
      const table = [...nodesOf(node.initializer)].map(declaredBy).find((name) => name !== undefined);
      if (table !== undefined) exported.set(node.name.text, table);
    }
  }
  return { exported, names: new Set([...exported.values(), ...namesInSql(root)]) };
}

/** The name in `sqliteTable("name", …)`. */
function declaredBy(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !DECLARING.includes(calledName(node))) return undefined;
  return textOf(node.arguments[0]);
}

/** What only SQL defines: views without a Drizzle declaration, and full-text tables. */
function namesInSql(root: string): string[] {
  return filesOf(root, "drizzle/**/*.sql").flatMap((path) => {
    const created = readFileSync(join(root, path), "utf8").matchAll(/^CREATE (?:VIEW|VIRTUAL TABLE) (\w+)/gm);
    return [...created].map(([, name = ""]) => name);
  });
}

/** Finds where the modules under `src/` read and write tables, and how many pieces of SQL and calls it understood. */
export function tableUses(root: string, schema: ReturnType<typeof schemaOf>) {
  const files = filesOf(root, "src/**/*.ts").filter((path) => !basename(path).endsWith(".d.ts"));
  const read = files.map((path) => usesIn(parse(root, path), schema));
  return { files, uses: read.flatMap(({ uses }) => uses), seen: read.reduce((sum, { seen }) => sum + seen, 0) };
}

function usesIn(source: ts.SourceFile, { exported, names }: ReturnType<typeof schemaOf>) {
  const imported = importedTables(source, exported);
  const uses: TableUse[] = [];
  let seen = 0;
  const add = (table: string, mode: TableUse["mode"], position: number) =>
    uses.push({ path: source.fileName, line: lineAt(source, position), table, mode });

  for (const node of nodesOf(source)) {
    const sql = sqlOf(node, imported);
    if (sql !== undefined) {
      seen += 1;
      for (const { table, mode } of tablesIn(sql, names)) add(table, mode, node.getStart());
    }
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments;
      const table = textOf(first);
      const mode = WRITING.includes(calledName(node)) ? "writes" : "reads";
      if (table !== undefined && names.has(table) && [...WRITING, ...READING].includes(calledName(node)))
        add(table, mode, node.getStart());
    }
    if (ts.isIdentifier(node) && isValue(node)) {
      const table = imported.get(node.text);
      if (table !== undefined) add(table, isWritten(node) ? "writes" : "reads", node.getStart());
    }
  }
  return { uses, seen };
}

/** The tables that a file imports from `drizzle/`, by their names in the file. */
function importedTables(source: ts.SourceFile, exported: ReadonlyMap<string, string>): Map<string, string> {
  const imports = source.statements.filter(ts.isImportDeclaration);
  const named = imports.flatMap(({ moduleSpecifier, importClause }) =>
    /(^|\/)drizzle\//.test(textOf(moduleSpecifier) ?? "") &&
    importClause?.namedBindings &&
    ts.isNamedImports(importClause.namedBindings)
      ? [...importClause.namedBindings.elements]
      : [],
  );
  return new Map(
    named.flatMap(({ name, propertyName }) => {
      const table = exported.get((propertyName ?? name).text);
      return table === undefined ? [] : [[name.text, table]];
    }),
  );
}

/** The text of `sql\`…\`` or `sql.raw("…")`, with the names of imported tables in it, and `?` for other values. */
function sqlOf(node: ts.Node, imported: ReadonlyMap<string, string>): string | undefined {
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "sql") return templateText(node.template, imported);
  if (!ts.isCallExpression(node) || node.expression.getText() !== "sql.raw") return undefined;
  const [text] = node.arguments;
  return text && (ts.isTemplateExpression(text) ? templateText(text, imported) : textOf(text));
}

function templateText(template: ts.TemplateLiteral, imported: ReadonlyMap<string, string>): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  const spans = template.templateSpans.map(
    ({ expression, literal }) => ` ${imported.get(expression.getText()) ?? "?"} ${literal.text}`,
  );
  return template.head.text + spans.join("");
}

/**
 * The tables that a piece of SQL names, wherever they stand in it, as it may be any part of a statement. A name before or
 * after a dot is a column's or its table's, which is then named elsewhere as well; a name after AS is an alias.
 */
function tablesIn(sql: string, names: ReadonlySet<string>): Pick<TableUse, "table" | "mode">[] {
  const words = sql.replaceAll(/'(?:[^']|'')*'|--.*$/gm, " ? ").match(/\w+|[^\s\w]/g) ?? [];
  return words.flatMap((word, at) => {
    const before = words[at - 1]?.toUpperCase();
    if (!names.has(word) || before === "." || before === "AS" || words[at + 1] === ".") return [];
    const written =
      before === "INTO" || before === "UPDATE" || (before === "FROM" && /^DELETE$/i.test(words[at - 2] ?? ""));
    return [{ table: word, mode: written ? "writes" : "reads" }];
  });
}

/** True for an identifier that stands for a value, not for a type, a property's name or something declared here. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isImportSpecifier(parent)) return false;
  if (ts.isTemplateSpan(parent)) return false; // Its template says what is done with it.
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  const { name, propertyName } = parent as ts.Node & { name?: ts.Node; propertyName?: ts.Node };
  return name !== node && propertyName !== node;
}

function isWritten({ parent, ...node }: ts.Identifier): boolean {
  return ts.isCallExpression(parent) && WRITING.includes(calledName(parent)) && parent.arguments[0]?.pos === node.pos;
}

/** `insert` for both `insert(…)` and `build.insert(…)`. */
function calledName({ expression }: ts.CallExpression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : "";
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}
