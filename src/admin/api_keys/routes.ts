import { controlRoute } from "../../http/route";
import { IdsParameter, PageParameters } from "../../http/schemas";
import { createApiKey, getCurrentApiKey, listApiKeys, ownOrganizationId, revokeApiKey } from "./commands";
import { ApiKey, CreatedApiKey, NewApiKey } from "./schemas";

const own = { realm: "keys", scope: "admin", tag: "API keys" } as const;
const managed = { realm: "operator", tag: "Administration" } as const;

const list = {
  method: "get",
  description: "Newest first, revoked and expired keys too.",
  answers: "collection",
  data: ApiKey,
  query: { ...IdsParameter, ...PageParameters },
} as const;
const create = {
  method: "post",
  status: 201,
  description: "The response shows the key; it is shown nowhere else.",
  answers: "resource",
  data: CreatedApiKey,
  body: NewApiKey,
  wrappers: ["api_key"],
  secret_answer: true,
  errors: ["invalid_status"],
} as const;
const revoke = {
  method: "delete",
  status: 204,
  description: "The key is refused everywhere within a minute. A revoked key stays in the list.",
  answers: "nothing",
} as const;

/** An organization's own keys, for its admins; and for each key, itself. */
export const ownApiKeyRoutes = [
  controlRoute({
    ...own,
    scope: "read",
    method: "get",
    path: "/api/v1/api_keys/current",
    operation: "getCurrentApiKey",
    summary: "Get the API key of the request",
    description:
      "The key that is sent with the request: its name, its scopes and when it expires. Any key may ask for itself.",
    answers: "resource",
    data: ApiKey,
    handle: (ctx) => getCurrentApiKey(ctx),
  }),
  controlRoute({
    ...own,
    ...list,
    path: "/api/v1/api_keys",
    operation: "listApiKeys",
    summary: "List API keys",
    handle: (ctx, { query }) => listApiKeys(ctx, ownOrganizationId(ctx), query),
  }),
  controlRoute({
    ...own,
    ...create,
    path: "/api/v1/api_keys",
    operation: "createApiKey",
    summary: "Create an API key",
    handle: (ctx, { body }) => createApiKey(ctx, ownOrganizationId(ctx), body),
  }),
  controlRoute({
    ...own,
    ...revoke,
    path: "/api/v1/api_keys/:key_id",
    operation: "revokeApiKey",
    summary: "Revoke an API key",
    handle: (ctx, { params }) => revokeApiKey(ctx, ownOrganizationId(ctx), params.key_id),
  }),
];

/** Any organization's keys, for the operator. */
export const managedApiKeyRoutes = [
  controlRoute({
    ...managed,
    ...list,
    path: "/admin/v1/organizations/:id/api_keys",
    operation: "listOrganizationApiKeys",
    summary: "List an organization's API keys",
    handle: (ctx, { params, query }) => listApiKeys(ctx, params.id, query),
  }),
  controlRoute({
    ...managed,
    ...create,
    path: "/admin/v1/organizations/:id/api_keys",
    operation: "createOrganizationApiKey",
    summary: "Create an API key for an organization",
    handle: (ctx, { params, body }) => createApiKey(ctx, params.id, body),
  }),
  controlRoute({
    ...managed,
    ...revoke,
    path: "/admin/v1/organizations/:id/api_keys/:key_id",
    operation: "revokeOrganizationApiKey",
    summary: "Revoke an organization's API key",
    handle: (ctx, { params }) => revokeApiKey(ctx, params.id, params.key_id),
  }),
];
