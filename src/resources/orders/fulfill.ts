import type { z } from "zod";
import type { StoredOrderItem } from "../../../drizzle/tenant";
import { levelsOf, type Movement, post, type Stock, stockKey } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { type Problem, refuseAll } from "../../shared/errors";
import { fromScaled, isExact, toScaled } from "../../shared/quantity";
import { requireStatus } from "../../shared/states";
import type { TenantContext } from "../../storage/context";
import { announce } from "../../webhooks/announce";
import { found, orderById, pairsOfOrder, toOrder } from "./queries";
import { insufficient } from "./reservation";
import { advance } from "./save";
import type { FulfillOrder } from "./schemas";
import { ORDER_ACTIONS, openQuantity, statusOf } from "./states";

type Input = z.output<typeof FulfillOrder>;
/** How much of each line leaves, by the line's id. */
type Shipment = Map<string, number>;

/**
 * Ships lines, or the whole rest: stock leaves the shelf together with its reservation. It takes the order's own
 * reservation first, then what is available, never what is reserved for another. Refuses with `insufficient_stock`,
 * `invalid_status`, and `validation_failed` for more than a line has open.
 */
export async function fulfillOrder(ctx: TenantContext, id: string, input: Input) {
  const [orders, levels] = await ctx.read([orderById(id), levelsOf(pairsOfOrder(id))]);
  const order = found(orders);
  requireStatus("order", order, ORDER_ACTIONS, "fulfill");

  const shipment = input.items ? named(order.items, input.items) : wholeRest(order.items);
  const { items, movements } = ship(id, order.items, shipment, levels);
  const status = statusOf(items);
  const next = advance(ctx, order, {
    status,
    fulfilled_at: status === "fulfilled" ? timestamp(ctx.now) : null,
    items,
  });
  const answer = toOrder(next.order);
  const event = status === "fulfilled" ? "order.fulfilled" : "order.partially_fulfilled";
  return ctx.commit([...next.statements, ...post(ctx, movements), announce(ctx, event, { order: answer })], answer);
}

function wholeRest(lines: readonly StoredOrderItem[]): Shipment {
  return new Map(lines.map((line) => [line.id, openQuantity(line)]));
}

/** Spreads what is named by SKU over the order's lines of that SKU, first line first. */
function named(lines: readonly StoredOrderItem[], items: NonNullable<Input["items"]>): Shipment {
  const shipment: Shipment = new Map();
  const problems: Problem[] = [];
  for (const [index, item] of items.entries()) {
    const wrong = (field: string, message: string) =>
      problems.push({ code: "validation_failed", message, field: `items.${index}.${field}` });
    const meant = lines.filter((line) => line.id === item.order_item_id || line.sku === item.sku);
    const name = item.sku === undefined ? "order_item_id" : "sku";
    if (item.lot_id !== undefined) wrong("lot_id", "This variant is not tracked by lots. Leave the lot out.");
    if (meant.length === 0) {
      wrong(name, `This order has no line with this ${name}. Read the order again.`);
      continue;
    }

    const decimals = Math.max(...meant.map((line) => line.quantity_decimals));
    if (!isExact(item.quantity, decimals))
      wrong("quantity", `It is counted with ${decimals} decimals. Round the quantity.`);

    let rest = toScaled(item.quantity);
    for (const line of meant) {
      const already = shipment.get(line.id) ?? 0;
      const taken = Math.min(rest, openQuantity(line) - already);
      shipment.set(line.id, already + taken);
      rest -= taken;
    }
    if (rest > 0) {
      const open = fromScaled(toScaled(item.quantity) - rest);
      wrong("quantity", `Only ${open} of this is still open. Fulfil at most that.`);
    }
  }
  refuseAll(problems);
  return shipment;
}

function ship(order_id: string, lines: readonly StoredOrderItem[], shipment: Shipment, levels: readonly Stock[]) {
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
