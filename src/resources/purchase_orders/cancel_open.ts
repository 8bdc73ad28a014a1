import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { purchaseOrderResource, toPurchaseOrder } from "./queries";
import { openQuantity, PURCHASE_ORDER_ACTIONS } from "./states";
import { PURCHASE_ORDER_TABLES } from "./tables";

/** The two actions that end a purchase order before everything has arrived, and the status each leads to. */
const ENDS = { cancel: "cancelled", close: "closed" } as const;

/**
 * Cancels the open quantities of a purchase order: `incoming` falls by them, on hand does not change. Either
 * action has an event of its own.
 */
export async function cancelOpen(ctx: TenantContext, id: string, action: keyof typeof ENDS, reason: string | null) {
  const { orders } = await ctx.read({ orders: purchaseOrderResource.byId(id) });
  const order = purchaseOrderResource.required(orders);
  requireStatus("purchase order", order, PURCHASE_ORDER_ACTIONS, action);
  const next = advance(ctx, PURCHASE_ORDER_TABLES, order, {
    status: ENDS[action],
    cancelled_at: timestamp(ctx.now),
    cancel_reason: reason,
    items: order.items.map((item) => ({
      ...item,
      cancelled_quantity: item.cancelled_quantity + openQuantity(item),
    })),
  });
  const response = toPurchaseOrder(next.document);
  return ctx.commit(
    [...next.statements, announce(ctx, `purchase_order.${ENDS[action]}`, { purchase_order: response })],
    response,
  );
}
