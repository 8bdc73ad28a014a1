import { sql } from "drizzle-orm";
import { variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import type { Problem } from "../../shared/errors";
import { isExact } from "../../shared/quantity";

/** How an item names its variant: by exactly one of the two. */
export type VariantName = { variant_id?: string | undefined; sku?: string | undefined };

const json = (values: readonly unknown[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** Finds the variants that items name. */
export function variantsNamed(items: readonly VariantName[]) {
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

/**
 * Selects the pairs of variant and location of items, for `levelsOf`: in one SELECT, as SQLite does not seek pairs in a
 * compound.
 */
export function pairsNamed(items: readonly (VariantName & { location_id: string })[]) {
  const named = items.map((item) => [item.variant_id ?? null, item.sku ?? null, item.location_id]);
  return sql`SELECT coalesce(j.value ->> 0, (SELECT id FROM variants WHERE sku = j.value ->> 1)), j.value ->> 2
    FROM json_each(${JSON.stringify(named)}) j`;
}

export type NamedVariant = ReturnType<typeof variantsNamed>["_"]["result"][number];

/**
 * Pairs each item with its variant and says what is wrong: a variant that does not exist or is archived, a quantity
 * finer than its `quantity_decimals`. `at` is the path of the items in the request's body.
 */
export function resolveVariants<I extends VariantName>(
  items: readonly I[],
  found: readonly NamedVariant[],
  at: (index: number) => string,
  quantitiesOf: (item: I) => Record<string, number | undefined>,
): { problems: Problem[]; variants: NamedVariant[] } {
  const by_id = new Map(found.map((variant) => [variant.id, variant]));
  const by_sku = new Map(found.map((variant) => [variant.sku, variant]));
  const problems: Problem[] = [];
  const resolved = items.map((item, index) => {
    const variant = item.variant_id === undefined ? by_sku.get(item.sku ?? "") : by_id.get(item.variant_id);
    const name = item.variant_id === undefined ? "sku" : "variant_id";
    const wrong = (field: string, message: string) =>
      problems.push({ code: "validation_failed", message, field: `${at(index)}${field}` });
    if (!variant) wrong(name, `There is no variant with this ${name}. Look it up under /api/v1/variants.`);
    else if (variant.status !== "active")
      wrong(name, `The variant ${variant.sku} is archived. Restore it, or use another.`);
    else {
      for (const [field, quantity] of Object.entries(quantitiesOf(item))) {
        if (quantity !== undefined && !isExact(quantity, variant.quantity_decimals)) {
          wrong(field, `${variant.sku} is counted with ${variant.quantity_decimals} decimals. Round the quantity.`);
        }
      }
    }
    return variant as NamedVariant;
  });
  return { problems, variants: resolved };
}

/** Tracking by lots needs the module: 403 `module_disabled` without it. */
export function trackingProblems(
  { organization }: TenantContext,
  lot_tracked: boolean | undefined,
  field: string,
): Problem[] {
  if (!lot_tracked || organization.modules.includes("traceability")) return [];
  return [
    {
      code: "module_disabled",
      message: "Your organization does not have the module traceability. Ask the operator to enable it.",
      field,
      details: { module: "traceability" },
    },
  ];
}

const LOT_FIELDS = ["lot_id", "lot_number", "expiry_date", "manufactured_at"] as const;

/** Says which items name a lot of a variant that is not tracked by lots. */
export function lotProblems<I extends Partial<Record<(typeof LOT_FIELDS)[number], string | undefined>>>(
  items: readonly I[],
  at = (index: number) => `items.${index}.`,
  isTracked = (_: I, index: number) => index < 0,
): Problem[] {
  return items.flatMap((item, index) =>
    (isTracked(item, index) ? [] : LOT_FIELDS)
      .filter((field) => item[field] !== undefined)
      .map((field) => ({
        code: "validation_failed",
        message: "This variant is not tracked by lots. Leave the lot out.",
        field: `${at(index)}${field}`,
      })),
  );
}
