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
    summary: "Say what something is made of",
    description: "A recipe may use what another makes, but not lead back to what it makes itself.",
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
    handle: (ctx, { params }) => recipeResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/recipes/:id",
    operation: "updateRecipe",
    scope: "write",
    summary: "Change, archive or restore a recipe",
    description: "`items` replaces all items. Batches that were planned stay as they are.",
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
    description: "No more batches of it are planned; those that were stay as they are.",
    errors: ["stale_version"],
    handle: (ctx, { params }) => updateRecipe(ctx, params.id, { status: "archived" }),
  }),
];
