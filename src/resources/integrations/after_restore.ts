import { eq } from "drizzle-orm";
import { integrations } from "../../../drizzle/tenant";
import { eachRow } from "../../commands/each_row";
import { build } from "../../data/database";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { replacedSecret } from "../../webhooks/secrets";
import { toIntegration } from "./queries";

/**
 * Disables the integrations of an organization that was restored from a backup. Their ids, and so their addresses, belong to the
 * organization that the backup was made of: nothing can arrive at them.
 */
export const detachIntegrations = eachRow("detach_integrations", integrations, async (ctx, integration) => {
  const changed = {
    ...integration,
    status: "disabled" as const,
    secret: await replacedSecret(ctx, integration.id, integration.secret),
    version: integration.version + 1,
    updated_at: timestamp(ctx.now),
  };
  const { sequence, ...columns } = changed;
  return [
    build.update(integrations).set(columns).where(eq(integrations.id, integration.id)),
    announce(ctx, "integration.updated", { integration: toIntegration(changed) }),
  ];
});
