import * as z from "zod";
import { Filter, ListParameters, Reference, several, Timestamp } from "../../http/schemas";
import { ALERT_KINDS, ALERT_MODES } from "../../shared/alerts";
import { ENDPOINT_STATUSES } from "../../shared/statuses";
import { DestinationUrl } from "../webhook_endpoints/schemas";

const areDistinct = (values: readonly string[]) => new Set(values).size === values.length;

const Channel = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("webhook"),
    url: DestinationUrl.meta({
      description:
        "Where alerts are sent by POST, signed by Standard Webhooks: https, a public host name, port 443 or 8443, no credentials",
      examples: ["https://shop.example/alerts"],
    }),
  }),
  z.strictObject({
    type: z.literal("slack"),
    url: DestinationUrl.meta({
      description:
        "An incoming webhook of Slack, or of a service that takes the same messages. Events have only its origin, since whoever knows it can post",
      examples: ["https://hooks.slack.com/services/T000/B000/XXXX"],
    }),
  }),
  z.strictObject({
    type: z.literal("email"),
    to: z
      .array(z.string().trim().max(320).pipe(z.email().max(320)))
      .min(1)
      .max(10)
      .refine(areDistinct, "must not have the same address twice")
      .meta({ description: "The addresses that alerts are sent to, up to 10", examples: [["stock@shop.example"]] }),
  }),
]);

const fields = {
  kinds: z
    .array(z.enum(ALERT_KINDS))
    .min(1)
    .max(ALERT_KINDS.length)
    .refine(areDistinct, "must not have the same kind twice")
    .meta({
      description:
        "What to be alerted of. `insight` is every insight, `stockout_forecast` only those of the kind `stockout_risk`",
      examples: [["low_stock", "out_of_stock"]],
    }),
  channel: Channel.meta({ description: "How alerts are sent" }),
  mode: z.enum(ALERT_MODES).meta({
    description: "`immediate` sends each alert at once, `daily_digest` all of a day in one message",
  }),
  digest_at: z
    .string()
    .max(5)
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 08:00")
    .nullable()
    .meta({
      description:
        "When the digest is sent by the organization's clocks; 08:00 by default, and null for `immediate`, which has no such time",
      examples: ["08:00"],
    }),
  location_id: Reference.nullable().meta({
    description: "Only alerts about this location, or about none in particular; null for all",
  }),
  status: z.enum(ENDPOINT_STATUSES).meta({
    description: "`disabled` sends nothing. Once it is `active` again, the alerts since then are sent",
  }),
};

export const NewSubscription = z
  .strictObject({
    ...fields,
    mode: fields.mode.default("immediate"),
    digest_at: fields.digest_at.optional(),
    location_id: fields.location_id.default(null),
    status: fields.status.default("active"),
  })
  .meta({
    examples: [
      {
        kinds: ["low_stock", "out_of_stock"],
        channel: { type: "slack", url: "https://hooks.slack.com/services/T000/B000/XXXX" },
      },
    ],
  });

export const SubscriptionChange = z
  .strictObject(fields)
  .partial()
  .meta({ examples: [{ mode: "daily_digest", digest_at: "07:30" }] });

const shown = {
  id: z.string(),
  kinds: z.array(z.enum(ALERT_KINDS)),
  channel: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("webhook"), url: z.string() }),
    z.strictObject({ type: z.literal("slack"), url: z.string() }),
    z.strictObject({ type: z.literal("email"), to: z.array(z.string()) }),
  ]),
  mode: z.enum(ALERT_MODES),
  digest_at: z.string().nullable(),
  location_id: z.string().nullable(),
  status: z.enum(ENDPOINT_STATUSES),
  disabled_reason: z
    .string()
    .nullable()
    .meta({ description: "Why Stockbook disabled it; null if it is active, or was disabled by a request" }),
  disabled_at: Timestamp.nullable(),
  version: z.int(),
  created_at: Timestamp,
  updated_at: Timestamp,
};

export const Subscription = z.strictObject(shown).meta({ id: "AlertSubscription" });

export const SubscriptionWithSecret = z
  .strictObject({
    ...shown,
    secret: z.string().optional().meta({
      description:
        "For a new channel of the type `webhook`, the secret that alerts are signed with; it is shown only in this response",
    }),
  })
  .meta({ id: "AlertSubscriptionWithSecret" });

export const SubscriptionFilters = {
  status: several(ENDPOINT_STATUSES)
    .optional()
    .meta({ description: "Only subscriptions with this status, or one of several" }),
  location_id: Filter.meta({ description: "Only subscriptions to alerts about this location" }),
  ...ListParameters,
};
