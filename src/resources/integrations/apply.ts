import type { TenantContext } from "../../commands/context";
import { validate } from "../../http/body";
import { DomainError, refuse } from "../../shared/errors";
import { fromScaled } from "../../shared/quantity";
import { ConstraintViolation } from "../../storage/port";
import { cancelOrder } from "../orders/cancel";
import { createOrder } from "../orders/create";
import { orderResource, type StoredOrder } from "../orders/queries";
import { NewOrder } from "../orders/schemas";
import type { IncomingOrder, Intention } from "./intention";
import { type Delivery, documentOf, type StoredDocument } from "./queries";
import { type Receipt, type Result, remember, settle, settling } from "./receipt";
import { applyRefund } from "./refund";

type Of<Kind extends Intention["kind"]> = Extract<Intention, { kind: Kind }>;
type CreatedOrder = { id: string; items: readonly { id: string }[] };

/** Does what a message wants to have done, in the commit that writes down what came of it. */
export function applyIntention(ctx: TenantContext, receipt: Receipt, intention: Intention): Promise<Delivery> {
  switch (intention.kind) {
    case "order":
      return applyOrder(ctx, receipt, intention);
    case "cancellation":
      return applyCancellation(ctx, receipt, intention);
    case "refund":
      return applyRefund(ctx, receipt, intention);
    case "nothing":
      return settle(ctx, receipt, { status: "ignored", reason: intention.why, external_reference: intention.order_id });
  }
}

/** Thrown when the order is found to have arrived before: there is nothing to create. */
class HasArrived extends Error {
  readonly document: StoredDocument;

  constructor(document: StoredDocument) {
    super("The order has arrived before");
    this.document = document;
  }
}

async function applyOrder(ctx: TenantContext, receipt: Receipt, intention: Of<"order">): Promise<Delivery> {
  const { order_id: external_id, order } = intention;
  const { integration } = receipt;
  const { ctx: settling_ctx, settled } = settling<CreatedOrder>(
    ctx,
    receipt,
    ({ id }) => ({ status: "processed", external_reference: external_id, order_id: id }),
    (created) => [rememberOrder(ctx, receipt, external_id, order, created)],
  );
  try {
    await create(
      unlessArrived(settling_ctx, integration.id, external_id),
      receipt,
      order,
      integration.reserve_on_arrival,
    );
    return settled();
  } catch (error) {
    if (!(error instanceof HasArrived)) throw error;
    return settleKnownOrder(ctx, receipt, intention, error.document);
  }
}

/** A context whose first read also asks whether the order has arrived before. */
function unlessArrived(ctx: TenantContext, integration_id: string, external_id: string): TenantContext {
  return {
    ...ctx,
    async read(queries, options) {
      const known = documentOf(integration_id, "order", external_id);
      const results = await ctx.read({ ...queries, [ARRIVED]: known }, options);
      const [document] = results[ARRIVED] as StoredDocument[];
      if (document) throw new HasArrived(document);
      return results;
    },
  };
}

const ARRIVED = "order that has arrived";

/** Creates the order under the sender's number, or, if another order has that, under one of its own. */
async function create(ctx: TenantContext, { integration }: Receipt, { body }: IncomingOrder, reserve: boolean) {
  const { number, ...unnumbered } = body;
  const terms = {
    ...(reserve && body.reserve === undefined ? { reserve: true, allow_partial: true } : {}),
    ...unnumbered,
    location_id: body.location_id ?? integration.location_id,
  };
  try {
    return await createOrder(ctx, validate(NewOrder, { ...terms, ...(number === undefined ? {} : { number }) }));
  } catch (error) {
    if (!(error instanceof ConstraintViolation && error.rule === "orders.number") || number === undefined) throw error;
    return createOrder(ctx, validate(NewOrder, terms));
  }
}

function rememberOrder(
  ctx: TenantContext,
  { integration }: Receipt,
  external_id: string,
  { line_ids }: IncomingOrder,
  { id: document_id, items }: CreatedOrder,
) {
  const lines = Object.fromEntries(line_ids.map((line_id, at) => [line_id, items[at]?.id ?? ""]));
  return remember(ctx, integration, { kind: "order", external_id, document_id, lines });
}

/** What comes of another message about an order that has arrived: nothing, or a correction that people have to make. */
async function settleKnownOrder(
  ctx: TenantContext,
  receipt: Receipt,
  { order_id: external_reference, order, is_update, hint }: Of<"order">,
  document: StoredDocument,
): Promise<Delivery> {
  const { orders } = await ctx.read({ orders: orderResource.byId(document.document_id) });
  const known = orderResource.required(orders);
  const about = { external_reference, order_id: known.id };
  const changes = changesOfLines(order, document, known);
  if (known.status === "cancelled" && is_update) {
    const reason = `The order ${known.number} is cancelled here, but not at the sender. If it is to be shipped, create another order.`;
    return settle(ctx, receipt, { ...about, status: "failed", reason });
  }
  if (changes.length > 0 && known.status !== "cancelled") {
    const reason = `The items have changed since the order arrived as ${known.number}: ${changes.join("; ")}. Items are not changed here: cancel the order and create another, or ship what is right.`;
    return settle(ctx, receipt, { ...about, status: "failed", reason });
  }
  const reason = [`The order has arrived before, as ${known.number}.`, hint].filter(Boolean).join(" ");
  return settle(ctx, receipt, { ...about, status: "ignored", reason });
}

/** How the lines of a message differ from those that the order arrived with. */
function changesOfLines({ body, line_ids }: IncomingOrder, { lines }: StoredDocument, known: StoredOrder): string[] {
  const by_id = new Map(known.items.map((item) => [item.id, item]));
  const added = line_ids.flatMap((line_id, at) => {
    const item = by_id.get(lines[line_id] ?? "");
    const sent = body.items[at];
    if (!item) return [`${sent?.quantity} of ${sent?.sku} added`];
    const before = fromScaled(item.quantity);
    return sent?.quantity === before ? [] : [`${sent?.quantity} of ${item.sku} instead of ${before}`];
  });
  const removed = Object.entries(lines)
    .filter(([line_id]) => !line_ids.includes(line_id))
    .map(([, item_id]) => `${by_id.get(item_id)?.sku} removed`);
  return [...added, ...removed];
}

/** Cancels an order; one that has not arrived is created first, so that its creation, arriving late, finds it cancelled. */
async function applyCancellation(ctx: TenantContext, receipt: Receipt, intention: Of<"cancellation">) {
  const { order_id: external_reference, reason } = intention;
  const { integration } = receipt;
  const { known } = await ctx.read({ known: documentOf(integration.id, "order", external_reference) });
  let order_id = known[0]?.document_id;
  if (order_id === undefined) {
    const order = intention.order?.();
    if (!order) {
      const why = "The order has not arrived: there is nothing to cancel.";
      return settle(ctx, receipt, { status: "ignored", reason: why, external_reference });
    }
    const creation = {
      ...ctx,
      async commit<T>(statements: Parameters<TenantContext["commit"]>[0], data: T): Promise<T> {
        const created = data as unknown as CreatedOrder;
        await ctx.commitBefore([...statements, rememberOrder(ctx, receipt, external_reference, order, created)]);
        return data;
      },
    };
    order_id = (await create(creation, receipt, order, false)).id;
  }
  return cancel(ctx, receipt, order_id, reason, { external_reference, order_id });
}

/** Cancels what is left of an order, and writes that down; an order that is cancelled already is left alone. */
async function cancel(
  ctx: TenantContext,
  receipt: Receipt,
  id: string,
  reason: string | null,
  about: Pick<Result, "external_reference" | "order_id">,
): Promise<Delivery> {
  const { ctx: settling_ctx, settled } = settling(ctx, receipt, () => ({ ...about, status: "processed" }));
  try {
    await cancelOrder(settling_ctx, id, { reason });
    return settled();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid_status") throw error;
    if (error.problems[0]?.details?.status === "cancelled") {
      return settle(ctx, receipt, { ...about, status: "ignored", reason: "The order is cancelled already." });
    }
    throw refuse("invalid_status", "The order has been shipped. Authorize a return if its goods come back.");
  }
}
