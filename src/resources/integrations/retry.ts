import { decompress } from "../../commands/compression";
import type { TenantContext } from "../../commands/context";
import type { InboundStatus } from "../../shared/statuses";
import { type Actions, requireStatus } from "../../shared/transitions";
import { deliveryOf, integrationResource, requiredDelivery } from "./queries";
import { nextReceipt } from "./receipt";
import { decide } from "./receive";

/** The statuses that a delivery can be retried from. */
export const DELIVERY_ACTIONS = { retry: ["failed", "ignored"] } as const satisfies Actions<InboundStatus>;

/**
 * Decides again what came of a message, on what is true now. If it is refused again, the delivery stays failed. Refuses with
 * `invalid_status` one that has taken effect.
 */
export async function retryDelivery(ctx: TenantContext, integration_id: string, id: string) {
  const { integrations, deliveries } = await ctx.read({
    integrations: integrationResource.byId(integration_id),
    deliveries: deliveryOf(integration_id, id),
  });
  const integration = integrationResource.required(integrations);
  const delivery = requiredDelivery(deliveries);
  requireStatus("delivery", delivery, DELIVERY_ACTIONS, "retry");
  const { source_id, topic, payload } = delivery;
  return decide(ctx, nextReceipt(ctx, integration, delivery), { source_id, topic, text: await decompress(payload) });
}
