import { route } from "../../http/route";
import { createEndpoint } from "./create";
import { listDeliveries } from "./deliveries";
import { endpointResource, listEndpoints } from "./queries";
import { replayEvents } from "./replay";
import { rotateSecret } from "./rotate_secret";
import {
  Delivery,
  DeliveryFilters,
  Endpoint,
  EndpointChange,
  EndpointFilters,
  EndpointWithSecret,
  NewEndpoint,
  NewReplay,
  Replay,
} from "./schemas";
import { testEndpoint } from "./send_test";
import { deleteEndpoint, updateEndpoint } from "./update";

const common = {
  tag: "Webhooks",
  data: Endpoint,
  answers: "resource",
  wrappers: ["webhook_endpoint"],
} as const;

export const webhookEndpointRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/webhook_endpoints",
    operation: "listWebhookEndpoints",
    scope: "read",
    summary: "List webhook endpoints",
    description: "Returns a page of endpoints, newest first. Their secrets are not shown.",
    query: EndpointFilters,
    handle: (ctx, { query }) => listEndpoints(ctx, query),
  }),
  route({
    ...common,
    data: EndpointWithSecret,
    method: "post",
    path: "/api/v1/webhook_endpoints",
    operation: "createWebhookEndpoint",
    scope: "admin",
    status: 201,
    summary: "Create a webhook endpoint",
    description:
      "Has the events that follow sent to a URL, in their order. The response shows the secret that deliveries are signed with, according to Standard Webhooks; it is not shown again. Refused if the deployment does not allow the URL.",
    body: NewEndpoint,
    secret_answer: true,
    errors: ["conflict"],
    handle: (ctx, { body }) => createEndpoint(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/webhook_endpoints/:id",
    operation: "getWebhookEndpoint",
    scope: "read",
    summary: "Get a webhook endpoint",
    description: "Returns an endpoint with its progress, without its secret.",
    handle: (ctx, { params }) => endpointResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/webhook_endpoints/:id",
    operation: "updateWebhookEndpoint",
    scope: "admin",
    summary: "Update a webhook endpoint",
    description:
      "Changes the given fields. With `status` `active`, a disabled endpoint gets the events since then, as far as they are kept.",
    body: EndpointChange,
    errors: ["stale_version"],
    handle: (ctx, { params, body }) => updateEndpoint(ctx, params.id, body),
  }),
  route({
    ...common,
    answers: "nothing",
    method: "delete",
    path: "/api/v1/webhook_endpoints/:id",
    operation: "deleteWebhookEndpoint",
    scope: "admin",
    status: 204,
    summary: "Delete a webhook endpoint",
    description: "Deletes the endpoint. Nothing more is sent to it, and its deliveries can no longer be read.",
    errors: ["stale_version"],
    handle: (ctx, { params }) => deleteEndpoint(ctx, params.id),
  }),
  route({
    ...common,
    data: EndpointWithSecret,
    method: "post",
    path: "/api/v1/webhook_endpoints/:id/rotate_secret",
    operation: "rotateWebhookSecret",
    scope: "admin",
    summary: "Rotate the secret of a webhook endpoint",
    description:
      "Makes a new secret, which the response shows; it is not shown again. For 24 hours deliveries have two signatures, the other one made with the previous secret.",
    secret_answer: true,
    errors: ["stale_version"],
    handle: (ctx, { params }) => rotateSecret(ctx, params.id),
  }),
  route({
    ...common,
    data: Delivery,
    method: "post",
    path: "/api/v1/webhook_endpoints/:id/test",
    operation: "testWebhookEndpoint",
    scope: "admin",
    collection: "/api/v1/webhook_deliveries",
    summary: "Test a webhook endpoint",
    description:
      "Sends an event of the type `webhook_endpoint.tested` to this endpoint, whichever types it takes: one attempt, at once. Returns the pending delivery. Allowed while the endpoint is `active`.",
    errors: ["conflict", "invalid_status"],
    handle: (ctx, { params }) => testEndpoint(ctx, params.id),
  }),
  route({
    ...common,
    data: Replay,
    method: "post",
    path: "/api/v1/webhook_endpoints/:id/replay",
    operation: "replayWebhookEvents",
    scope: "admin",
    summary: "Replay events",
    description:
      "Sends the events of a range once more, in their order, with the same `webhook-id` as before; those of the types that the endpoint takes. New events are sent meanwhile. At most 5 replays of an endpoint run at a time. Allowed while the endpoint is `active`.",
    body: NewReplay,
    wrappers: ["replay"],
    errors: ["conflict", "invalid_status"],
    handle: (ctx, { params, body }) => replayEvents(ctx, params.id, body),
  }),
  route({
    ...common,
    data: Delivery,
    answers: "collection",
    method: "get",
    path: "/api/v1/webhook_endpoints/:id/deliveries",
    operation: "listWebhookDeliveries",
    scope: "read",
    summary: "List the deliveries of a webhook endpoint",
    description: "Returns what was sent, newest first, and what came of it. Deliveries are kept for 30 days.",
    query: DeliveryFilters,
    handle: (ctx, { params, query }) => listDeliveries(ctx, params.id, query),
  }),
];
