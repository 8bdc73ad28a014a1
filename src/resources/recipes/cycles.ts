import { sql } from "drizzle-orm";
import { build } from "../../data/database";
import { readLock } from "../../data/locks";
import type { VariantReference } from "../../documents/references";
import type { Problem } from "../../shared/errors";

/** One edge of the bill of materials: `output_variant_id` is produced from `variant_id`, whose SKU is `sku`. */
type Edge = { output_variant_id: string; variant_id: string; sku: string };
type Ingredient = { variant_id: string; sku: string };

/**
 * Selects the edges of active recipes, to any depth, below the ingredients of a recipe: those that `items` refer to,
 * and those that the recipe `own_id` has at present. They are the edges by which a recipe could lead back to its own
 * output; those of the recipe itself are left out.
 */
export function edgesBelow(items: readonly VariantReference[], own_id = "") {
  const references = (field: keyof VariantReference) =>
    sql`(SELECT value FROM json_each(${JSON.stringify(items.flatMap((item) => item[field] ?? []))}))`;
  return build
    .select({
      output_variant_id: sql<string>`output_variant_id`,
      variant_id: sql<string>`variant_id`,
      sku: sql<string>`sku`,
    })
    .from(
      sql`(WITH RECURSIVE reached(variant_id) AS (
          SELECT id FROM variants WHERE id IN ${references("variant_id")} OR sku IN ${references("sku")}
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

/**
 * Reads the lock of all recipes. Of two concurrent changes that only together form a cycle, the second is decided again
 * and refused.
 */
export function readRecipesLock() {
  return readLock("recipes");
}

/**
 * The problems of ingredients that lead back to the recipe's own output: 422 `validation_failed`, with the path from
 * SKU to SKU.
 */
export function cycleProblems(
  output: { id: string; sku: string },
  ingredients: readonly Ingredient[],
  edges: readonly Edge[],
  fieldOf: (index: number) => string,
): Problem[] {
  const edges_by_output = Map.groupBy(edges, ({ output_variant_id }) => output_variant_id);
  return ingredients.flatMap((ingredient, index): Problem[] => {
    const path_down = shortestPath(ingredient, output.id, edges_by_output);
    if (!path_down) return [];
    const path = [output.sku, ...path_down];
    const message = `${output.sku} would be made from itself: ${path.join(" → ")}. Remove one of these items.`;
    return [{ code: "validation_failed", message, field: fieldOf(index), details: { path } }];
  });
}

/** The shortest path from an ingredient down to a variant, as SKUs, by breadth-first search; null if there is none. */
function shortestPath(
  start: Ingredient,
  target_id: string,
  edges_by_output: ReadonlyMap<string, readonly Edge[]>,
): string[] | null {
  // A map is iterated in the order of insertion, entries added meanwhile included: it is queue and visited set in one.
  const paths = new Map([[start.variant_id, [start.sku]]]);
  for (const [variant_id, path] of paths) {
    if (variant_id === target_id) return path;
    for (const edge of edges_by_output.get(variant_id) ?? []) {
      if (!paths.has(edge.variant_id)) paths.set(edge.variant_id, [...path, edge.sku]);
    }
  }
  return null;
}
