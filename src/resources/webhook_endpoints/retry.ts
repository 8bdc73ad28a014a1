import { eq, sql } from "drizzle-orm";
import { webhook_deliveries } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { onlyIf } from "../../data/unchanged";
import { isKept } from "../../events/range";
import { timestamp } from "../../shared/clock";
import { notFound, refuse } from "../../shared/errors";
import { requireStatus } from "../../shared/transitions";
import { selectLanesOf } from "../../webhooks/claims";
import { openRequest } from "../../webhooks/lanes";
import { hasten } from "../../webhooks/progress";
import { selectDelivery, selectEndpointOf, toDelivery } from "./deliveries";
import { ENDPOINT_ACTIONS } from "./states";

/**
 * Tries a delivery once more, at once: the next attempt of a pending one comes now, and one that was delivered or has failed gets one
 * more attempt, outside the order of the endpoint's other events. Refused with 422 `invalid_status` while the endpoint is disabled, and
 * with 422 `validation_failed` once the event is no longer kept.
 */
export async function retryDelivery(ctx: TenantContext, id: string) {
  const stored = (column: "webhook_endpoint_id" | "event_sequence") =>
    sql`(SELECT ${sql.identifier(column)} FROM webhook_deliveries WHERE id = ${id})`;
  const sequence = stored("event_sequence");
  const { deliveries, endpoints, kept, lanes } = await ctx.read({
    deliveries: selectDelivery(id),
    endpoints: selectEndpointOf({ delivery_id: id }),
    kept: isKept(sequence),
    lanes: selectLanesOf({ target_id: stored("webhook_endpoint_id"), sequence }),
  });
  const [endpoint] = endpoints;
  const [delivery] = deliveries;
  if (!endpoint || !delivery) throw notFound("webhook delivery");
  requireStatus("webhook endpoint", endpoint, ENDPOINT_ACTIONS, "retry");
  if (kept.length === 0) {
    throw refuse("validation_failed", "The event of this delivery is older than 30 days and no longer kept.");
  }
  const { event_sequence, webhook_endpoint_id: target_id, attempt, status } = delivery;
  const now = timestamp(ctx.now);
  const change = { status: "pending", next_attempt_at: now, updated_at: now } as const;
  return ctx.commit(
    [
      onlyIf(
        sql`EXISTS (SELECT 1 FROM webhook_deliveries WHERE id = ${id} AND attempt = ${attempt} AND status = ${status})`,
      ),
      build.update(webhook_deliveries).set(change).where(eq(webhook_deliveries.id, id)),
      // A change of the endpoint's types may have left a pending one behind.
      status === "pending" && lanes.length > 0
        ? hasten(target_id, event_sequence)
        : openRequest({ target_id, consumer: "webhook_endpoint" }, id, event_sequence),
    ],
    toDelivery(ctx, { ...delivery, ...change }),
  );
}
