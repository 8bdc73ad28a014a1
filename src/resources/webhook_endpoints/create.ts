import type * as z from "zod";
import { webhook_endpoints } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { announce } from "../../events/announce";
import { nextSequence } from "../../events/range";
import { timestamp } from "../../shared/clock";
import { refuse } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { faultOfUrl } from "../../webhooks/destinations";
import { openFeed, selectLastEvent } from "../../webhooks/lanes";
import { newSecret } from "../../webhooks/secrets";
import { toEndpoint, toEndpointState } from "./queries";
import type { NewEndpoint } from "./schemas";

/**
 * Creates an endpoint, which gets the events that follow its own creation. Returns its secret, which is shown here and by
 * `rotateSecret` only. Refused with 422 `validation_failed` if the deployment doesn't allow the URL, or can't keep secrets.
 */
export async function createEndpoint(ctx: TenantContext, input: z.output<typeof NewEndpoint>) {
  const { last } = await ctx.read({ last: selectLastEvent() });
  requireAllowed(ctx, input.url);
  const id = newId("webhook_endpoint", ctx.now);
  const { secret, sealed } = await newSecret(ctx, id);
  const now = timestamp(ctx.now);
  const endpoint = {
    id,
    ...input,
    disabled_reason: null,
    disabled_at: input.status === "disabled" ? now : null,
    secret: sealed,
    previous_secret: null,
    previous_secret_until: null,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  const stored = { sequence: 0, ...endpoint };
  // If others write meanwhile, the feed is further than the response says.
  const feed = { done_through: nextSequence(last), attempts: 0, next_attempt_at: null };
  return ctx.commit(
    [
      build.insert(webhook_endpoints).values(endpoint),
      announce(ctx, "webhook_endpoint.created", { webhook_endpoint: toEndpointState(stored) }),
      openFeed(
        { target_id: id, consumer: "webhook_endpoint" },
        {
          is_active: input.status === "active",
          event_types: input.event_types,
          next_attempt_at: null,
        },
      ),
    ],
    { ...toEndpoint(stored, feed), secret },
  );
}

/** Refuses with 422 `validation_failed` a URL that the deployment doesn't allow. */
export function requireAllowed({ deployment }: TenantContext, url: string): void {
  const fault = faultOfUrl(url, deployment);
  if (fault !== null) throw refuse("validation_failed", `url ${fault}.`, { field: "url" });
}
