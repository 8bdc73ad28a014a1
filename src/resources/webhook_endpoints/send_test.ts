import { webhook_deliveries } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { announce } from "../../events/announce";
import { nextSequence, onlyIfLastEvent } from "../../events/range";
import { timestamp } from "../../shared/clock";
import { newId } from "../../shared/ids";
import { requireStatus } from "../../shared/transitions";
import { openRequest, selectLastEvent } from "../../webhooks/lanes";
import { type StoredDelivery, toDelivery } from "./deliveries";
import { endpointResource, toEndpointState } from "./queries";
import { ENDPOINT_ACTIONS } from "./states";

const TYPE = "webhook_endpoint.tested";

/**
 * Sends an event of the type `webhook_endpoint.tested` to this endpoint alone, whichever types it takes: one attempt, outside the order
 * of its other events. Returns the pending delivery. A disabled endpoint is refused with 422 `invalid_status`.
 */
export async function testEndpoint(ctx: TenantContext, id: string) {
  const { endpoints, last } = await ctx.read({ endpoints: endpointResource.byId(id), last: selectLastEvent() });
  const endpoint = endpointResource.required(endpoints);
  requireStatus("webhook endpoint", endpoint, ENDPOINT_ACTIONS, "test");
  const event_sequence = nextSequence(last);
  const now = timestamp(ctx.now);
  const delivery: Omit<StoredDelivery, "sequence"> = {
    id: newId("webhook_delivery", ctx.now),
    webhook_endpoint_id: id,
    event_sequence,
    event_type: TYPE,
    attempt: 0,
    status: "pending",
    response_status: null,
    response_body: null,
    error: null,
    duration_ms: null,
    next_attempt_at: now,
    delivered_at: null,
    created_at: now,
    updated_at: now,
  };
  return ctx.commit(
    [
      announce(ctx, TYPE, { webhook_endpoint: toEndpointState(endpoint) }),
      onlyIfLastEvent(event_sequence),
      build.insert(webhook_deliveries).values(delivery),
      openRequest({ target_id: id, consumer: "webhook_endpoint" }, delivery.id, event_sequence),
    ],
    toDelivery(ctx, { sequence: 0, ...delivery }),
  );
}
