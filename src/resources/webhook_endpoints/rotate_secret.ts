import { sql } from "drizzle-orm";
import type { TenantContext } from "../../commands/context";
import { onlyIf } from "../../data/unchanged";
import { nextVersion } from "../../data/version";
import { timestamp } from "../../shared/clock";
import { newSecret } from "../../webhooks/secrets";
import { requireEndpoint, selectEndpoint, toEndpoint } from "./queries";
import { store } from "./update";

const OVERLAP_MS = 24 * 60 * 60 * 1000;

/**
 * Gives the endpoint a new secret, which the response shows. For 24 hours the one before it signs as well, so that receivers can be
 * changed without a gap; one from before that no longer does. Refused with 422 `validation_failed` if the deployment can't keep secrets.
 */
export async function rotateSecret(ctx: TenantContext, id: string) {
  const { endpoint, feed } = requireEndpoint(await ctx.read(selectEndpoint(id)));
  const { secret, sealed } = await newSecret(ctx, id);
  const changed = {
    ...endpoint,
    secret: sealed,
    previous_secret: endpoint.secret,
    previous_secret_until: timestamp(new Date(ctx.now.getTime() + OVERLAP_MS)),
    ...nextVersion(ctx, endpoint),
  };
  // The nightly run may have encrypted it with another key meanwhile, which is no new version.
  const unchanged = onlyIf(sql`(SELECT secret FROM webhook_endpoints WHERE id = ${id}) = ${endpoint.secret}`);
  return ctx.commit([unchanged, ...store(ctx, changed)], { ...toEndpoint(changed, feed), secret });
}
