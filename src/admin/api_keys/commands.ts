import type * as z from "zod";
import { type ApiKeyRow, apiKeyOf, newApiKey, pageOfApiKeys, revocation } from "../../control/api_keys/rows";
import type { ControlContext } from "../../control/context";
import { unauthorized } from "../../control/directory";
import { getOrganization } from "../../control/organizations/queries";
import { requireComplete } from "../../control/organizations/settings";
import type { ListRequest } from "../../data/page";
import { notFound, refuse } from "../../shared/errors";
import type { NewApiKey } from "./schemas";

/** Whose keys a caller without the operator's token manages: its own organization's. */
export function ownOrganizationId({ organization }: ControlContext): string {
  if (!organization) throw unauthorized();
  return organization.id;
}

/** The key that the caller has sent, without the key itself. */
export async function getCurrentApiKey(ctx: ControlContext) {
  const { keys } = await ctx.read({ keys: apiKeyOf(ownOrganizationId(ctx), String(ctx.api_key_id)) });
  const [key] = keys;
  if (!key) throw unauthorized();
  return toApiKey(key);
}

/** Creates a key of the organization; its response is the only place where the key is shown. `expires_at` must lie in the future. */
export async function createApiKey(ctx: ControlContext, organization_id: string, terms: z.output<typeof NewApiKey>) {
  requireComplete(await getOrganization(ctx, organization_id));
  if (terms.expires_at !== null && terms.expires_at <= ctx.now.toISOString()) {
    throw refuse("validation_failed", "expires_at must lie in the future; null means that the key never expires.", {
      field: "expires_at",
    });
  }
  const { api_key, statement } = await newApiKey(organization_id, terms, ctx.now);
  return ctx.commit([statement], api_key);
}

/** Lists an organization's keys, newest first, without the keys themselves. */
export async function listApiKeys(ctx: ControlContext, organization_id: string, page: ListRequest) {
  await getOrganization(ctx, organization_id);
  const keys = await pageOfApiKeys(ctx, organization_id, page);
  return { ...keys, data: keys.data.map(toApiKey) };
}

/** Revokes a key: it is refused at once in this isolate, and everywhere within a minute. */
export async function revokeApiKey(ctx: ControlContext, organization_id: string, id: string) {
  const { keys } = await ctx.read({ keys: apiKeyOf(organization_id, id) });
  const [key] = keys;
  if (!key) throw notFound("API key");
  await ctx.commit([revocation(id, ctx.now)], null);
  ctx.directory.forget();
}

function toApiKey({ sequence, organization_id, hash, ...key }: ApiKeyRow) {
  return key;
}
