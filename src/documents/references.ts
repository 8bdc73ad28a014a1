import { type SQL, sql } from "drizzle-orm";
import { locations, suppliers, variants } from "../../drizzle/tenant";
import { build, type Results } from "../data/database";
import { type Problem, refuseAll } from "../shared/errors";
import { tooFine, toScaled } from "../shared/quantity";

/** An item's reference to its variant: exactly one of the two is given. */
export type VariantReference = { variant_id?: string | undefined; sku?: string | undefined };

/** A reference by id, and its field in the request. Without an id there is nothing to check. */
export type Reference = { id: string | null | undefined; field: string };

type Referring<Items extends readonly VariantReference[]> = {
  items?: Items;
  /** The path of an item in the request: `items.0.`. */
  pathOf?: (index: number) => string;
  /** The field of an item's variant reference, if it is not `sku` or `variant_id` at that path. */
  fieldOf?: (index: number) => string;
  /** The quantities of an item by field, none of which may have more decimals than its variant allows. */
  quantitiesOf?: (item: Items[number]) => Record<string, number | null | undefined>;
  locations?: readonly Reference[];
  suppliers?: readonly Reference[];
};

/** The columns of a variant that commands need; price in stored units. */
type ReferredVariant = ReturnType<typeof selectVariants>["_"]["result"][number];

/**
 * Resolves the variants, locations and suppliers that a request refers to. `queries` are to be part of the command's read.
 * `resolve` takes their rows and pairs each item with its variant; it refuses with `validation_failed`, all problems at once,
 * what does not exist or is archived, and quantities with more decimals than their variant allows. `pair` returns the problems
 * instead of refusing.
 */
export function references<const Items extends readonly VariantReference[] = readonly []>(referring: Referring<Items>) {
  const { items = [], pathOf = (index: number) => `items.${index}.`, fieldOf, quantitiesOf = () => ({}) } = referring;
  const to_locations = (referring.locations ?? []).filter(isGiven);
  const to_suppliers = (referring.suppliers ?? []).filter(isGiven);
  const queries = {
    variants: items.length > 0 ? selectVariants(items) : null,
    locations: to_locations.length > 0 ? selectLocations(json(to_locations.map(({ id }) => id))) : null,
    suppliers: to_suppliers.length > 0 ? selectSuppliers(to_suppliers) : null,
  };

  function pair(rows: Results<typeof queries>): { items: Paired<Items[number]>[]; problems: Problem[] } {
    const by_id = new Map(rows.variants.map((variant) => [variant.id, variant]));
    const by_sku = new Map(rows.variants.map((variant) => [variant.sku, variant]));
    const problems: Problem[] = [];
    const paired = items.flatMap((item, index) => {
      const variant = item.variant_id === undefined ? by_sku.get(item.sku ?? "") : by_id.get(item.variant_id);
      const name = item.variant_id === undefined ? "sku" : "variant_id";
      const field = fieldOf?.(index) ?? `${pathOf(index)}${name}`;
      problems.push(...variantProblems(variant, name, field));
      if (variant?.status === "active") {
        for (const [name, quantity] of Object.entries<number | null | undefined>(quantitiesOf(item))) {
          problems.push(...tooFine(variant, quantity ?? undefined, `${pathOf(index)}${name}`));
        }
      }
      return variant ? [{ ...item, variant, index }] : [];
    });
    problems.push(
      ...locationProblems(to_locations, rows.locations),
      ...missingOrArchived("supplier", to_suppliers, rows.suppliers),
    );
    return { items: paired, problems };
  }

  function resolve(
    rows: Results<typeof queries>,
    otherProblems: (items: Paired<Items[number]>[]) => Problem[] = () => [],
  ): PairedAll<Items> {
    const { items, problems } = pair(rows);
    refuseAll([...problems, ...otherProblems(items)]);
    // Nothing was refused, so each item has its variant.
    return items as unknown as PairedAll<Items>;
  }

  return { queries, pair, resolve };
}

/** An item, the variant it refers to, and its index in the request. */
export type Paired<Item> = Item & { variant: ReferredVariant; index: number };

type PairedAll<Items> = { -readonly [K in keyof Items]: Paired<Items[K]> };

/**
 * Selects the variant_id and location_id that items refer to and the `quantity` that is needed there of lots, for
 * `stockFor`.
 */
export function levelsReferredTo<Item extends VariantReference & { location_id: string }>(
  items: readonly Item[],
  neededOf: (item: Item) => number = () => 0,
): SQL {
  const rows = items.map((item) => [
    item.variant_id ?? null,
    item.sku ?? null,
    item.location_id,
    toScaled(neededOf(item)),
  ]);
  const referred = sql`json_each(${JSON.stringify(rows)})`;
  // One SELECT: SQLite would not seek pairs of a compound by an index.
  return sql`SELECT coalesce(j.value ->> 0, (SELECT id FROM variants WHERE sku = j.value ->> 1)) AS variant_id,
    j.value ->> 2 AS location_id, j.value ->> 3 AS quantity FROM ${referred} j`;
}

/** Selects the ids of the variants that items refer to. */
export function variantsReferredTo(items: readonly VariantReference[]): SQL {
  const rows = items.map((item) => [item.variant_id ?? null, item.sku ?? null]);
  return sql`SELECT coalesce(j.value ->> 0, (SELECT id FROM variants WHERE sku = j.value ->> 1))
    FROM json_each(${JSON.stringify(rows)}) j`;
}

const json = (values: readonly unknown[]) =>
  sql`(SELECT value FROM json_each(${JSON.stringify([...new Set(values)])}))`;

function isGiven(reference: Reference): reference is { id: string; field: string } {
  return typeof reference.id === "string";
}

/** Selects the variants that items refer to. */
export function selectVariants(items: readonly VariantReference[]) {
  const ids = items.map((item) => item.variant_id).filter((id) => id !== undefined);
  const skus = items.map((item) => item.sku).filter((sku) => sku !== undefined);
  return build
    .select({
      id: variants.id,
      sku: variants.sku,
      quantity_decimals: variants.quantity_decimals,
      price: variants.price,
      lot_tracked: variants.lot_tracked,
      status: variants.status,
    })
    .from(variants)
    .where(sql`id IN ${json(ids)} OR sku IN ${json(skus)}`);
}

/** Selects the locations whose ids `ids` selects, for `locationProblems`. */
export function selectLocations(ids: SQL) {
  return build.select({ id: locations.id, status: locations.status }).from(locations).where(sql`id IN ${ids}`);
}

/** The problems of locations, given or taken over from another document, that do not exist or are archived. */
export function locationProblems(referred: readonly Reference[], rows: readonly { id: string; status: string }[]) {
  return missingOrArchived("location", referred.filter(isGiven), rows);
}

function selectSuppliers(referred: readonly { id: string }[]) {
  return build
    .select({ id: suppliers.id, status: suppliers.status, currency: suppliers.currency })
    .from(suppliers)
    .where(sql`id IN ${json(referred.map(({ id }) => id))}`);
}

function variantProblems(variant: ReferredVariant | undefined, name: string, field: string): Problem[] {
  if (variant?.status === "active") return [];
  const message = variant
    ? `The variant ${variant.sku} is archived. Restore it, or use another.`
    : `No variant has this ${name}. Look it up under /api/v1/variants.`;
  return [{ code: "validation_failed", message, field }];
}

function missingOrArchived(
  what: "location" | "supplier",
  referred: readonly { id: string; field: string }[],
  rows: readonly { id: string; status: string }[],
): Problem[] {
  const status_of = new Map(rows.map(({ id, status }) => [id, status]));
  return referred
    .filter(({ id }) => status_of.get(id) !== "active")
    .map(({ id, field }) => ({
      code: "validation_failed",
      message: status_of.has(id)
        ? `This ${what} is archived. Restore it, or use another.`
        : `No ${what} has this id. Look it up under /api/v1/${what}s.`,
      field,
    }));
}
