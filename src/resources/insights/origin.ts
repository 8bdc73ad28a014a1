import { type SQL, sql } from "drizzle-orm";
import { type TenantContext, today } from "../../commands/context";
import { heldAt } from "../../ledger";

/** Where more of a level comes from: the recipe that makes it, else the supplier that it is reordered from. */
export type Origin = { supplier_id: string | null; recipe: Recipe | null };

/** A recipe, where it was used last, and how much of its output the ingredients there are enough for, in stored units. */
export type Recipe = { id: string; location_id: string; location_name: string; makeable: number };

/** The origin of a level, `s`, as JSON. */
export function originOf(ctx: TenantContext): SQL {
  const recipe = ctx.organization.modules.includes("manufacturing") ? sql`json(${recipeOf(ctx)})` : sql`NULL`;
  return sql`json_object('supplier_id', ${SUPPLIER}, 'recipe', ${recipe})`;
}

/** The active supplier that a level's variant is reordered from: that of its policy, else of its last receipt. */
const SUPPLIER = sql`coalesce(
  (SELECT u.id FROM inventory_policies o CROSS JOIN suppliers u ON u.id = o.supplier_id AND u.status = 'active'
    WHERE o.variant_id = s.variant_id AND o.location_id = s.location_id),
  (SELECT u.id FROM lead_times t CROSS JOIN suppliers u ON u.id = t.supplier_id AND u.status = 'active'
    WHERE t.variant_id = s.variant_id ORDER BY t.last_sequence DESC LIMIT 1))`;

/**
 * The latest active recipe of a level's variant, at the location of its last batch, else at the level's. Its ingredients are
 * enough for what the scarcest of them yields, of what is available there.
 */
function recipeOf(ctx: TenantContext): SQL {
  const available = sql`coalesce((SELECT a.available - ${heldAt("a", today(ctx))} FROM level_quantities a
    WHERE a.variant_id = i.variant_id AND a.location_id = m.id), 0)`;
  return sql`(SELECT json_object('id', r.id, 'location_id', m.id, 'location_name', m.name, 'makeable',
      (SELECT max(0, min(${available} / (i.quantity * (1 + i.scrap_percent / 1000000.0)))) FROM recipe_items i
        WHERE i.document_sequence = r.sequence) * r.output_quantity)
    FROM recipes r CROSS JOIN locations m ON m.status = 'active' AND m.id = coalesce(
      (SELECT b.location_id FROM production_batches b WHERE b.recipe_id = r.id ORDER BY b.sequence DESC LIMIT 1), s.location_id)
    WHERE r.output_variant_id = s.variant_id AND r.status = 'active' ORDER BY r.sequence DESC LIMIT 1)`;
}
