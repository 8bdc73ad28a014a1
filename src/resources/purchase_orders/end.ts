import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { purchaseOrderResource, toPurchaseOrder } from "./queries";
import type { EndPurchaseOrder } from "./schemas";
import { openQuantity, PURCHASE_ORDER_ACTIONS } from "./states";
import { PURCHASE_ORDER_TABLES } from "./tables";

/**
 * Ends a purchase order whose rest will not come: cancelled, or closed as good enough. What was received stays;
 * `incoming` falls by the rest.
 */
export async function endPurchaseOrder(
  ctx: TenantContext,
  id: string,
  action: "cancel" | "close",
  { reason }: z.output<typeof EndPurchaseOrder>,
) {
  const { orders } = await ctx.read({ orders: purchaseOrderResource.byId(id) });
  const order = purchaseOrderResource.required(orders);
  requireStatus("purchase order", order, PURCHASE_ORDER_ACTIONS, action);
  const next = advance(ctx, PURCHASE_ORDER_TABLES, order, {
    status: action === "cancel" ? "cancelled" : "closed",
    cancelled_at: timestamp(ctx.now),
    cancel_reason: reason,
    items: order.items.map((item) => ({
      ...item,
      cancelled_quantity: item.cancelled_quantity + openQuantity(item),
    })),
  });
  const answer = toPurchaseOrder(next.document);
  return ctx.commit(
    [...next.statements, announce(ctx, "purchase_order.cancelled", { purchase_order: answer })],
    answer,
  );
}
