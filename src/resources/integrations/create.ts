import type * as z from "zod";
import { integrations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { sealSecret } from "../../commands/secrets";
import { build } from "../../data/database";
import { references } from "../../documents/references";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { newIntegrationId } from "../../shared/ids";
import { toIntegration } from "./queries";
import type { NewIntegration } from "./schemas";
import { newSecret, secretProblems } from "./secrets";

/**
 * Creates an integration; its response is the only place where its secret is shown. Refuses with `validation_failed` a location
 * that does not exist or is archived, and a secret that the source can't sign with.
 */
export async function createIntegration(
  ctx: TenantContext,
  { secret: given, ...columns }: z.output<typeof NewIntegration>,
) {
  const secret = given ?? newSecret(columns.source);
  refuseAll(secretProblems(columns.source, secret));
  const referred = references({ locations: [{ id: columns.location_id, field: "location_id" }] });
  referred.resolve(await ctx.read(referred.queries));
  const id = newIntegrationId(ctx.organization.id, ctx.now);
  const now = timestamp(ctx.now);
  const integration = {
    id,
    ...columns,
    status: "active" as const,
    secret: await sealSecret(ctx, id, secret),
    version: 1,
    created_at: now,
    updated_at: now,
  };
  const response = toIntegration({ sequence: 0, ...integration });
  return ctx.commit(
    [build.insert(integrations).values(integration), announce(ctx, "integration.created", { integration: response })],
    { ...response, secret },
  );
}
