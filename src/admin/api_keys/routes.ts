import type { ControlContext } from "../../control/context";
import { controlRoute } from "../../http/route";
import { PageParameters } from "../../http/schemas";
import { ApiKey, CreatedApiKey, NewApiKey } from "../organizations/managed";
import { createApiKey, listApiKeys, revokeApiKey } from "./verbs";

type Params = Record<string, string>;

/** The same routes twice: the operator names the organization in the path, an organization's own admin is of one. */
function apiKeyRoutes(
  realm: { realm: "operator" } | { realm: "keys"; scope: "admin" },
  path: string,
  organizationOf: (ctx: ControlContext, params: Params) => string,
) {
  const tag = realm.realm === "operator" ? "Administration" : "API keys";
  return [
    controlRoute({
      ...realm,
      tag,
      method: "get",
      path,
      summary: "List API keys",
      answers: "collection",
      data: ApiKey,
      query: PageParameters,
      handle: (ctx, { params, query }) => listApiKeys(ctx, organizationOf(ctx, params), query),
    }),
    controlRoute({
      ...realm,
      tag,
      method: "post",
      path,
      status: 201,
      summary: "Create an API key",
      description: "The answer shows the key; it is shown nowhere else.",
      answers: "resource",
      data: CreatedApiKey,
      body: NewApiKey,
      wrappers: ["api_key"],
      secret_answer: true,
      errors: ["invalid_status"],
      handle: (ctx, { params, body }) => createApiKey(ctx, organizationOf(ctx, params), body),
    }),
    controlRoute({
      ...realm,
      tag,
      method: "delete",
      path: `${path}/:key_id`,
      status: 204,
      summary: "Revoke an API key",
      answers: "nothing",
      handle: (ctx, { params }) => revokeApiKey(ctx, organizationOf(ctx, params), params.key_id as string),
    }),
  ];
}

export const ownApiKeyRoutes = apiKeyRoutes(
  { realm: "keys", scope: "admin" },
  "/api/v1/api_keys",
  (ctx) => ctx.organization?.id as string,
);

export const managedApiKeyRoutes = apiKeyRoutes(
  { realm: "operator" },
  "/admin/v1/organizations/:id/api_keys",
  (_, params) => params.id as string,
);
