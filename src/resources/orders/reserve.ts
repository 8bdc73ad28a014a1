import type * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { expectVersion } from "../../data/version";
import { advance } from "../../documents/advance";
import { reserveLines } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { openAllocation, post, stockForLines, stockIn } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { openLinesOf, orderResource, toReservedOrder } from "./queries";
import type { ReserveOrder } from "./schemas";
import { ORDER_ACTIONS, shortQuantity, statusOf } from "./states";
import { ORDER_TABLES } from "./tables";

/**
 * Reserves stock for every line that is short: reserved rises, on hand does not change. Lots are reserved first
 * expired, first out, never one that can't be sold. All or nothing (`insufficient_stock`) unless `allow_partial`.
 * Refuses with `invalid_status` an order of which nothing is short. Where nothing could be reserved, nothing is written, and no
 * event.
 */
export async function reserveOrder(ctx: TenantContext, id: string, { allow_partial }: z.output<typeof ReserveOrder>) {
  const { orders, ...stock } = await ctx.read({
    orders: orderResource.byId(id),
    ...stockForLines(ctx, openLinesOf(id)),
  });
  const order = orderResource.required(orders);
  const is_short = order.items.some((item) => shortQuantity(item) > 0);
  requireStatus("order", order, ORDER_ACTIONS, "reserve", is_short);
  expectVersion(ctx, order);

  const allocation = openAllocation(stockIn(stock), today(ctx));
  const { items, movements, shortages } = reserveLines(
    { type: "order", id },
    order.items,
    allocation,
    shortQuantity,
    allow_partial,
  );
  if (movements.length === 0) return ctx.commit([], toReservedOrder(order, shortages));

  const next = advance(ctx, ORDER_TABLES, order, {
    status: statusOf(items),
    reserved_at: order.reserved_at ?? timestamp(ctx.now),
    items,
  });
  const response = toReservedOrder(next.document, shortages);
  return ctx.commit(
    [...next.statements, ...post(ctx, movements), announce(ctx, "order.reserved", { order: response })],
    response,
  );
}
