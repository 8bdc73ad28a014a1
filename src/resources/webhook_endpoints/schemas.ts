import * as z from "zod";
import { CursorParameter, Instant, ListParameters, several, Timestamp, text } from "../../http/schemas";
import { EVENT_TYPES } from "../../shared/event_types";
import { DELIVERY_STATUSES, ENDPOINT_STATUSES } from "../../shared/statuses";
import { faultOfForm } from "../../webhooks/destinations";

const GROUPS = [...new Set(EVENT_TYPES.map((type) => `${type.split(".")[0]}.*`))];

/** The URL that something is sent to. What the deployment does not allow is refused where it is stored. */
export const DestinationUrl = z
  .string()
  .trim()
  .min(1, { abort: true })
  .max(2000, { abort: true })
  .superRefine((url, context) => {
    const message = faultOfForm(url);
    if (message !== null) context.addIssue({ code: "custom", message });
  })
  .meta({ format: "uri", examples: ["https://shop.example/stockbook"] });

const EventTypes = z
  .array(z.enum([...EVENT_TYPES, ...GROUPS]))
  .min(1)
  .max(200)
  .transform((types): string[] => [...new Set(types)])
  .nullable()
  .meta({
    description: "The types of events that are sent, or groups of them such as `order.*`; null for all",
    examples: [["order.*", "inventory.low"]],
  });

const fields = {
  url: DestinationUrl.meta({
    description:
      "Where events are sent by POST: https, a public host name, port 443 or 8443, no credentials. A deployment with `ALLOW_PRIVATE_WEBHOOKS=true` also allows http, private addresses and other ports",
  }),
  event_types: EventTypes,
  description: text(500).nullable().meta({ description: "Your own words about it" }),
  status: z.enum(ENDPOINT_STATUSES).meta({
    description:
      "`disabled` sends nothing. Once it is `active` again, it gets the events since then, as far as they are kept",
  }),
};

export const NewEndpoint = z
  .strictObject({
    ...fields,
    event_types: fields.event_types.default(null),
    description: fields.description.default(null),
    status: fields.status.default("active"),
  })
  .meta({ examples: [{ url: "https://shop.example/stockbook", event_types: ["order.*", "inventory.low"] }] });

export const EndpointChange = z
  .strictObject(fields)
  .partial()
  .meta({ examples: [{ status: "active" }] });

const shown = {
  id: z.string(),
  url: z.string(),
  event_types: z.array(z.string()).nullable(),
  description: z.string().nullable(),
  status: z.enum(ENDPOINT_STATUSES),
  disabled_reason: z
    .string()
    .nullable()
    .meta({ description: "Why Stockbook disabled it; null if it is active, or was disabled by a request" }),
  disabled_at: Timestamp.nullable(),
  previous_secret_until: Timestamp.nullable().meta({
    description: "Until this time, deliveries are signed with the previous secret as well; null if there has been none",
  }),
  version: z.int(),
  created_at: Timestamp,
  updated_at: Timestamp,
};

const progress = {
  delivered_through: z.int().meta({
    description: "The `sequence` of the last event that needs no more attempts: it was delivered, or is not sent here",
  }),
  attempts: z.int().meta({ description: "How many attempts at the next event have failed" }),
  next_attempt_at: Timestamp.nullable().meta({ description: "When the next event is tried again; null if at once" }),
};

/** An endpoint as its events show it: without its progress, which changes with each event. */
export const EndpointState = z.strictObject(shown).meta({ id: "WebhookEndpointState" });

export const Endpoint = z.strictObject({ ...shown, ...progress }).meta({ id: "WebhookEndpoint" });

export const EndpointWithSecret = z
  .strictObject({
    ...shown,
    ...progress,
    secret: z.string().meta({
      description: "The secret that deliveries are signed with; it is shown only in this response",
    }),
  })
  .meta({ id: "WebhookEndpointWithSecret" });

export const EndpointFilters = {
  status: several(ENDPOINT_STATUSES)
    .optional()
    .meta({ description: "Only endpoints with this status, or one of several" }),
  ...ListParameters,
  ...CursorParameter,
};

const Position = z.union([z.int().min(0), Instant], {
  error: "must be the sequence of an event, or a time with its offset, such as 2026-11-23T08:30:00Z",
});

export const NewReplay = z
  .strictObject({
    from: Position.meta({ description: "The first event: its `sequence`, or a time at or after which it happened" }),
    to: Position.optional().meta({
      description: "The last event: its `sequence`, or a time at or before which it happened; the newest if absent",
    }),
  })
  .meta({ examples: [{ from: "2026-11-23T08:00:00.000Z", to: "2026-11-23T12:00:00.000Z" }] });

export const Replay = z
  .strictObject({
    id: z.string(),
    from_sequence: z.int(),
    to_sequence: z.int(),
    events: z.int().meta({ description: "How many events the range has, of all types" }),
  })
  .meta({ id: "WebhookReplay" });

export const Delivery = z
  .strictObject({
    id: z.string(),
    webhook_endpoint_id: z.string(),
    event_id: z.string().meta({ description: "The event's id, which is also sent as `webhook-id`" }),
    event_type: z.enum(EVENT_TYPES),
    attempt: z.int().meta({ description: "How many attempts there have been" }),
    status: z.enum(DELIVERY_STATUSES).meta({
      description: "`pending` while there will be another attempt, `failed` if there won't",
    }),
    response_status: z.int().nullable().meta({ description: "The HTTP status of the last response" }),
    response_body: z.string().nullable().meta({ description: "The first 1 KiB of the last response" }),
    error: z.string().nullable().meta({ description: "Why the last attempt failed" }),
    duration_ms: z.int().nullable().meta({ description: "How long the last attempt took" }),
    next_attempt_at: Timestamp.nullable(),
    delivered_at: Timestamp.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "WebhookDelivery" });

export const DeliveryFilters = {
  status: several(DELIVERY_STATUSES)
    .optional()
    .meta({ description: "Only deliveries with this status, or one of several" }),
  event_type: z.enum(EVENT_TYPES).optional().meta({ description: "Only deliveries of events of this type" }),
  ...ListParameters,
  ...CursorParameter,
};
