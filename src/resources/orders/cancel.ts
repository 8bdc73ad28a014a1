import type * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { advance } from "../../documents/advance";
import { releaseMovements } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { afterMovements, openAllocation, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { orderResource, toOrder } from "./queries";
import type { CancelOrder } from "./schemas";
import { ORDER_ACTIONS, openQuantity } from "./states";
import { ORDER_TABLES } from "./tables";

/**
 * Cancels what is not fulfilled: everything reserved for the order becomes available again. What was shipped stays
 * shipped. Refuses with `invalid_status` where nothing is left to cancel.
 */
export async function cancelOrder(ctx: TenantContext, id: string, { reason }: z.output<typeof CancelOrder>) {
  const { orders } = await ctx.read({ orders: orderResource.byId(id) });
  const order = orderResource.required(orders);
  requireStatus("order", order, ORDER_ACTIONS, "cancel");

  const allocation = openAllocation([], today(ctx));
  const releases = order.items.flatMap((item) =>
    releaseMovements({ type: "order", id }, item, allocation.release(item)),
  );
  const next = advance(ctx, ORDER_TABLES, order, {
    status: "cancelled",
    cancelled_at: timestamp(ctx.now),
    cancel_reason: reason,
    items: afterMovements(order.items, releases).map((item) => ({
      ...item,
      cancelled_quantity: item.cancelled_quantity + openQuantity(item),
    })),
  });
  const answer = toOrder(next.document);
  return ctx.commit(
    [...next.statements, ...post(ctx, releases), announce(ctx, "order.cancelled", { order: answer })],
    answer,
  );
}
