import type * as z from "zod";
import type { StoredOrderItem } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { advance } from "../../documents/advance";
import { type LotShare, matchItemsToLines, sharesByLot, tracksLots } from "../../documents/lines";
import { releaseMovements } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { type Allocation, afterMovements, levelsOf, type Movement, openAllocation, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { requireStatus } from "../../shared/transitions";
import { lotProblems } from "../variants/references";
import { orderResource, pairsOfOrder, toOrder } from "./queries";
import type { FulfillOrder } from "./schemas";
import { ORDER_ACTIONS, openQuantity, statusOf } from "./states";
import { ORDER_TABLES } from "./tables";

type Input = z.output<typeof FulfillOrder>;
type Item = NonNullable<Input["items"]>[number];
type Shipped = LotShare<StoredOrderItem>;

/**
 * Ships lines, or the whole rest: stock leaves the shelf together with its reservation. It takes the order's own
 * reservation first, then what is available, never what is reserved for another; of lots the one that expires first, unless
 * one is named. Refuses with `insufficient_stock`, also what is reserved in a lot that may not be sold by now,
 * `invalid_status`, and `validation_failed` for more than a line has open.
 */
export async function fulfillOrder(ctx: TenantContext, id: string, { items }: Input) {
  const { orders, levels } = await ctx.read({ orders: orderResource.byId(id), levels: levelsOf(pairsOfOrder(id)) });
  const order = orderResource.required(orders);
  requireStatus("order", order, ORDER_ACTIONS, "fulfill");

  const shipment = items ? named(order.items, items) : allOpen(order.items);
  const { lines, movements } = ship(id, order.items, shipment, openAllocation(levels, today(ctx)));
  const status = statusOf(lines);
  const next = advance(ctx, ORDER_TABLES, order, {
    status,
    fulfilled_at: status === "fulfilled" ? timestamp(ctx.now) : null,
    items: lines,
  });
  const answer = toOrder(next.document);
  const event = status === "fulfilled" ? "order.fulfilled" : "order.partially_fulfilled";
  return ctx.commit([...next.statements, ...post(ctx, movements), announce(ctx, event, { order: answer })], answer);
}

function allOpen(lines: readonly StoredOrderItem[]): Shipped[] {
  return lines.map((line) => ({ line, quantity: openQuantity(line) }));
}

function named(lines: readonly StoredOrderItem[], items: readonly Item[]): Shipped[] {
  const shares = matchItemsToLines(lines, items, {
    id_field: "order_item_id",
    openOf: openQuantity,
    fits: (line, { lot_id }) => line.lots.some((lot) => lot.lot_id === lot_id && lot.reserved > 0),
  });
  refuseAll(lotProblems(items, undefined, tracksLots(shares)));
  return sharesByLot(shares);
}

function ship(
  order_id: string,
  lines: readonly StoredOrderItem[],
  shipment: readonly Shipped[],
  allocation: Allocation,
) {
  const document = { type: "order", id: order_id } as const;
  const shipped = new Map<string, number>();
  const taken = shipment.flatMap(({ line, quantity, lot_id }): Movement[] => {
    const { id: line_id, variant_id, location_id } = line;
    shipped.set(line_id, (shipped.get(line_id) ?? 0) + quantity);
    const parts = allocation.take(line, quantity, { lot_id });
    const fulfilled = parts.taken.map((part): Movement => {
      const place = { variant_id, location_id, line_id };
      return { type: "order_fulfilled", ...place, ...part, reference_id: order_id };
    });
    return [...releaseMovements(document, line, parts.released), ...fulfilled];
  });
  refuseAll(allocation.problems);
  // The client may have named a lot other than those reserved: release whatever is reserved beyond what is still open.
  const excess = lines
    .filter(({ id }) => shipped.has(id))
    .flatMap((line) => {
      const open = openQuantity(line) - (shipped.get(line.id) ?? 0);
      return releaseMovements(document, line, allocation.release(line, open));
    });
  const movements = [...taken, ...excess];
  const after = afterMovements(lines, movements).map((line) => {
    const quantity = shipped.get(line.id) ?? 0;
    return quantity === 0 ? line : { ...line, fulfilled_quantity: line.fulfilled_quantity + quantity };
  });
  return { lines: after, movements };
}
