import { route } from "../../http/route";
import { createRecipe } from "./create";
import { listRecipes, recipeResource } from "./queries";
import { NewRecipe, Recipe, RecipeChange, RecipeFilters } from "./schemas";
import { updateRecipe } from "./update";

const common = {
  tag: "Manufacturing",
  module: "manufacturing",
  data: Recipe,
  answers: "resource",
  wrappers: ["recipe"],
} as const;

export const recipeRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/recipes",
    operation: "listRecipes",
    scope: "read",
    summary: "List recipes",
    description: "Returns a page of recipes, newest first. A recipe is listed if it matches all of the given filters.",
    query: RecipeFilters,
    handle: (ctx, { query }) => listRecipes(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/recipes",
    operation: "createRecipe",
    scope: "write",
    status: 201,
    summary: "Create a recipe",
    description:
      "Creates a recipe (bill of materials): the items that yield `output_quantity` of the output variant. An item can be the output of another recipe; a recipe whose items lead back to its own output is refused. Stock does not change.",
    body: NewRecipe,
    errors: ["already_exists"],
    handle: (ctx, { body }) => createRecipe(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/recipes/:id",
    operation: "getRecipe",
    scope: "read",
    summary: "Get a recipe",
    description: "Returns a recipe with its output and its items.",
    handle: (ctx, { params }) => recipeResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/recipes/:id",
    operation: "updateRecipe",
    scope: "write",
    summary: "Update a recipe",
    description:
      "Changes the given members; `items` replaces all items. Set `status` to archive or restore the recipe. Batches that are already planned keep their inputs.",
    body: RecipeChange,
    errors: ["already_exists", "stale_version"],
    handle: (ctx, { params, body }) => updateRecipe(ctx, params.id, body),
  }),
  route({
    ...common,
    answers: "nothing",
    method: "delete",
    path: "/api/v1/recipes/:id",
    operation: "archiveRecipe",
    scope: "write",
    status: 204,
    summary: "Archive a recipe",
    description:
      "Archives a recipe: no batch can be planned from it until it is restored. Batches that are already planned are not affected.",
    errors: ["stale_version"],
    handle: (ctx, { params }) => updateRecipe(ctx, params.id, { status: "archived" }),
  }),
];
