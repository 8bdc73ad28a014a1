import type { Crossing, Owner } from "./table_owners.ts";
import { schemaOf, type TableUse, tableUses } from "./table_uses.ts";

const LIST = "scripts/lib/table_owners.ts";

type Declarations = { owners: readonly Owner[]; crossings: readonly Crossing[] };

/**
 * Checks that each module reads and writes its own tables only, open views, and what is declared: the problems, in words that
 * say what to do, and how many tables and pieces of SQL were understood.
 */
export function checkTables(root: string, { owners, crossings }: Declarations) {
  const schema = schemaOf(root);
  const { files, uses, seen } = tableUses(root, schema);
  const owned = new Map(owners.flatMap((owner) => tablesOf(owner).map((table) => [table, owner] as const)));
  const declared = declaredUses(crossings);

  const foreign = uses.filter(({ path, table }) => owned.get(table)?.module !== moduleOf(path));
  const refused = foreign.flatMap((use) => refusal(use, owned.get(use.table), declared));
  const happens = new Set(foreign.map(keyOf));
  return {
    problems: [...new Set([...ownerless(schema.names, owned), ...refused, ...obsolete(declared, happens)])],
    files: files.length,
    tables: schema.names.size,
    seen,
  };
}

/** `src/resources/orders` for what is below it; `src/ledger` for what is below that. */
function moduleOf(path: string): string {
  const parts = path.split("/");
  return parts.slice(0, parts[1] === "resources" ? 3 : 2).join("/");
}

function tablesOf(owner: Owner): string[] {
  return [...(owner.private ?? []), ...(owner.open ?? []), ...(owner.declared ?? [])];
}

const keyOf = ({ path, mode, table }: TableUse) => `${moduleOf(path)} ${mode} ${table}`;

/** The declared uses, each as `keyOf` writes it. */
function declaredUses(crossings: readonly Crossing[]): Set<string> {
  const uses = crossings.flatMap(({ module, reads = [], writes = [] }) => [
    ...reads.map((table) => `${module} reads ${table}`),
    ...writes.map((table) => `${module} writes ${table}`),
  ]);
  return new Set(uses);
}

function refusal(use: TableUse, owner: Owner | undefined, declared: ReadonlySet<string>): string[] {
  const { path, line, mode, table } = use;
  if (!owner) return [];
  if (owner.private?.includes(table)) {
    const door = owner.open ? `one of its open views (${owner.open.join(", ")}) or ` : "";
    return [`${path}:${line} ${mode} ${table}, which is private to ${owner.module}: use ${door}a function it exports.`];
  }
  if ((mode === "reads" && owner.open?.includes(table)) || declared.has(keyOf(use))) return [];
  const instead = `use a query or command of its owner, or declare it with a reason in ${LIST}.`;
  return [`${path}:${line} ${mode} ${table}, which is owned by ${owner.module}: ${instead}`];
}

/** Tables without an owner, and owned tables that do not exist. */
function ownerless(names: ReadonlySet<string>, owned: ReadonlyMap<string, Owner>): string[] {
  const lacking = [...names].filter((table) => !owned.has(table));
  const unknown = [...owned.keys()].filter((table) => !names.has(table));
  return [
    ...lacking.map((table) => `${table} has no owner: give it one in ${LIST}.`),
    ...unknown.map((table) => `${LIST} gives ${table} an owner, but drizzle/ does not define it: remove it.`),
  ];
}

function obsolete(declared: ReadonlySet<string>, happens: ReadonlySet<string>): string[] {
  const gone = [...declared].filter((use) => !happens.has(use));
  return gone.map((use) => `${LIST} declares that ${use}, but it no longer does, or need not declare it: remove it.`);
}
