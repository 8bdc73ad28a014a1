import type { z } from "zod";
import { advance } from "../../documents/advance";
import { type Movement, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/states";
import type { TenantContext } from "../../storage/context";
import { announce } from "../../webhooks/announce";
import { found, orderById, toOrder } from "./queries";
import type { CancelOrder } from "./schemas";
import { ORDER_ACTIONS, openQuantity } from "./states";
import { ORDER_TABLES } from "./tables";

/**
 * Cancels what is not fulfilled: everything reserved for the order becomes available again. What was shipped stays
 * shipped. Refuses with `invalid_status` where nothing is left to cancel.
 */
export async function cancelOrder(ctx: TenantContext, id: string, { reason }: z.output<typeof CancelOrder>) {
  const [orders] = await ctx.read([orderById(id)]);
  const order = found(orders);
  requireStatus("order", order, ORDER_ACTIONS, "cancel");

  const releases = order.items
    .filter((item) => item.reserved_quantity > 0)
    .map(({ id: line_id, variant_id, location_id, reserved_quantity }): Movement => {
      const place = { variant_id, location_id, line_id };
      return { type: "order_released", ...place, quantity: reserved_quantity, reference_id: id };
    });
  const next = advance(ctx, ORDER_TABLES, order, {
    status: "cancelled",
    cancelled_at: timestamp(ctx.now),
    cancel_reason: reason,
    items: order.items.map((item) => ({
      ...item,
      reserved_quantity: 0,
      cancelled_quantity: item.cancelled_quantity + openQuantity(item),
    })),
  });
  const answer = toOrder(next.document);
  return ctx.commit(
    [...next.statements, ...post(ctx, releases), announce(ctx, "order.cancelled", { order: answer })],
    answer,
  );
}
