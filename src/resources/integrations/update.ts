import { eq } from "drizzle-orm";
import type * as z from "zod";
import { integration_deliveries, integration_documents, integrations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { sealSecret } from "../../commands/secrets";
import { build } from "../../data/database";
import { expectVersion, nextVersion } from "../../data/version";
import { references } from "../../documents/references";
import { announce } from "../../events/announce";
import { withoutUndefined } from "../../shared/without_undefined";
import { integrationResource, toIntegration } from "./queries";
import type { IntegrationChange } from "./schemas";
import { secretProblems } from "./secrets";

/**
 * Changes the given fields. A new secret is valid at once instead of the one before, and shown in this response only. Refuses
 * with `validation_failed` a location that does not exist or is archived, and a secret that the source can't sign with.
 */
export async function updateIntegration(
  ctx: TenantContext,
  id: string,
  { secret, ...change }: z.output<typeof IntegrationChange>,
) {
  const referred = references({ locations: [{ id: change.location_id, field: "location_id" }] });
  const { rows, ...others } = await ctx.read({ ...referred.queries, rows: integrationResource.byId(id) });
  const integration = integrationResource.required(rows);
  referred.resolve(others, () => (secret === undefined ? [] : secretProblems(integration.source, secret)));
  const changed = {
    ...integration,
    ...withoutUndefined(change),
    ...(secret === undefined ? {} : { secret: await sealSecret(ctx, id, secret) }),
    ...nextVersion(ctx, integration),
  };
  const { sequence, ...columns } = changed;
  const response = toIntegration(changed);
  return ctx.commit(
    [
      build.update(integrations).set(columns).where(eq(integrations.id, id)),
      announce(ctx, "integration.updated", { integration: response }),
    ],
    { ...response, ...(secret === undefined ? {} : { secret }) },
  );
}

/** Deletes the integration, and what arrived for it. The orders and returns that came of it stay. */
export async function deleteIntegration(ctx: TenantContext, id: string) {
  const { rows } = await ctx.read({ rows: integrationResource.byId(id) });
  const integration = integrationResource.required(rows);
  expectVersion(ctx, integration);
  return ctx.commit(
    [
      build.delete(integrations).where(eq(integrations.id, id)),
      build.delete(integration_deliveries).where(eq(integration_deliveries.integration_id, id)),
      build.delete(integration_documents).where(eq(integration_documents.integration_id, id)),
      announce(ctx, "integration.deleted", { integration: toIntegration(integration) }),
    ],
    null,
  );
}
