import { route } from "../../http/route";
import { getDelivery } from "./deliveries";
import { retryDelivery } from "./retry";
import { Delivery } from "./schemas";

const common = { tag: "Webhooks", data: Delivery, answers: "resource" } as const;

export const webhookDeliveryRoutes = [
  route({
    ...common,
    method: "get",
    path: "/api/v1/webhook_deliveries/:id",
    operation: "getWebhookDelivery",
    scope: "read",
    summary: "Get a webhook delivery",
    description: "Returns what came of sending an event to an endpoint.",
    handle: (ctx, { params }) => getDelivery(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/webhook_deliveries/:id/retry",
    operation: "retryWebhookDelivery",
    scope: "admin",
    summary: "Retry a webhook delivery",
    description:
      "Sends the event once more, at once and with the same `webhook-id`, whether the delivery is pending, failed or delivered. Refused while the endpoint is disabled, and if the event is older than 30 days.",
    errors: ["conflict", "invalid_status"],
    handle: (ctx, { params }) => retryDelivery(ctx, params.id),
  }),
];
