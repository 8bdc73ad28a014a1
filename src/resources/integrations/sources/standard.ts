import * as z from "zod";
import { unwrap, validate } from "../../../http/body";
import { NewOrder } from "../../orders/schemas";
import type { Intention } from "../intention";

/** The longest reference of an order. */
const MOST_CHARACTERS = 100;

const ORDER_CREATED = "order.created";

/** The payload that Standard Webhooks recommend. An order has none of these members. */
const Enveloped = z.object({
  type: z.string(),
  timestamp: z.unknown().optional(),
  data: z.record(z.string(), z.unknown()),
});

/** The topic of a message: the `type` of its payload, or, if it is an order by itself, that of an order. */
export function topicOfStandard(payload: unknown): string {
  return Enveloped.safeParse(payload).data?.type ?? ORDER_CREATED;
}

/**
 * What a message in the form of Standard Webhooks wants to have done: its body is that of `POST /orders`, flat or wrapped, by itself or as
 * the `data` of `{ type, timestamp, data }`. The order is identified by its `external_reference`, or by the message's id. Refuses with
 * `validation_failed` what `POST /orders` would.
 */
export function intentionOfStandard(topic: string, source_id: string, payload: unknown): Intention {
  if (topic !== ORDER_CREATED) return { kind: "nothing", order_id: null, why: `The type ${topic} is not used.` };
  const given = unwrap(Enveloped.safeParse(payload).data?.data ?? payload, ["order"]);
  const { external_reference } = validate(NewOrder, given);
  const order_id = external_reference ?? source_id.slice(0, MOST_CHARACTERS);
  const body = given as z.input<typeof NewOrder>;
  const order = { body: { ...body, channel: body.channel ?? "standard", external_reference: order_id }, line_ids: [] };
  return { kind: "order", order_id, order, is_update: false };
}
