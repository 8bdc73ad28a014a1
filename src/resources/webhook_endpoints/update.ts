import { eq } from "drizzle-orm";
import type * as z from "zod";
import { webhook_endpoints } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { expectVersion, nextVersion } from "../../data/version";
import { announce } from "../../events/announce";
import { withoutUndefined } from "../../shared/without_undefined";
import { disabling } from "../../webhooks/disabling";
import { changeFeed, closeLanes, selectLastDone } from "../../webhooks/lanes";
import { haltOthers } from "../../webhooks/progress";
import { requireAllowed } from "./create";
import {
  endpointResource,
  requireEndpoint,
  type StoredEndpoint,
  selectEndpoint,
  toEndpoint,
  toEndpointState,
} from "./queries";
import type { EndpointChange } from "./schemas";

/**
 * Changes the given fields. With another URL, other types or another status, the next event counts as not tried yet. An endpoint that
 * is enabled gets the events since it was disabled. Of types that it takes from now on, it gets the events that follow, or if some are
 * still to be sent, those since the first of these. A URL that the deployment doesn't allow is 422 `validation_failed`.
 */
export async function updateEndpoint(ctx: TenantContext, id: string, change: z.output<typeof EndpointChange>) {
  const { last_done, ...found } = await ctx.read({ ...selectEndpoint(id), last_done: selectLastDone(id) });
  const { endpoint, feed } = requireEndpoint(found);
  if (change.url !== undefined) requireAllowed(ctx, change.url);
  const changed: StoredEndpoint = {
    ...endpoint,
    ...withoutUndefined(change),
    ...disabling(ctx, endpoint, change.status),
    ...nextVersion(ctx, endpoint),
  };
  const begins_again = [change.url, change.event_types, change.status].some((value) => value !== undefined);
  const done_through = Number(last_done[0]?.sequence);
  return ctx.commit(
    // The event of this change comes after it, and so may be sent.
    [...(begins_again ? changeLanes(changed) : []), ...store(ctx, changed)],
    toEndpoint(changed, begins_again ? { done_through, attempts: 0, next_attempt_at: null } : feed),
  );
}

/** The statements that halt the lanes of a disabled endpoint, or let those of an active one go on. */
export function changeLanes({ id, status, event_types }: StoredEndpoint): Statement[] {
  return [changeFeed(id, { is_active: status === "active", event_types }), haltOthers(id, status === "disabled")];
}

/** The statements that store a change of an endpoint, and announce it. */
export function store(ctx: TenantContext, changed: StoredEndpoint): Statement[] {
  const { sequence, ...columns } = changed;
  return [
    build.update(webhook_endpoints).set(columns).where(eq(webhook_endpoints.id, changed.id)),
    announce(ctx, "webhook_endpoint.updated", { webhook_endpoint: toEndpointState(changed) }),
  ];
}

/** Deletes the endpoint: nothing more is sent to it. The records of its deliveries are deleted 30 days after their creation. */
export async function deleteEndpoint(ctx: TenantContext, id: string) {
  const { endpoints } = await ctx.read({ endpoints: endpointResource.byId(id) });
  const endpoint = endpointResource.required(endpoints);
  expectVersion(ctx, endpoint);
  return ctx.commit(
    [
      build.delete(webhook_endpoints).where(eq(webhook_endpoints.id, id)),
      closeLanes(id),
      announce(ctx, "webhook_endpoint.deleted", { webhook_endpoint: toEndpointState(endpoint) }),
    ],
    null,
  );
}
