import { apiCompare, type Diff } from "api-smart-diff";

/** One difference between two OpenAPI documents, as a client of the API feels it. */
export type ApiChange = { is_breaking: boolean; what: string };

/** What a client does not see: components are compared where operations use them. */
const UNSEEN = new Set(["components", "tags", "x-tagGroups", "info", "servers", "webhooks"]);

/**
 * What has changed for clients from one OpenAPI document to another, by the rules of docs/versions.md. Texts and examples are
 * left out.
 */
export function apiChanges(before: object, after: object): ApiChange[] {
  const { diffs } = apiCompare(before, after);
  const changes = diffs
    .filter(({ type, path }) => ["breaking", "non-breaking"].includes(type) && !UNSEEN.has(String(path[0])))
    .map((diff) => ({ is_breaking: isBreaking(diff), what: `${placeOf(diff)}: ${diff.description ?? diff.action}` }));
  return [...new Map(changes.map((change) => [change.what, change])).values()];
}

/**
 * As the library judges, but for responses: a new value breaks nothing, since clients are asked to expect more of them, and
 * another type breaks those who rely on the one before.
 */
function isBreaking({ type, action, path, before, after }: Diff): boolean {
  if (!path.includes("responses")) return type === "breaking";
  if (path.at(-1) === "type") return [after].flat().some((name) => ![before].flat().includes(name));
  return type === "breaking" && !(action === "add" && path.includes("enum"));
}

/** The operation that a difference is in: `POST /api/v1/orders`. */
function placeOf({ path }: Diff): string {
  const [, url, method] = path;
  return [...(method === undefined ? [] : [String(method).toUpperCase()]), url].join(" ");
}

/** The parts of a document that clients depend on: without texts and examples, which may always change. */
export function contractOf(document: unknown): unknown {
  if (Array.isArray(document)) return document.map(contractOf);
  if (typeof document !== "object" || document === null) return document;
  const kept = Object.entries(document).filter(([name, value]) => !isText(name, value));
  return Object.fromEntries(kept.map(([name, value]) => [name, contractOf(value)]));
}

function isText(name: string, value: unknown): boolean {
  return (["description", "summary"].includes(name) && typeof value === "string") || /^examples?$/.test(name);
}
