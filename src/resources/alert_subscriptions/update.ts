import { eq } from "drizzle-orm";
import type * as z from "zod";
import { alert_subscriptions } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { expectVersion, nextVersion } from "../../data/version";
import { references } from "../../documents/references";
import { announce } from "../../events/announce";
import { disabling } from "../../webhooks/disabling";
import { changeFeed, closeLanes } from "../../webhooks/lanes";
import { channelProblems, digestTime, feedOf, secretOf } from "./channel";
import { type StoredSubscription, subscriptionResource, toAnnounced, toSubscription } from "./queries";
import type { SubscriptionChange } from "./schemas";

/**
 * Changes the given fields; its next alert counts as not tried. A channel that becomes a webhook gets a secret, which is returned here
 * only. Refused with 422 `validation_failed`: a channel that the deployment doesn't allow or can't use, and a location that does not
 * exist.
 */
export async function updateSubscription(ctx: TenantContext, id: string, change: z.output<typeof SubscriptionChange>) {
  const referred = references({ locations: [{ id: change.location_id, field: "location_id" }] });
  const { found, ...rows } = await ctx.read({ ...referred.queries, found: subscriptionResource.byId(id) });
  const subscription = subscriptionResource.required(found);
  referred.resolve(rows, () => (change.channel ? channelProblems(ctx, change.channel) : []));
  const {
    kinds = subscription.kinds,
    channel = subscription.channel,
    mode = subscription.mode,
    location_id = subscription.location_id,
    status = subscription.status,
  } = change;
  const { stored: secret, shown } = await secretOf(ctx, id, channel, subscription.secret);
  const changed: StoredSubscription = {
    ...subscription,
    ...{ kinds, channel, mode, location_id, status, secret },
    digest_at: digestTime(mode, change.digest_at === undefined ? subscription.digest_at : change.digest_at),
    ...disabling(ctx, subscription, status),
    ...nextVersion(ctx, subscription),
  };
  return ctx.commit(
    [
      store(changed),
      ...storeSecret(subscription, changed),
      changeFeed(id, feedOf(changed)),
      announceChange(ctx, "updated", changed),
    ],
    { ...toSubscription(changed), ...shown },
  );
}

/** The statement that stores a changed subscription, but for its secret: the nightly run may have encrypted it with another key. */
export function store({ sequence, id, secret, ...columns }: StoredSubscription): Statement {
  return build.update(alert_subscriptions).set(columns).where(eq(alert_subscriptions.id, id));
}

/** The statement that stores another secret, if it is another one. */
export function storeSecret(before: StoredSubscription, { id, secret }: StoredSubscription): Statement[] {
  if (secret === before.secret) return [];
  return [build.update(alert_subscriptions).set({ secret }).where(eq(alert_subscriptions.id, id))];
}

/** The event of what has become of a subscription. */
export function announceChange(
  ctx: TenantContext,
  change: "updated" | "deleted" | "disabled",
  subscription: StoredSubscription,
): Statement {
  return announce(ctx, `alert_subscription.${change}`, { alert_subscription: toAnnounced(subscription) });
}

/** Deletes the subscription: nothing more is sent. */
export async function deleteSubscription(ctx: TenantContext, id: string) {
  const { found } = await ctx.read({ found: subscriptionResource.byId(id) });
  const subscription = subscriptionResource.required(found);
  expectVersion(ctx, subscription);
  return ctx.commit(
    [
      build.delete(alert_subscriptions).where(eq(alert_subscriptions.id, id)),
      closeLanes(id),
      announceChange(ctx, "deleted", subscription),
    ],
    null,
  );
}
