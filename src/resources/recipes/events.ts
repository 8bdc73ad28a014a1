import { declareEvents } from "../../events/declare";
import { Recipe } from "./schemas";

export const recipeEvents = declareEvents({
  "recipe.created": { summary: "A recipe was created.", data: { recipe: Recipe } },
  "recipe.updated": { summary: "A recipe was changed or restored.", data: { recipe: Recipe } },
  "recipe.archived": { summary: "A recipe was archived.", data: { recipe: Recipe } },
});
