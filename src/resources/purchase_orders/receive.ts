import type { z } from "zod";
import type { StoredPurchaseOrderItem } from "../../../drizzle/tenant";
import { advance } from "../../documents/advance";
import { type Share, shareOut } from "../../documents/lines";
import { type Movement, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { fromScaled, toScaled, toScaledOrNull } from "../../shared/quantity";
import { requireStatus } from "../../shared/states";
import type { TenantContext } from "../../storage/context";
import { announce } from "../../webhooks/announce";
import { lotProblems } from "../variants/references";
import { moveAverageCosts } from "./cost";
import { found, purchaseOrderById, toPurchaseOrder } from "./queries";
import type { ReceivePurchaseOrder } from "./schemas";
import { openQuantity, PURCHASE_ORDER_ACTIONS, statusOf } from "./states";
import { PURCHASE_ORDER_TABLES } from "./tables";

type Input = z.output<typeof ReceivePurchaseOrder>;
type Item = NonNullable<Input["items"]>[number];
/** What arrived of a line: accepted into stock, and rejected. */
type Arrival = { line: StoredPurchaseOrderItem; accepted: number; rejected: number; unit_cost: number | null };

/**
 * Receives all that is open, or what is named: on hand rises by what is accepted, `incoming` falls by what arrived, and
 * the variants' moving-average cost follows. More than is open is refused, unless `allow_over_receipt`.
 */
export async function receivePurchaseOrder(ctx: TenantContext, id: string, { items, allow_over_receipt }: Input) {
  const [orders] = await ctx.read([purchaseOrderById(id)]);
  const order = found(orders);
  requireStatus("purchase order", order, PURCHASE_ORDER_ACTIONS, "receive");
  refuseAll(lotProblems(items ?? []));
  const arrivals = items ? named(order.items, items, allow_over_receipt) : allOpen(order.items);

  const lines = order.items.map((line) => {
    const of_line = arrivals.filter((arrival) => arrival.line.id === line.id);
    return {
      ...line,
      received_quantity: line.received_quantity + sum(of_line.map(({ accepted }) => accepted)),
      rejected_quantity: line.rejected_quantity + sum(of_line.map(({ rejected }) => rejected)),
    };
  });
  const status = statusOf(lines);
  const next = advance(ctx, PURCHASE_ORDER_TABLES, order, {
    status,
    received_at: status === "received" ? timestamp(ctx.now) : null,
    items: lines,
  });
  const answer = toPurchaseOrder(next.document);
  const accepted = arrivals.filter((arrival) => arrival.accepted > 0);
  return ctx.commit(
    [
      ...next.statements,
      ...moveAverageCosts(
        ctx,
        accepted.map(({ line, accepted: quantity, unit_cost }) => ({
          variant_id: line.variant_id,
          quantity,
          unit_cost,
        })),
      ),
      ...post(
        ctx,
        accepted.map((arrival) => receipt(id, arrival)),
      ),
      announce(ctx, "purchase_order.received", { purchase_order: answer }),
    ],
    answer,
  );
}

function receipt(reference_id: string, { line, accepted, unit_cost }: Arrival): Movement {
  const { variant_id, location_id, id: line_id } = line;
  return { type: "purchase_received", variant_id, location_id, quantity: accepted, unit_cost, reference_id, line_id };
}

function allOpen(lines: readonly StoredPurchaseOrderItem[]): Arrival[] {
  return lines
    .filter((line) => openQuantity(line) > 0)
    .map((line) => ({ line, accepted: openQuantity(line), rejected: 0, unit_cost: line.unit_cost }));
}

function named(lines: readonly StoredPurchaseOrderItem[], items: readonly Item[], may_exceed: boolean): Arrival[] {
  const shares = shareOut(lines, items, {
    id_field: "purchase_order_item_id",
    quantityOf: ({ quantity, rejected_quantity }) => fromScaled(toScaled(quantity) + toScaled(rejected_quantity)),
    openOf: openQuantity,
    may_exceed,
  });
  const accepted_left = new Map(items.map((item) => [item, toScaled(item.quantity)]));
  return shares.map(({ line, item, quantity }: Share<StoredPurchaseOrderItem, Item>) => {
    const accepted = Math.min(quantity, accepted_left.get(item) ?? 0);
    accepted_left.set(item, (accepted_left.get(item) ?? 0) - accepted);
    const unit_cost = item.unit_cost === undefined ? line.unit_cost : toScaledOrNull(item.unit_cost);
    return { line, accepted, rejected: quantity - accepted, unit_cost };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
