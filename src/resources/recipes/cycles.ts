import { sql } from "drizzle-orm";
import { build } from "../../data/database";
import { readLock } from "../../data/locks";
import type { VariantReference } from "../../documents/references";
import type { Problem } from "../../shared/errors";

/** That what one thing is made of is another: one step down in the recipe book. */
type Use = { output_variant_id: string; variant_id: string; sku: string };
type Ingredient = { variant_id: string; sku: string };

/**
 * Finds all that the ingredients named, and those a recipe has, are made of by other active recipes, to any depth: the steps
 * by which a recipe could lead back to its own output.
 */
export function usesBelow(items: readonly VariantReference[], own_id = "") {
  const names = (field: keyof VariantReference) =>
    sql`(SELECT value FROM json_each(${JSON.stringify(items.flatMap((item) => item[field] ?? []))}))`;
  return build
    .select({
      output_variant_id: sql<string>`output_variant_id`,
      variant_id: sql<string>`variant_id`,
      sku: sql<string>`sku`,
    })
    .from(
      sql`(WITH RECURSIVE reached(variant_id) AS (
          SELECT id FROM variants WHERE id IN ${names("variant_id")} OR sku IN ${names("sku")}
          UNION SELECT i.variant_id FROM recipes d CROSS JOIN recipe_items i ON i.document_sequence = d.sequence
            WHERE d.id = ${own_id}
          UNION SELECT i.variant_id FROM reached r
            CROSS JOIN recipes d ON d.output_variant_id = r.variant_id AND d.status = 'active' AND d.id <> ${own_id}
            CROSS JOIN recipe_items i ON i.document_sequence = d.sequence)
        SELECT DISTINCT d.output_variant_id AS output_variant_id, i.variant_id AS variant_id, v.sku AS sku FROM reached r
          CROSS JOIN recipes d ON d.output_variant_id = r.variant_id AND d.status = 'active' AND d.id <> ${own_id}
          CROSS JOIN recipe_items i ON i.document_sequence = d.sequence CROSS JOIN variants v ON v.id = i.variant_id)`,
    );
}

/** Reads the lock of all recipes: of two changes at once, which only together close a cycle, the second is decided again. */
export function readRecipesLock() {
  return readLock("recipes");
}

/** Says which ingredients lead back to what is to be made of them, with the way from SKU to SKU. */
export function circleProblems(
  output: { id: string; sku: string },
  ingredients: readonly Ingredient[],
  uses: readonly Use[],
  fieldOf: (index: number) => string,
): Problem[] {
  const below = Map.groupBy(uses, ({ output_variant_id }) => output_variant_id);
  return ingredients.flatMap((ingredient, index): Problem[] => {
    const way = wayDown(ingredient, output.id, below);
    if (!way) return [];
    const path = [output.sku, ...way];
    const message = `${output.sku} would be made from itself: ${path.join(" → ")}. Remove one of these items.`;
    return [{ code: "validation_failed", message, field: fieldOf(index), details: { path } }];
  });
}

/** The shortest way from an ingredient down to a variant, as SKUs; null where there is none. */
function wayDown(from: Ingredient, to: string, below: ReadonlyMap<string, readonly Use[]>): string[] | null {
  const ways = new Map([[from.variant_id, [from.sku]]]);
  for (const [variant_id, way] of ways) {
    if (variant_id === to) return way;
    for (const use of below.get(variant_id) ?? []) {
      if (!ways.has(use.variant_id)) ways.set(use.variant_id, [...way, use.sku]);
    }
  }
  return null;
}
