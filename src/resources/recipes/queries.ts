import { eq } from "drizzle-orm";
import { recipe_documents } from "../../../drizzle/tenant";
import { build } from "../../storage/database";

export type StoredRecipe = typeof recipe_documents.$inferSelect;

export function recipeById(id: string) {
  return build.select().from(recipe_documents).where(eq(recipe_documents.id, id));
}
