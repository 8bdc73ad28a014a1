import * as z from "zod";
import { type Json, jsonSchema } from "./json_schema";
import { Timestamp } from "./schemas";

/** A type of event: when it is written, the schema of its data, and one that was produced. */
export type DescribedEvent = {
  type: string;
  summary: string;
  data: z.ZodType;
  example: { timestamp: string; data: unknown } | undefined;
};

const HEADERS = {
  "webhook-id": "The event's id, the same at each attempt: by it a receiver recognizes repetitions",
  "webhook-timestamp": "When this attempt was made, in seconds since 1970; it is part of what is signed",
  "webhook-signature":
    "`v1,` and the base64 of the HMAC-SHA256 of `{webhook-id}.{webhook-timestamp}.{body}` by the endpoint's secret; two, separated by a space, for 24 hours after the secret was rotated",
};

/** What the descriptions of all webhooks have in common. */
export const WEBHOOK_COMPONENTS = {
  parameters: Object.fromEntries(
    Object.entries(HEADERS).map(([name, description]) => [
      name,
      { name, in: "header", required: true, description, schema: { type: "string" } },
    ]),
  ),
  responses: {
    "webhook.delivered": { description: "The event was received; the body of the response does not matter" },
    "webhook.gone": { description: "The endpoint wants no more events: it is disabled at once" },
    "webhook.failed": {
      description:
        "The attempt has failed, redirects included. It is repeated later, after `Retry-After` if that is later",
    },
  },
};

/** The operation that a receiver of an event serves. Types with an id go to `components`. */
export function webhook({ type, summary, data, example }: DescribedEvent, components: Json): Json {
  const Body = z.strictObject({
    type: z.literal(type),
    timestamp: Timestamp.meta({ description: "When the event was written" }),
    data,
  });
  return {
    operationId: operationOf(type),
    tags: ["Events"],
    summary,
    description: `${summary} Sent to webhook endpoints that receive \`${type}\`, as Standard Webhooks.`,
    security: [],
    parameters: Object.keys(HEADERS).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: jsonSchema(Body, "output", components),
          ...(example ? { example: { type, ...example } } : {}),
        },
      },
    },
    responses: {
      "2XX": { $ref: "#/components/responses/webhook.delivered" },
      410: { $ref: "#/components/responses/webhook.gone" },
      default: { $ref: "#/components/responses/webhook.failed" },
    },
  };
}

/** The name of the operation that receives a type of event: `onPurchaseOrderCreated`. */
function operationOf(type: string): string {
  return `on${type.replaceAll(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
}
