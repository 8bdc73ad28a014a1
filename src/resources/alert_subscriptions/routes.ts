import { route } from "../../http/route";
import { createSubscription } from "./create";
import { listSubscriptions, subscriptionResource } from "./queries";
import {
  NewSubscription,
  Subscription,
  SubscriptionChange,
  SubscriptionFilters,
  SubscriptionWithSecret,
} from "./schemas";
import { deleteSubscription, updateSubscription } from "./update";

const common = {
  tag: "Alerts",
  data: Subscription,
  answers: "resource",
  wrappers: ["alert_subscription"],
} as const;

export const alertSubscriptionRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/alert_subscriptions",
    operation: "listAlertSubscriptions",
    scope: "read",
    summary: "List alert subscriptions",
    description:
      "Returns a page of subscriptions, newest first. A subscription is listed if it matches all of the given filters.",
    query: SubscriptionFilters,
    handle: (ctx, { query }) => listSubscriptions(ctx, query),
  }),
  route({
    ...common,
    data: SubscriptionWithSecret,
    method: "post",
    path: "/api/v1/alert_subscriptions",
    operation: "createAlertSubscription",
    scope: "admin",
    status: 201,
    summary: "Create an alert subscription",
    description:
      "Has alerts about stock, lots, purchase orders and insights sent to a webhook, to Slack or by e-mail: each at once, or all of a day in one message. Each cause is alerted once while it lasts. For a webhook, the response shows the secret that alerts are signed with; it is not shown again.",
    body: NewSubscription,
    secret_answer: true,
    handle: (ctx, { body }) => createSubscription(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/alert_subscriptions/:id",
    operation: "getAlertSubscription",
    scope: "read",
    summary: "Get an alert subscription",
    description: "Returns an alert subscription.",
    handle: (ctx, { params }) => subscriptionResource.get(ctx, params.id),
  }),
  route({
    ...common,
    data: SubscriptionWithSecret,
    method: "patch",
    path: "/api/v1/alert_subscriptions/:id",
    operation: "updateAlertSubscription",
    scope: "admin",
    summary: "Update an alert subscription",
    description:
      "Changes the given fields. Setting `status` to `active` enables a disabled subscription, and the alerts since then are sent. If the channel becomes a webhook, the response shows its secret, once.",
    body: SubscriptionChange,
    secret_answer: true,
    errors: ["stale_version"],
    handle: (ctx, { params, body }) => updateSubscription(ctx, params.id, body),
  }),
  route({
    ...common,
    answers: "nothing",
    method: "delete",
    path: "/api/v1/alert_subscriptions/:id",
    operation: "deleteAlertSubscription",
    scope: "admin",
    status: 204,
    summary: "Delete an alert subscription",
    description: "Deletes the subscription. Nothing more is sent, not even what is waiting to be sent.",
    errors: ["stale_version"],
    handle: (ctx, { params }) => deleteSubscription(ctx, params.id),
  }),
];
