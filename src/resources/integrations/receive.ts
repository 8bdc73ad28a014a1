import type { TenantContext } from "../../commands/context";
import { isLasting, toRefusal } from "../../commands/refusals";
import { openSecret } from "../../commands/secrets";
import { causeOf } from "../../data/rules";
import type { RawBody } from "../../http/route";
import { sha256 } from "../../shared/digest";
import type { DomainError } from "../../shared/errors";
import { refuse } from "../../shared/errors";
import { type IntegrationSource, unverified } from "../../shared/integrations";
import { ConstraintViolation } from "../../storage/port";
import { applyIntention } from "./apply";
import type { Intention } from "./intention";
import { parsePayload } from "./payload";
import { type Delivery, deliveryBySourceId, integrationResource, toDelivery } from "./queries";
import { newReceipt, type Receipt, settle } from "./receipt";
import { HEADERS, isSigned } from "./signature";
import { intentionOfShopify } from "./sources/shopify";
import { intentionOfStandard, topicOfStandard } from "./sources/standard";
import { intentionOfWooCommerce } from "./sources/woocommerce";

/**
 * Takes what a sender has sent, and does what it wants to have done. A message that is not signed by whom the integration is for is
 * 401 `unauthorized` and leaves nothing behind. Everything else is kept: what is refused waits as a failed delivery. Null for the
 * ping with which WooCommerce tries out a new webhook.
 */
export async function receiveWebhook(
  ctx: TenantContext,
  source: IntegrationSource,
  integration_id: string,
  body: RawBody,
): Promise<Delivery | null> {
  if (source === "woocommerce" && isPing(body)) return null;
  const text = new TextDecoder().decode(body.bytes);
  const source_id = await sourceIdOf(source, body.headers, text);
  const { rows, before } = await ctx.read({
    rows: integrationResource.byId(integration_id),
    before: deliveryBySourceId(integration_id, source_id),
  });
  const [integration] = rows;
  if (integration?.source !== source) throw unverified();
  // Without the key it is a failure, not a refusal, so that the sender sends it again.
  const secret = await openSecret(ctx, integration.id, integration.secret);
  if (!(await isSigned(source, secret, body, ctx.now))) throw unverified();
  if (before[0]) return toDelivery(before[0]);
  // Nothing of a body is parsed before its signature is verified.
  const topic = topicOf(source, body.headers) ?? topicOfStandard(parsePayload(text)).slice(0, MOST_CHARACTERS);
  const message = { source_id, topic, text };
  const receipt = await newReceipt(ctx, integration, message);
  if (integration.status === "disabled") {
    const reason = "The integration is disabled. Enable it, and retry this delivery.";
    return settle(ctx, receipt, { status: "ignored", reason, external_reference: null });
  }
  return decide(ctx, receipt, message);
}

/** What a message says, whoever may have sent it. */
export type Message = { source_id: string; topic: string; text: string };

const MOST_CHARACTERS = 200;

/**
 * What tells a repetition: the id that the sender has given to the message, or without one its content. WooCommerce makes its ids of the
 * webhook's number and the second, so that two messages may have the same one: there the content counts as well.
 */
async function sourceIdOf(source: IntegrationSource, headers: Headers, text: string): Promise<string> {
  const id = headers.get(HEADERS[source].id)?.slice(0, MOST_CHARACTERS);
  if (id && source !== "woocommerce") return id;
  const digest = await sha256(`${topicOf(source, headers) ?? ""}\n${text}`);
  return id ? `${id}:${digest.slice(0, 32)}` : `sha256:${digest}`;
}

/** The topic that a message's headers name; Standard Webhooks have it in their payload. */
function topicOf(source: IntegrationSource, headers: Headers): string | null {
  const { topic } = HEADERS[source];
  return topic === null ? null : (headers.get(topic) ?? "").slice(0, MOST_CHARACTERS);
}

/** WooCommerce posts a form with the webhook's number to a new address, unsigned. */
function isPing({ bytes, headers }: RawBody): boolean {
  if (headers.has(HEADERS.woocommerce.signature)) return false;
  return bytes.length < MOST_CHARACTERS && /^webhook_id=\d+$/.test(new TextDecoder().decode(bytes));
}

/** Does what a message wants to have done; a refusal for its content is what came of it. */
export async function decide(ctx: TenantContext, receipt: Receipt, message: Message): Promise<Delivery> {
  let intention: Intention | null = null;
  try {
    intention = intentionOf(receipt.integration.source, message);
    return await applyIntention({ ...ctx, if_match: null }, receipt, intention);
  } catch (error) {
    const refusal = lastingRefusal(error);
    if (!refusal) throw error;
    const external_reference = intention?.order_id ?? null;
    return settle(ctx, receipt, { status: "failed", reason: reasonOf(refusal, intention), external_reference });
  }
}

function intentionOf(source: IntegrationSource, { topic, source_id, text }: Message): Intention {
  const payload = parsePayload(text);
  if (payload === undefined) throw refuse("malformed_request", "The body is not JSON.");
  if (source === "shopify") return intentionOfShopify(topic, payload);
  if (source === "woocommerce") return intentionOfWooCommerce(topic, payload);
  return intentionOfStandard(topic, source_id, payload);
}

/** A refusal that would be the same again; null for one that another decision or another time may change. */
function lastingRefusal(error: unknown): DomainError | null {
  if (error instanceof ConstraintViolation && causeOf(error.rule) !== "final") return null;
  const refusal = toRefusal(error);
  return isLasting(error) ? refusal : null;
}

/** The problems of a refusal, each with what it is about: of a line, its SKU. */
function reasonOf({ problems }: DomainError, intention: Intention | null): string {
  const reasons = problems.map(({ message, field }) => {
    const line = /^items\.(\d+)\./.exec(field ?? "")?.[1];
    const about = (line && intention && itemsOf(intention)?.[Number(line)]?.sku) || field;
    return about && !message.startsWith(about) ? `${about}: ${message}` : message;
  });
  return reasons.join(" ");
}

/** The items of the order that was to be created. */
function itemsOf(intention: Intention) {
  if (intention.kind === "order") return intention.order.body.items;
  return intention.kind === "cancellation" ? intention.order?.().body.items : undefined;
}
