import { sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import { build } from "../data/database";
import { INTENTS } from "./intents";
import type { Concept, Tag } from "./lexicon";
import type { NameMention } from "./mentions";

const HOW_MANY = 3;
/** The names that an example may have, and what they are where the organization has none of the kind. */
const STAND_INS = {
  item: "mugs",
  location: "the main warehouse",
  supplier: "the supplier",
  customer: "the customer",
} as const;
type Slot = keyof typeof STAND_INS;
const SLOT_OF: Readonly<Record<string, Slot>> = {
  ...{ product: "item", category: "item", location: "location", supplier: "supplier", customer: "customer" },
};
const OTHERS = ["How many {item} are in {location}?", "What is low?", "Best sellers of last month"];

/** Questions that resemble one, with names that it or else the organization has. Reads once. */
export async function examplesNear(
  ctx: Pick<TenantContext, "read">,
  concepts: readonly Concept[],
  names: readonly NameMention[],
): Promise<string[]> {
  const tags = new Set(concepts.flatMap((concept) => [...concept.tags]));
  const near = INTENTS.map((intent) => ({ intent, weight: weightOf(intent.needs.flat() as Tag[], tags) }))
    .filter(({ weight, intent }) => weight > 0 && intent.examples.length > 0)
    .toSorted((one, other) => other.weight - one.weight);
  const templates = new Set([...near.flatMap(({ intent }) => intent.examples.slice(0, 1)), ...OTHERS]);
  const known = { ...STAND_INS, ...(await ownNames(ctx)), ...namedIn(names) };
  return [...templates].slice(0, HOW_MANY).map((template) => fill(template, known));
}

const weightOf = (needs: readonly Tag[], tags: ReadonlySet<Tag>): number =>
  needs.filter((need) => tags.has(need)).length;

const fill = (template: string, names: Readonly<Record<Slot, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, slot: string) => names[slot as Slot] ?? slot);

function namedIn(names: readonly NameMention[]): Partial<Record<Slot, string>> {
  const exact = names.filter(({ is_exact }) => is_exact).flatMap(({ among }) => among.slice(0, 1));
  return Object.fromEntries(exact.flatMap(({ kind, name }) => (SLOT_OF[kind] ? [[SLOT_OF[kind], name]] : [])));
}

/** A product, a location and a supplier of the organization. */
async function ownNames(ctx: Pick<TenantContext, "read">): Promise<Partial<Record<Slot, string>>> {
  const columns = { slot: sql<string>`slot`, name: sql<string>`name` };
  const { found } = await ctx.read({
    found: build.select(columns).from(sql`(
      SELECT * FROM (SELECT 'item' AS slot, name FROM products WHERE status = 'active' ORDER BY sequence LIMIT 1)
      UNION ALL SELECT * FROM (SELECT 'location', name FROM locations WHERE status = 'active' ORDER BY sequence LIMIT 1)
      UNION ALL SELECT * FROM (SELECT 'supplier', name FROM suppliers WHERE status = 'active' ORDER BY sequence LIMIT 1))`),
  });
  return Object.fromEntries(found.map(({ slot, name }) => [slot, name]));
}
