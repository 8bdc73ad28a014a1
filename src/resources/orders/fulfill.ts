import type { z } from "zod";
import type { StoredOrderItem } from "../../../drizzle/tenant";
import { advance } from "../../documents/advance";
import { shareOut, sharesByLine } from "../../documents/lines";
import { levelsOf, type Movement, post, type Stock, stockKey } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { insufficient, type Problem, refuseAll } from "../../shared/errors";
import { fromScaled } from "../../shared/quantity";
import { requireStatus } from "../../shared/states";
import type { TenantContext } from "../../storage/context";
import { announce } from "../../webhooks/announce";
import { lotProblems } from "../variants/references";
import { found, orderById, pairsOfOrder, toOrder } from "./queries";
import type { FulfillOrder } from "./schemas";
import { ORDER_ACTIONS, openQuantity, statusOf } from "./states";
import { ORDER_TABLES } from "./tables";

type Input = z.output<typeof FulfillOrder>;

/**
 * Ships lines, or the whole rest: stock leaves the shelf together with its reservation. It takes the order's own
 * reservation first, then what is available, never what is reserved for another. Refuses with `insufficient_stock`,
 * `invalid_status`, and `validation_failed` for more than a line has open.
 */
export async function fulfillOrder(ctx: TenantContext, id: string, input: Input) {
  const [orders, levels] = await ctx.read([orderById(id), levelsOf(pairsOfOrder(id))]);
  const order = found(orders);
  requireStatus("order", order, ORDER_ACTIONS, "fulfill");

  refuseAll(lotProblems(input.items ?? []));
  const shipment = input.items
    ? sharesByLine(
        shareOut(order.items, input.items, {
          id_field: "order_item_id",
          quantityOf: ({ quantity }) => quantity,
          openOf: openQuantity,
        }),
      )
    : new Map(order.items.map((line) => [line.id, openQuantity(line)]));
  const { items, movements } = ship(id, order.items, shipment, levels);
  const status = statusOf(items);
  const next = advance(ctx, ORDER_TABLES, order, {
    status,
    fulfilled_at: status === "fulfilled" ? timestamp(ctx.now) : null,
    items,
  });
  const answer = toOrder(next.document);
  const event = status === "fulfilled" ? "order.fulfilled" : "order.partially_fulfilled";
  return ctx.commit([...next.statements, ...post(ctx, movements), announce(ctx, event, { order: answer })], answer);
}

function ship(
  order_id: string,
  lines: readonly StoredOrderItem[],
  shipment: ReadonlyMap<string, number>,
  levels: readonly Stock[],
) {
  const stock = new Map(levels.map((level) => [stockKey(level), { ...level }]));
  const problems: Problem[] = [];
  const movements: Movement[] = [];

  const items = lines.map((line) => {
    const quantity = shipment.get(line.id) ?? 0;
    if (quantity === 0) return line;
    const { id, sku, variant_id, location_id } = line;
    const level = stock.get(stockKey(line)) ?? { on_hand: 0, available: 0 };
    const from_reservation = Math.min(quantity, line.reserved_quantity);
    const from_available = quantity - from_reservation;
    if (quantity > level.on_hand || (from_available > 0 && from_available > level.available)) {
      const obtainable = Math.min(level.on_hand, from_reservation + Math.max(0, level.available));
      const [requested, available] = [fromScaled(quantity), fromScaled(obtainable)];
      problems.push(insufficient({ sku, variant_id, location_id, requested, available }));
    }
    level.on_hand -= quantity;
    level.available -= from_available;
    const place = { variant_id, location_id, line_id: id };
    movements.push({ type: "order_fulfilled", ...place, quantity, from_reservation, reference_id: order_id });
    return {
      ...line,
      reserved_quantity: line.reserved_quantity - from_reservation,
      fulfilled_quantity: line.fulfilled_quantity + quantity,
    };
  });
  refuseAll(problems);
  return { items, movements };
}
