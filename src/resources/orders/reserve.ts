import type * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { expectVersion } from "../../data/version";
import { advance } from "../../documents/advance";
import { reserveLines } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { levelsOf, openAllocation, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { orderResource, pairsOfOrder, toReservedOrder } from "./queries";
import type { ReserveOrder } from "./schemas";
import { ORDER_ACTIONS, shortQuantity, statusOf } from "./states";
import { ORDER_TABLES } from "./tables";

/**
 * Sets stock aside for every line that is still short of it: reserved rises, on hand stays. Of lots the one that expires first
 * is taken first, never one that may not be sold. All or nothing, unless `allow_partial`. Refuses with `insufficient_stock`, or `invalid_status` where nothing is short.
 */
export async function reserveOrder(ctx: TenantContext, id: string, { allow_partial }: z.output<typeof ReserveOrder>) {
  const { orders, levels } = await ctx.read({ orders: orderResource.byId(id), levels: levelsOf(pairsOfOrder(id)) });
  const order = orderResource.required(orders);
  const something_short = order.items.some((item) => shortQuantity(item) > 0);
  requireStatus("order", order, ORDER_ACTIONS, "reserve", something_short);
  expectVersion(ctx, order);

  const allocation = openAllocation(levels, today(ctx));
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
  const answer = toReservedOrder(next.document, shortages);
  return ctx.commit(
    [...next.statements, ...post(ctx, movements), announce(ctx, "order.reserved", { order: answer })],
    answer,
  );
}
