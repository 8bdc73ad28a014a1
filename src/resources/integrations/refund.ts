import type { TenantContext } from "../../commands/context";
import { validate } from "../../http/body";
import { DomainError, refuse } from "../../shared/errors";
import { fromScaled, toScaled } from "../../shared/quantity";
import { cancelOrder } from "../orders/cancel";
import { orderResource, type StoredOrder } from "../orders/queries";
import { createReturn } from "../return_authorizations/create";
import { NewReturn } from "../return_authorizations/schemas";
import type { Intention, RefundedLine } from "./intention";
import { type Delivery, documentOf, type StoredDocument } from "./queries";
import { type Receipt, remember, settle, settling } from "./receipt";

type Refund = Extract<Intention, { kind: "refund" }>;
type OrderItem = StoredOrder["items"][number];

/** How much of an order's item is refunded, in stored units: of what was shipped, and of what was not. */
type Part = {
  item: OrderItem;
  line: Pick<RefundedLine, "goods" | "unit_refund">;
  shipped: number;
  not_shipped: number;
};

/** What a refund is decided on: what it and its order have become, and the order as it is. */
type Known = { document: StoredDocument | undefined; made: StoredDocument | undefined; order: StoredOrder | undefined };

/**
 * Authorizes the return of what was shipped of a refund's goods, once. If everything that was not shipped is refunded, the order is
 * cancelled first; some of it can't be, which is refused. A refusal stands if what it was decided on has stayed as it was: else another
 * message has been faster, such as the same refund, and it is decided again.
 */
export async function applyRefund(ctx: TenantContext, receipt: Receipt, refund: Refund): Promise<Delivery> {
  const known = await readKnown(ctx, receipt, refund);
  try {
    return await decideRefund(ctx, receipt, refund, known);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const now = await readKnown(ctx, receipt, refund);
    if (JSON.stringify(now) === JSON.stringify(known)) throw error;
    return applyRefund(ctx, receipt, refund);
  }
}

async function readKnown(ctx: TenantContext, { integration }: Receipt, refund: Refund): Promise<Known> {
  const { arrived, made } = await ctx.read({
    arrived: documentOf(integration.id, "order", refund.order_id),
    made: documentOf(integration.id, "refund", refund.refund_id),
  });
  const [document] = arrived;
  if (!document || made[0]) return { document, made: made[0], order: undefined };
  const { orders } = await ctx.read({ orders: orderResource.byId(document.document_id) });
  return { document, made: undefined, order: orders[0] };
}

async function decideRefund(
  ctx: TenantContext,
  receipt: Receipt,
  refund: Refund,
  { document, made, order }: Known,
): Promise<Delivery> {
  const { integration } = receipt;
  const { order_id: external_reference, refund_id, reason } = refund;
  if (made) {
    const why = "The refund has arrived before.";
    const ids = { order_id: document?.document_id ?? null, return_authorization_id: made.document_id };
    return settle(ctx, receipt, { status: "ignored", reason: why, external_reference, ...ids });
  }
  if (!document || !order) throw refuse("validation_failed", "The refund's order has not arrived. Retry when it has.");
  const about = { external_reference, order_id: order.id };
  const parts = partsOf(refund, document, order);
  const cancels = isWholeRest(order, parts);
  const returned = parts.filter(({ shipped }) => shipped > 0);
  // What is cancelled is what was found unshipped: more may be shipped meanwhile.
  const unchanged = { ...ctx, if_match: [`"${order.version}"`] };

  if (returned.length === 0) {
    if (!cancels) {
      return settle(ctx, receipt, {
        ...about,
        status: "ignored",
        reason: "Nothing of what is refunded was shipped or is to be.",
      });
    }
    const { ctx: settling_ctx, settled } = settling(unchanged, receipt, () => ({ ...about, status: "processed" }));
    await cancelOrder(settling_ctx, order.id, { reason: reason ?? "Refunded" });
    return settled();
  }
  if (cancels) await cancelOrder(committedBefore(unchanged), order.id, { reason: reason ?? "Refunded" });
  const { ctx: settling_ctx, settled } = settling<{ id: string }>(
    ctx,
    receipt,
    ({ id }) => ({ ...about, status: "processed", return_authorization_id: id }),
    ({ id }) => [remember(ctx, integration, { kind: "refund", external_id: refund_id, document_id: id, lines: {} })],
  );
  await createReturn(settling_ctx, returnOf(order, reason, returned));
  return settled();
}

/** A context for a command that is not the last one of its request. */
function committedBefore(ctx: TenantContext): TenantContext {
  return {
    ...ctx,
    async commit(statements, data) {
      await ctx.commitBefore(statements);
      return data;
    },
  };
}

/** The parts of a refund by the order's items. Lines with nothing to ship, such as a gift card, have none; goods that the order lacks are refused. */
function partsOf({ lines }: Refund, document: StoredDocument, { items, number }: StoredOrder): Part[] {
  if (lines === "all") {
    return items.map((item) => ({
      item,
      line: { goods: "returned", unit_refund: null },
      shipped: item.fulfilled_quantity - item.claimed_quantity,
      not_shipped: item.quantity - item.fulfilled_quantity,
    }));
  }
  const by_id = new Map(items.map((item) => [item.id, item]));
  return lines.flatMap(({ line_id, sku, quantity, ...line }): Part[] => {
    const item = by_id.get(document.lines[line_id] ?? "") ?? onlyItem(items, sku);
    if (item) return [{ item, line, ...split(item, toScaled(quantity), line.goods) }];
    if (sku === null) return [];
    throw refuse(
      "validation_failed",
      `${sku} is refunded, but was not among the items with which the order ${number} arrived. If it was shipped, authorize its return yourself.`,
    );
  });
}

/** The one item with a SKU. */
function onlyItem(items: readonly OrderItem[], sku: string | null): OrderItem | undefined {
  const [item, another] = items.filter((candidate) => candidate.sku === sku);
  return another ? undefined : item;
}

/**
 * How much of a quantity was shipped, and how much was not. What the sender says of the goods decides which comes first. What is
 * cancelled already counts as not shipped, so that a message that is repeated comes to the same.
 */
function split(item: OrderItem, quantity: number, goods: RefundedLine["goods"]) {
  const returnable = item.fulfilled_quantity - item.claimed_quantity;
  const unshipped = item.quantity - item.fulfilled_quantity;
  const shipped =
    goods === "not_shipped" ? Math.min(Math.max(0, quantity - unshipped), returnable) : Math.min(quantity, returnable);
  const not_shipped = Math.min(quantity - shipped, unshipped);
  if (shipped + not_shipped < quantity) {
    throw refuse(
      "validation_failed",
      `${item.sku}: ${fromScaled(quantity)} are refunded, of which only ${fromScaled(shipped + not_shipped)} were ordered and are not claimed by other returns. Compare the returns of the order.`,
    );
  }
  return { shipped, not_shipped };
}

/** True if everything of the order that is still to be shipped is refunded; refuses a part of it. */
function isWholeRest(order: StoredOrder, parts: readonly Part[]): boolean {
  const openOf = (item: OrderItem) => item.quantity - item.fulfilled_quantity - item.cancelled_quantity;
  const refundedOf = (item: OrderItem) =>
    parts.reduce((sum, part) => sum + (part.item.id === item.id ? part.not_shipped : 0), 0);
  const open = order.items.filter((item) => openOf(item) > 0);
  if (open.every((item) => refundedOf(item) === 0)) return false;
  if (open.every((item) => refundedOf(item) >= openOf(item))) return true;
  throw refuse(
    "validation_failed",
    `Some of what is still to be shipped of the order ${order.number} is refunded, and some is not. Ship the rest and cancel the order, then retry.`,
  );
}

function returnOf(order: StoredOrder, reason: string | null, parts: readonly Part[]) {
  return validate(NewReturn, {
    order_id: order.id,
    reason: reason ?? "Refunded",
    items: parts.map(({ item, line, shipped }) => ({
      order_item_id: item.id,
      quantity: fromScaled(shipped),
      condition: line.goods === "gone" ? "discarded" : "sellable",
      unit_refund: line.unit_refund,
    })),
  });
}
