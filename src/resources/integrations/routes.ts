import { inboundRoute, route } from "../../http/route";
import { INTEGRATION_SOURCES, type IntegrationSource } from "../../shared/integrations";
import { validFrom } from "../../shared/transitions";
import { createIntegration } from "./create";
import { getDelivery, integrationResource, listDeliveries, listIntegrations } from "./queries";
import { receiveWebhook } from "./receive";
import { DELIVERY_ACTIONS, retryDelivery } from "./retry";
import {
  DeliveryFilters,
  Integration,
  IntegrationChange,
  IntegrationDelivery,
  IntegrationFilters,
  NewIntegration,
  ReadDelivery,
  ReceivedDelivery,
  WrittenIntegration,
} from "./schemas";
import { deleteIntegration, updateIntegration } from "./update";

const common = { tag: "Integrations", answers: "resource", wrappers: ["integration"] } as const;
const parameters = { id: "The id of the integration", delivery_id: "The id of the delivery" };

export const integrationRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/integrations",
    operation: "listIntegrations",
    scope: "read",
    summary: "List integrations",
    description: "Returns a page of integrations, newest first, without their secrets.",
    data: Integration,
    query: IntegrationFilters,
    handle: (ctx, { query }) => listIntegrations(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/integrations",
    operation: "createIntegration",
    scope: "admin",
    status: 201,
    summary: "Create an integration",
    description:
      "Creates an integration. Enter its `webhook_path`, after this server's address, and its `secret` at the sender. The secret is shown only in this response.",
    data: WrittenIntegration,
    body: NewIntegration,
    secret_answer: true,
    handle: (ctx, { body }) => createIntegration(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/integrations/:id",
    operation: "getIntegration",
    scope: "read",
    summary: "Get an integration",
    description: "Returns an integration, without its secret.",
    data: Integration,
    handle: (ctx, { params }) => integrationResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/integrations/:id",
    operation: "updateIntegration",
    scope: "admin",
    summary: "Update an integration",
    description:
      "Changes the given fields. A new `secret` is valid at once, in place of the one before. The source can't be changed.",
    data: WrittenIntegration,
    body: IntegrationChange,
    secret_answer: true,
    errors: ["stale_version"],
    handle: (ctx, { params, body }) => updateIntegration(ctx, params.id, body),
  }),
  route({
    ...common,
    answers: "nothing",
    method: "delete",
    path: "/api/v1/integrations/:id",
    operation: "deleteIntegration",
    scope: "admin",
    status: 204,
    summary: "Delete an integration",
    description: "Deletes the integration and its deliveries. The orders and returns that they became stay.",
    errors: ["stale_version"],
    handle: (ctx, { params }) => deleteIntegration(ctx, params.id),
  }),
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/integrations/:id/deliveries",
    operation: "listIntegrationDeliveries",
    scope: "read",
    summary: "List what arrived for an integration",
    description:
      "Returns a page of deliveries, newest first, without their payloads. A delivery is listed if it matches all of the given filters.",
    parameters,
    data: IntegrationDelivery,
    query: DeliveryFilters,
    handle: (ctx, { params, query }) => listDeliveries(ctx, params.id, query),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/integrations/:id/deliveries/:delivery_id",
    operation: "getIntegrationDelivery",
    scope: "read",
    summary: "Get what arrived for an integration",
    description: "Returns a delivery with its payload.",
    parameters,
    data: ReadDelivery,
    handle: (ctx, { params }) => getDelivery(ctx, params.id, params.delivery_id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/integrations/:id/deliveries/:delivery_id/retry",
    operation: "retryIntegrationDelivery",
    scope: "admin",
    summary: "Retry what arrived for an integration",
    description: `Decides again what comes of a delivery, after what its \`reason\` says has been corrected. If it is refused again, it stays \`failed\`, with \`attempt\` one higher. ${validFrom(DELIVERY_ACTIONS, "retry")}`,
    parameters,
    data: IntegrationDelivery,
    errors: ["invalid_status"],
    handle: (ctx, { params }) => retryDelivery(ctx, params.id, params.delivery_id),
  }),
];

const HMAC = "The HMAC-SHA256 of the body with the secret, in base64";
const MESSAGE_ID = "The id of the message, by which a repetition is recognized";

/** What each source is called, and what its headers mean. */
const SENDERS: Record<IntegrationSource, { name: string; operation: string; headers: Record<string, string> }> = {
  shopify: {
    name: "Shopify",
    operation: "receiveShopifyWebhook",
    headers: {
      "X-Shopify-Hmac-Sha256": HMAC,
      "X-Shopify-Topic": "`orders/create`, `orders/cancelled` or `refunds/create`; others are kept, but not used",
      "X-Shopify-Webhook-Id": MESSAGE_ID,
    },
  },
  woocommerce: {
    name: "WooCommerce",
    operation: "receiveWooCommerceWebhook",
    headers: {
      "X-WC-Webhook-Signature": HMAC,
      "X-WC-Webhook-Topic": "`order.created` or `order.updated`; others are kept, but not used",
      "X-WC-Webhook-Delivery-ID": MESSAGE_ID,
    },
  },
  standard: {
    name: "a system that signs by Standard Webhooks",
    operation: "receiveStandardWebhook",
    headers: {
      "webhook-id": MESSAGE_ID,
      "webhook-timestamp": "When it was sent, in seconds since 1970; at most 5 minutes off",
      "webhook-signature": "One or more signatures `v1,…` of id, timestamp and body, separated by spaces",
    },
  },
};

/** The routes that senders post to: the `webhook_path` of each source, and the same without the API's base path. */
export const inboundRoutes = INTEGRATION_SOURCES.flatMap((source) => {
  const { name, operation, headers } = SENDERS[source];
  const inbound = {
    tag: "Integrations",
    method: "post",
    answers: "resource",
    summary: `Receive a webhook of ${name}`,
    description:
      "For the sender, which needs no API key: it signs the body with the integration's secret. An order becomes an order, a cancellation cancels it, and a refund becomes a return authorization. What can't take effect is kept as a `failed` delivery. A repetition returns the first delivery and changes nothing. `data` is null for the ping of WooCommerce.",
    parameters: { integration_id: "The id of the integration" },
    headers,
    data: ReceivedDelivery,
  } as const;
  return [
    inboundRoute({
      ...inbound,
      path: `/api/v1/integrations/webhooks/${source}/:integration_id`,
      operation,
      handle: (ctx, { params, body }) => receiveWebhook(ctx, source, params.integration_id, body),
    }),
    inboundRoute({
      ...inbound,
      path: `/integrations/webhooks/${source}/:integration_id`,
      operation: `${operation}AtRoot`,
      handle: (ctx, { params, body }) => receiveWebhook(ctx, source, params.integration_id, body),
    }),
  ];
});
