import { alert_subscriptions } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import type { EndpointStatus } from "../../shared/statuses";

/** A subscription as stored, with its encrypted secret. */
export type StoredSubscription = typeof alert_subscriptions.$inferSelect;

/** A subscription as the API shows it: without its secret. */
export function toSubscription({ sequence, secret, ...subscription }: StoredSubscription) {
  return subscription;
}

/**
 * A subscription as events show it. Whoever knows the URL of a Slack channel can post to it, and events are sent to other systems:
 * they have only its origin.
 */
export function toAnnounced(stored: StoredSubscription) {
  const subscription = toSubscription(stored);
  const { channel } = subscription;
  if (channel.type !== "slack") return subscription;
  return { ...subscription, channel: { ...channel, url: new URL(channel.url).origin } };
}

export const subscriptionResource = resource({
  name: "alert subscription",
  table: alert_subscriptions,
  bytes: bytesOfRow(["channel"]),
  small: true,
  select: (where, order) => build.select().from(alert_subscriptions).where(where).orderBy(order),
  render: (_: TenantContext) => toSubscription,
});

type Filters = { status?: EndpointStatus[] | undefined; location_id?: string | undefined };

/** A page of the subscriptions that match all filters, newest first. */
export function listSubscriptions(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, filters] = splitRequest(query);
  return subscriptionResource.list(ctx, request, { where: equalTo(filters), counted: true });
}
