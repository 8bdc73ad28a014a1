import { sql } from "drizzle-orm";
import { webhook_endpoints } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import type { EndpointStatus } from "../../shared/statuses";
import { type Feed, selectFeeds } from "../../webhooks/progress";

export type StoredEndpoint = typeof webhook_endpoints.$inferSelect;

/** An endpoint as its events show it: without its secrets, and without its progress. */
export function toEndpointState({ sequence, secret, previous_secret, ...endpoint }: StoredEndpoint) {
  return endpoint;
}

/** An endpoint as the API returns it, with the progress of its feed. */
export function toEndpoint(endpoint: StoredEndpoint, { done_through, attempts, next_attempt_at }: Progress) {
  return { ...toEndpointState(endpoint), delivered_through: done_through, attempts, next_attempt_at };
}

type Progress = Omit<Feed, "target_id">;

export const endpointResource = resource({
  name: "webhook endpoint",
  table: webhook_endpoints,
  bytes: bytesOfRow(["url", "event_types", "description"]),
  small: true,
  select: (where, order) => build.select().from(webhook_endpoints).where(where).orderBy(order),
  parts: (ids) => ({ feeds: selectFeeds(ids) }),
  render: (_: TenantContext, { feeds }) => {
    const feed_of = new Map(feeds.map((feed) => [feed.target_id, feed]));
    return (endpoint) => toEndpoint(endpoint, required(feed_of.get(endpoint.id)));
  },
});

/** Selects an endpoint and its feed, for a command. */
export function selectEndpoint(id: string) {
  return { endpoints: endpointResource.byId(id), feeds: selectFeeds(sql`SELECT ${id}`) };
}

/** An endpoint and its feed, as `selectEndpoint` has found them; 404 `not_found` if there is none. */
export function requireEndpoint(found: { endpoints: readonly StoredEndpoint[]; feeds: readonly Feed[] }) {
  return { endpoint: endpointResource.required(found.endpoints), feed: required(found.feeds[0]) };
}

function required(feed: Feed | undefined): Feed {
  if (!feed) throw new Error("A webhook endpoint has no feed");
  return feed;
}

/** A page of endpoints that match all filters, newest first. */
export function listEndpoints(ctx: TenantContext, query: { status?: EndpointStatus[] | undefined } & ListRequest) {
  const [request, filters] = splitRequest(query);
  return endpointResource.list(ctx, request, { where: equalTo(filters), counted: true });
}
