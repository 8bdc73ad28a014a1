import { eq, sql } from "drizzle-orm";
import { webhook_deliveries, webhook_endpoints } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { openSecret } from "../../commands/secrets";
import { build, type Statement } from "../../data/database";
import { announce } from "../../events/announce";
import { eventId } from "../../events/ids";
import { timestamp } from "../../shared/clock";
import { newId } from "../../shared/ids";
import type { Attempt, Carrier, Lane, OutgoingEvent } from "../../webhooks/carrier";
import { disabledBy } from "../../webhooks/disabling";
import { signedHeaders } from "../../webhooks/sign";
import { type StoredEndpoint, toEndpointState } from "./queries";

/** Sends events to the organization's own endpoints, one event in each message, signed by Standard Webhooks. */
export const endpointCarrier: Carrier = {
  most_events: 1,
  async prepare(ctx, lane, [event]) {
    const { sequence, type, data, created_at } = event as OutgoingEvent;
    const endpoint = await read(ctx, lane);
    if (!endpoint) throw new Error("The endpoint was deleted");
    // The data is sent as it is stored, so that each attempt has the same bytes.
    const body = `{"type":${JSON.stringify(type)},"timestamp":${JSON.stringify(created_at)},"data":${data}}`;
    const seconds = Math.floor(ctx.now.getTime() / 1000);
    const signed = { id: eventId(ctx.organization, sequence), seconds, body };
    const headers = await signedHeaders(signed, await secretsOf(ctx, endpoint));
    return { message: { url: endpoint.url, headers, body }, through: sequence };
  },
  async record(ctx, lane, [event], attempt) {
    const delivery = recordDelivery(ctx, lane, event as OutgoingEvent, attempt);
    return attempt.disables_target ? [delivery, ...(await disable(ctx, lane, attempt))] : [delivery];
  },
  restsUntil: async () => null,
};

async function read(ctx: TenantContext, { target_id }: Lane): Promise<StoredEndpoint | undefined> {
  const { rows } = await ctx.read({
    rows: build.select().from(webhook_endpoints).where(eq(webhook_endpoints.id, target_id)),
  });
  return rows[0];
}

/** The secrets that messages to an endpoint are signed with: its own, and for a while the one before. */
async function secretsOf(ctx: TenantContext, endpoint: StoredEndpoint) {
  const { id, secret, previous_secret, previous_secret_until } = endpoint;
  const signs = previous_secret !== null && String(previous_secret_until) > timestamp(ctx.now);
  return Promise.all([secret, ...(signs ? [previous_secret] : [])].map((sealed) => openSecret(ctx, id, sealed)));
}

/** The statement that records an attempt. All attempts at an event to an endpoint are one delivery. */
function recordDelivery(ctx: TenantContext, lane: Lane, event: OutgoingEvent, attempt: Attempt): Statement {
  const { outcome, response_status, response_body, error, duration_ms, next_attempt_at } = attempt;
  const now = timestamp(ctx.now);
  const is_delivered = outcome === "delivered";
  const seen = {
    status: is_delivered ? outcome : next_attempt_at === null ? ("failed" as const) : ("pending" as const),
    ...{ response_status, response_body, error, duration_ms, next_attempt_at },
    ...(is_delivered ? { delivered_at: now } : {}),
    updated_at: now,
  };
  return build
    .insert(webhook_deliveries)
    .values({
      id: newId("webhook_delivery", ctx.now),
      webhook_endpoint_id: lane.target_id,
      event_sequence: event.sequence,
      event_type: event.type,
      attempt: 1,
      ...seen,
      created_at: now,
    })
    .onConflictDoUpdate({
      target: [webhook_deliveries.webhook_endpoint_id, webhook_deliveries.event_sequence],
      set: { attempt: sql`${webhook_deliveries.attempt} + 1`, ...seen },
    });
}

/** Disables an endpoint that is gone, or whose last attempt has failed. One that somebody has disabled meanwhile stays as it is. */
async function disable(ctx: TenantContext, lane: Lane, attempt: Attempt): Promise<Statement[]> {
  const endpoint = await read(ctx, lane);
  if (endpoint?.status !== "active") return [];
  const disabled = disabledBy(ctx, endpoint, attempt, { target: "endpoint", attempts: "deliver an event" });
  return [
    build.update(webhook_endpoints).set(disabled).where(eq(webhook_endpoints.id, endpoint.id)),
    announce(ctx, "webhook_endpoint.disabled", { webhook_endpoint: toEndpointState({ ...endpoint, ...disabled }) }),
  ];
}
