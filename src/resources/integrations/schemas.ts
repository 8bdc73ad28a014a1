import * as z from "zod";
import { CursorParameter, Filter, ListParameters, Name, Reference, several, Timestamp, text } from "../../http/schemas";
import { INTEGRATION_SOURCES } from "../../shared/integrations";
import { ENDPOINT_STATUSES, INBOUND_STATUSES } from "../../shared/statuses";

const Secret = text(200)
  .min(4)
  .meta({
    description:
      "What the sender signs its webhooks with. For `shopify` and `woocommerce`, 4 to 200 characters; for `standard`, 16 to 64 bytes in base64, with or without `whsec_` before them",
    examples: ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"],
  });

const fields = {
  name: Name.meta({ examples: ["Web shop"] }),
  location_id: Reference.meta({ description: "The location its orders ship from" }),
  reserve_on_arrival: z.boolean().meta({
    description: "Reserves stock for an order when it arrives, as far as it is available",
  }),
};

export const NewIntegration = z
  .strictObject({
    ...fields,
    source: z.enum(INTEGRATION_SOURCES).meta({
      description: "Who sends the webhooks; `standard` is any system that signs by Standard Webhooks",
    }),
    reserve_on_arrival: fields.reserve_on_arrival.default(false),
    secret: Secret.optional().meta({ description: "The sender's secret; generated if omitted" }),
  })
  .meta({
    examples: [
      {
        source: "shopify",
        name: "Web shop",
        location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
        secret: "3d1f0c7a9b5e48d2a6c4f1e8b7d09a53",
      },
    ],
  });

export const IntegrationChange = z
  .strictObject({
    ...fields,
    secret: Secret,
    status: z.enum(ENDPOINT_STATUSES).meta({
      description: "While an integration is `disabled`, what arrives is kept, but has no effect",
    }),
  })
  .partial()
  .meta({ examples: [{ name: "Web shop", reserve_on_arrival: true }] });

const shown = {
  id: z.string(),
  source: z.enum(INTEGRATION_SOURCES),
  ...fields,
  status: z.enum(ENDPOINT_STATUSES),
  webhook_path: z.string().meta({ description: "Where the sender sends its webhooks, on this server" }),
  version: z.int(),
  created_at: Timestamp,
  updated_at: Timestamp,
};

export const Integration = z.strictObject(shown).meta({ id: "Integration" });

export const WrittenIntegration = z
  .strictObject({
    ...shown,
    secret: z.string().optional().meta({
      description: "The secret, if this request has set it. It is shown only in this response",
    }),
  })
  .meta({ id: "WrittenIntegration" });

export const IntegrationFilters = {
  source: several(INTEGRATION_SOURCES)
    .optional()
    .meta({ description: "Only integrations with this source, or one of several" }),
  ...ListParameters,
};

const delivery = {
  id: z.string(),
  integration_id: z.string(),
  source_id: z.string().meta({
    description:
      "The sender's own id of the message, by which a repetition is recognized; for `woocommerce`, a digest of the message follows it",
  }),
  topic: z.string().meta({ description: "What the message is about, in the sender's words" }),
  status: z.enum(INBOUND_STATUSES).meta({
    description:
      "`processed` if it took effect, `ignored` if there was nothing to do, `failed` if it waits for a correction and a retry",
  }),
  reason: z.string().nullable().meta({ description: "Why it failed or was ignored; null if it was processed" }),
  attempt: z.int().meta({ description: "How often it has been tried" }),
  external_reference: z.string().nullable().meta({ description: "The sender's id of the order that it is about" }),
  order_id: z.string().nullable().meta({ description: "The order that it has become, or is about" }),
  return_authorization_id: z.string().nullable().meta({ description: "The return that a refund has become" }),
  created_at: Timestamp.meta({ description: "When it arrived" }),
  updated_at: Timestamp,
};

/** What arrived for an integration, without its content. */
export const IntegrationDelivery = z.strictObject(delivery).meta({ id: "IntegrationDelivery" });

/** What a sender is told: the delivery, or nothing for a ping. */
export const ReceivedDelivery = IntegrationDelivery.nullable();

export const ReadDelivery = z
  .strictObject({
    ...delivery,
    payload: z.unknown().meta({
      description: "The body as it arrived: JSON, in which integers beyond 2^53 are text; text if it is not JSON",
    }),
  })
  .meta({ id: "ReadIntegrationDelivery" });

export const DeliveryFilters = {
  status: several(INBOUND_STATUSES)
    .optional()
    .meta({ description: "Only deliveries with this status, or one of several" }),
  topic: Filter.meta({ description: "Only deliveries with this topic" }),
  ...ListParameters,
  ...CursorParameter,
};
